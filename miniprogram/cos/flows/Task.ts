export type { Progress, Task } from '../client/Task';
