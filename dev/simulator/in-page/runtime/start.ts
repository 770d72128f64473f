import type { PageSide } from '../../messages/PageSide';
import { answerAutomation } from './automation/answerAutomation';
import { connectNode } from './connectNode';
import type { PageWindow } from './PageWindow';
import { describeError, reportToNode } from './Reports';
import { type CreateWx, Simulation } from './Simulation';

const reconnectMs = 2000;

/** Runs in the page when it is loaded. */
export async function start(window: PageWindow, createWx: CreateWx): Promise<void> {
  const page: Partial<PageSide> = {
    reload: () => (window.pageRunner ? window.pageRunner.reload() : window.location.reload()),
    showBuildError: (message) => showMessage(window, 'The Mini Program cannot be built', message),
  };
  const url = `ws://${window.location.host}/page`;
  const node = await connectNode(window, url, page, () => waitForSimulator(window));
  const hello = await node.hello(new URLSearchParams(window.location.search).get('opener'));
  if ('buildError' in hello) {
    page.showBuildError?.(hello.buildError);
    node.started(hello.buildError);
    return;
  }
  const reports = reportToNode(window.console, node);
  try {
    const simulation = await Simulation.start({
      window,
      program: hello.program,
      connectPhone(events) {
        Object.assign(page, events);
        return { start: hello.phone, functions: node };
      },
      reports,
      createWx,
      putInFront: (shown) => node.setShown({ shown }),
      reload: () => page.reload?.(),
    });
    page.automate = answerAutomation(simulation, window, node);
    node.started();
  } catch (error) {
    const { message, stack } = describeError(error);
    reports.error(error, 'the start of the Mini Program');
    showMessage(window, 'The Mini Program could not start', stack);
    node.started(message);
  }
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
  // A page that a program of ours runs ends with that program.
  if (window.pageRunner || window.closed) return;
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
