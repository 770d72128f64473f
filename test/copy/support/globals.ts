import { BuildCache } from '../../../dev/simulator/in-node/build/BuildCache';

/** What jest gives to the helpers of the tests, for a script of its own. To be imported first. */
const skipped = Object.assign(() => undefined, { skip: () => undefined });
Object.assign(globalThis, { buildCache: new BuildCache(), test: skipped, describe: skipped });
