import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPhone, type Phone } from '../../simulator/in-node/phone/createPhone';
import type { FileToSend } from '../app/AppMessages';
import type { BuiltApp } from '../app/buildApp';
import { runApp } from '../app/runApp';
import { type NamedWay, type WayName, ways } from '../app/ways/ways';
import { startCloud } from '../cloud/startCloud';
import type { LinkProfile } from '../link/LinkProfile';
import { ShapedLink } from '../link/ShapedLink';
import type { Load } from './Load';
import { type Measured, measure } from './Measured';

const functionsRoot = join(__dirname, '../../../cloudfunctions');

/** What a first start uploads before a second one is measured: files for about so many seconds. */
const FIRST_START_SECONDS = 4;

export interface Run {
  readonly app: BuiltApp;
  readonly way: WayName;
  readonly load: Load;
  readonly profile: LinkProfile;
}

/** Uploads a load by one way, with a cloud, a phone and a Mini Program that know nothing of earlier runs. */
export async function runWay({ app, way, load, profile }: Run): Promise<Measured> {
  const { again = false }: NamedWay = ways[way];
  const folder = await mkdtemp(join(tmpdir(), 'upload-bench-'));
  const cloud = await startCloud({ dataDir: join(folder, 'cos'), functionsRoot });
  const start = async (some: Load): Promise<Measured> => {
    const link = new ShapedLink(profile);
    const phone = createPhone({ dir: join(folder, 'phone'), openId: 'oBench', agent: link });
    phone.settings.update({ network: profile.network });
    try {
      const files = chooseFiles(phone, some);
      const before = (await cloud.report()).stored;
      const report = await runApp(app, { way, files, cloud: cloud.address }, phone);
      const served = await cloud.report();
      const stored = served.stored.filter(({ key }) => !before.some((old) => old.key === key));
      return measure({ load: some, profile, report, served: { ...served, stored }, link: link.passed });
    } finally {
      link.destroy();
      await phone.close();
    }
  };
  try {
    if (again) await start(firstFew(load, profile));
    return await start(load);
  } finally {
    await cloud.close();
    await rm(folder, { recursive: true, maxRetries: 3 });
  }
}

function firstFew({ files, ...load }: Load, { bytesPerSecond }: LinkProfile): Load {
  return { ...load, files: Math.min(files, Math.ceil((FIRST_START_SECONDS * bytesPerSecond) / load.bytes)) };
}

function chooseFiles(phone: Phone, { files, bytes }: Load): FileToSend[] {
  return Array.from({ length: files }, (_, index) => {
    const name = `${String(index).padStart(3, '0')}.jpg`;
    return { name, path: phone.addTempFile(name, randomBytes(bytes)), size: bytes };
  });
}
