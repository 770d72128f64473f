import { join } from 'node:path';
import { buildProgram } from './buildProgram';

/** `npm run copy` runs the program as it is now, not as the last `npm install` built it. */
buildProgram(join(__dirname, '../..')).catch((error: unknown) => {
  console.error('The program could not be built:', error);
  process.exitCode = 1;
});
