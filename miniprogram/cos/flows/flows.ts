import { config } from '../config';
import { createFlows, type Flows } from './createFlows';

export const flows: Flows = createFlows(config);
