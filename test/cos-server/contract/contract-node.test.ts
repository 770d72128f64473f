import { fewOf } from '../../support/isWide';
import { nodeHosts } from './clients/nodeHosts';
import { describeContract } from './describeContract';

/** The other ways to address a bucket in `npm run test:long`, with the SDKs of browsers and of Mini Programs. */
describeContract(fewOf(nodeHosts(), ({ main }) => main));
