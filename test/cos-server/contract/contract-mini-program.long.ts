import { miniProgramHosts } from './clients/miniProgramHosts';
import { describeContract } from './describeContract';

describeContract(miniProgramHosts());
