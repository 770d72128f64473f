import { join } from 'node:path';
import { readOptions, runCommand } from '../commandLine';
import { prepare } from '../prepare';
import { type SendOptions, sendToWeChat, type Wanted } from './sendToWeChat';

const shared = `[--appid wx…] [--key FILE] [--desc TEXT] [--robot N] [--anyway]

  --appid     default: that of project.config.json
  --key       the upload key that WeChat's console gave; default: the text in WECHAT_UPLOAD_KEY, or private.<appid>.key here
  --desc      shown in the console
  --robot     in whose name, 1 to 30; default 1. WeChat keeps one development version of each
  --anyway    also when the configuration points to this computer`;

const usages = {
  preview: `npm run preview -- [--lan] [--page PATH] [--query a=1&b=2] [--qr FILE] ${shared}
  --lan       with the local cloud of npm start -- --lan, for a phone in the same network
  --page      the page that opens; default: the first
  --query     what it gets
  --qr        where the picture of the QR code is written, a PNG; default .local/preview.png`,
  upload: `npm run upload -- --version 1.2.0 ${shared}
  --version   shown in the console`,
};

/** `npm run preview` and `npm run upload`: this project, compiled by WeChat's compiler, on its way to WeChat. */
const command = process.argv[2] === 'upload' ? 'upload' : 'preview';
runCommand(usages[command], async () => {
  const { options, wanted } = readCommand(command, process.argv.slice(3));
  // The SDK, where the compiler looks for it.
  await prepare();
  await sendToWeChat(join(__dirname, '../..'), options, wanted);
});

function readCommand(
  command: keyof typeof usages,
  args: readonly string[],
): { options: SendOptions; wanted: Wanted } {
  const kinds = {
    appid: 'optional',
    key: 'optional',
    desc: 'optional',
    robot: 'optional',
    anyway: 'flag',
  } as const;
  if (command === 'upload') {
    const { version, ...options } = readOptions({ ...kinds, version: 'needed' }, args);
    return { options, wanted: { kind: command, version } };
  }
  const more = { ...kinds, page: 'optional', query: 'optional', qr: 'optional', lan: 'flag' } as const;
  const { page, query, qr, lan, ...options } = readOptions(more, args);
  return { options, wanted: { kind: command, page, query, qr, lan } };
}
