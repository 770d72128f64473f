import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { createPhone, type Phone } from '../../simulator/in-node/phone/createPhone';
import { openChannel } from '../../simulator/messages/openChannel';
import { pageEvents } from '../../simulator/messages/PageSide';
import type { PhoneEvents, PhoneFunctions } from '../../simulator/messages/PhoneProtocol';
import type { AppMessage, AppReport, AppTask, FileToSend } from '../app/AppMessages';
import type { BuiltApp } from '../app/buildApp';
import type { WayName } from '../app/ways/ways';
import { startCloud } from '../cloud/startCloud';
import type { LinkProfile } from '../link/LinkProfile';
import { ShapedLink } from '../link/ShapedLink';
import type { Load } from './Load';
import { type Measured, measure } from './Measured';

const functionsRoot = join(__dirname, '../../../cloudfunctions');

export interface Run {
  readonly app: BuiltApp;
  readonly way: WayName;
  readonly load: Load;
  readonly profile: LinkProfile;
}

/** Uploads a load by one way, with a cloud, a phone and a Mini Program that know nothing of earlier runs. */
export async function runWay({ app, way, load, profile }: Run): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'upload-bench-'));
  const link = new ShapedLink(profile);
  const cloud = await startCloud({ dataDir: join(folder, 'cos'), functionsRoot });
  const phone = createPhone({ dir: join(folder, 'phone'), openId: 'oBench', agent: link });
  try {
    const files = chooseFiles(phone, load);
    const report = await runApp(app, { way, files, cloud: cloud.address, modules: app.modules }, phone);
    const served = await cloud.report();
    return measure({ load, profile, report, served, link: link.passed });
  } finally {
    link.destroy();
    await phone.close();
    await cloud.close();
    await rm(folder, { recursive: true, maxRetries: 3 });
  }
}

function chooseFiles(phone: Phone, { files, bytes }: Load): FileToSend[] {
  return Array.from({ length: files }, (_, index) => {
    const name = `${String(index).padStart(3, '0')}.jpg`;
    return { name, path: phone.addTempFile(name, randomBytes(bytes)), size: bytes };
  });
}

/** One start of the Mini Program, until it has uploaded the files. */
async function runApp(
  { main }: BuiltApp,
  task: Omit<AppTask, 'phone' | 'start'>,
  phone: Phone,
): Promise<AppReport> {
  const { port1, port2 } = new MessageChannel();
  const workerData: AppTask = { ...task, phone: port2, start: phone.start() };
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
  try {
    return await new Promise<AppReport>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('message', (message: AppMessage) => {
        if (message.kind === 'ready') worker.postMessage('start');
        else if (message.kind === 'done') resolve(message.report);
        else reject(new Error(`${task.way}: ${message.reason}`));
      });
    });
  } finally {
    await worker.terminate();
    port1.close();
    disconnect();
  }
}
