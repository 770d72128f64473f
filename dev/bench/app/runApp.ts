import { MessageChannel, Worker } from 'node:worker_threads';
import type { Phone } from '../../simulator/in-node/phone/createPhone';
import { openChannel } from '../../simulator/messages/openChannel';
import { pageEvents } from '../../simulator/messages/PageSide';
import type { PhoneEvents, PhoneFunctions } from '../../simulator/messages/PhoneProtocol';
import type { AppMessage, AppReport, AppTask } from './AppMessages';
import type { BuiltApp } from './buildApp';

/** A way that hangs must not hang the bench. Longer than any row takes. */
const LIMIT_MINUTES = 6;

/** One start of the Mini Program on this phone, until it has uploaded the files. */
export async function runApp(
  { main, modules }: BuiltApp,
  task: Pick<AppTask, 'way' | 'files' | 'cloud'>,
  phone: Phone,
): Promise<AppReport> {
  const { port1, port2 } = new MessageChannel();
  const workerData: AppTask = { ...task, modules, phone: port2, start: phone.start() };
  const worker = new Worker(main, { workerData, transferList: [port2], execArgv: [] });
  let disconnect = (): void => undefined;
  const channel = openChannel<PhoneFunctions, PhoneEvents>({
    wire: { isOpen: () => true, send: (frame) => port1.postMessage(frame) },
    events: pageEvents,
    offer(page) {
      const connection = phone.connect(page);
      disconnect = connection.disconnect;
      return connection.functions;
    },
  });
  port1.on('message', (frame: string | Uint8Array) => channel.receive(frame));
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<AppReport>((resolve, reject) => {
      const fail = (why: string): void => reject(new Error(`${task.way} ${why}`));
      timer = setTimeout(fail, LIMIT_MINUTES * 60_000, `did not end within ${LIMIT_MINUTES} minutes.`);
      worker.on('error', reject);
      worker.on('message', (message: AppMessage) => {
        if (message.kind === 'ready') worker.postMessage('start');
        else if (message.kind === 'done') resolve(message.report);
        else fail(`failed: ${message.reason}`);
      });
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
    port1.close();
    disconnect();
  }
}
