import { browserHosts } from './clients/browserHosts';
import { describeContract } from './describeContract';

describeContract(browserHosts());
