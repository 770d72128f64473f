import { nodeHosts } from './clients/nodeHosts';
import { describeContract } from './describeContract';

describeContract(nodeHosts());
