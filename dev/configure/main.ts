import { join } from 'node:path';
import { runCommand } from '../commandLine';
import { configure } from './configure';
import { readRequest } from './readRequest';
import { coloursFor } from './talk/Colours';
import { Questions, Stopped } from './talk/Questions';

const usage = `npm run configure -- [--bucket NAME] [--region REGION] [--appid APPID] [--created since-2024|before-2024]
                         [--environment ID | --url URL] [--anyway] [--dry-run]
       npm run configure -- --local [--appid APPID] [--dry-run]

  --bucket       with the number of the account at its end, as examplebucket-1250000000
  --region       as ap-guangzhou
  --appid        of the Mini Program, as wx0123456789abcdef
  --created      when the bucket was; default: since-2024, which suits all. COS refuses path style to those created since
                 2024-01-01; before-2024 keeps the domain lists short with many buckets
  --environment  of WeChat's cloud, where the cloud function is; default: the first one
  --url          of a server of your own that issues keys, instead of the cloud function
  --anyway       also a region that is not known here, and looks like one that is
  --local        back to the local cloud of npm start, as shipped
  --dry-run      shows what would change, and writes nothing

In a terminal it asks for what is not given. Values that are set already stay as they are.`;

/** `npm run configure`: a bucket, or the local cloud again. Status 1 when the project is not set up so; 130 after Ctrl+C. */
runCommand(usage, async () => {
  const request = readRequest(process.argv.slice(2));
  const terminal = process.stdin.isTTY && process.stdout.isTTY;
  try {
    const done = await configure(join(__dirname, '../..'), request, {
      say: (text) => console.log(text),
      colours: coloursFor(process.stdout),
      ...(terminal && { openQuestions: () => new Questions(process.stdin, process.stdout) }),
    });
    if (!done) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    console.error('\nStopped: nothing was written.');
    process.exitCode = 130;
  }
});
