import type { Program } from '../../messages/Program';
import { callPhone } from '../wx/callPhone';
import { answerAutomation } from './automation/answerAutomation';
import { connectBridge, type PageBridge } from './connectBridge';
import type { PageWindow } from './PageWindow';
import { describeError, type Reports } from './Reports';
import { type CreateWx, Simulation } from './Simulation';

interface Hello {
  program?: Program;
  buildError?: string;
}

const reconnectMs = 2000;

/** Runs in the page when it is loaded. */
export async function start(window: PageWindow, createWx: CreateWx): Promise<void> {
  const bridge = await connectBridge(window, `ws://${window.location.host}/bridge`);
  const reload = (): void =>
    window.simulatorHost ? window.simulatorHost.reload() : window.location.reload();
  bridge.on('runtime.reload', reload);
  bridge.on('runtime.buildError', (message) =>
    showMessage(window, 'The Mini Program cannot be built', String(message)),
  );
  bridge.onClose(() => waitForSimulator(window));

  const host = new URLSearchParams(window.location.search).get('host');
  const { result } = await bridge.call<Hello>('runtime.hello', { host });
  if (!result.program) {
    showMessage(window, 'The Mini Program cannot be built', result.buildError ?? 'No reason was given.');
    await bridge.call('runtime.booted', { error: result.buildError });
    return;
  }
  const reports = reportTo(window, bridge);
  try {
    const simulation = await Simulation.start({
      window,
      program: result.program,
      bridge,
      start: (await callPhone(bridge, 'phone.start', {})).value,
      reports,
      createWx,
      reload,
    });
    answerAutomation(simulation, window, bridge);
    await bridge.call('runtime.booted', {});
  } catch (error) {
    const { message, stack } = describeError(error);
    reports.error(error, 'the start of the Mini Program');
    showMessage(window, 'The Mini Program could not start', stack);
    await bridge.call('runtime.booted', { error: message });
  }
}

function reportTo(window: Window & typeof globalThis, bridge: PageBridge): Reports {
  // A report that can't be delivered must not become an error that is reported in turn.
  const send = (method: string, params: object): void =>
    void bridge.call(method, params).catch(() => undefined);
  return {
    log: (entry) => send('runtime.log', entry),
    error(error, during) {
      window.console.error(`${during}:`, error);
      send('runtime.exception', { ...describeError(error), during });
    },
  };
}

function showMessage(window: Window, heading: string, text: string): void {
  const { document } = window;
  const message = document.createElement('div');
  message.className = 'cover simulator-message';
  const title = document.createElement('h1');
  title.textContent = heading;
  const details = document.createElement('pre');
  details.textContent = text;
  message.append(title, details);
  document.querySelector('.simulator-message')?.remove();
  document.body.append(message);
}

/** The simulator was stopped: this page goes on when it is there again. */
function waitForSimulator(window: PageWindow): void {
  // A page that a host runs ends with the host.
  if (window.simulatorHost || window.closed) return;
  showMessage(window, 'The simulator was stopped', 'Start it again with: npm start');
  const retry = window.setInterval(() => {
    window.fetch('/phone').then(
      () => {
        window.clearInterval(retry);
        window.location.reload();
      },
      () => undefined,
    );
  }, reconnectMs);
}
