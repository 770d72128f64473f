import { passed } from '../report/Result';
import type { CloudCheck } from './Cloud';

/** Said because people set it: it is for pages in browsers. */
export const cors: CloudCheck = async () =>
  passed('not needed: the requests of a Mini Program have no origin');
