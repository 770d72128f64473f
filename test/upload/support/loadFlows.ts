import type { LocalCloud } from '../../../dev/local-cloud/startLocalCloud';
import type { Flows } from '../../../miniprogram/cos/createFlows';
import type { TestPhone } from '../../support/phone/TestPhone';

/** The flows of a fresh Mini Program on a local cloud. The SDK takes hold of wx when it is loaded, so that comes first. */
export function loadFlows(phone: TestPhone): (cloud: LocalCloud) => Flows {
  // WeChat's module wrapper declares window, and the SDK's bundle mentions it.
  Object.assign(globalThis, { wx: phone.wx, window: {} });
  const { createFlows } =
    require('../../../miniprogram/cos/createFlows') as typeof import('../../../miniprogram/cos/createFlows');
  const { timeLimits } =
    require('../../../miniprogram/cos/task/timeLimits') as typeof import('../../../miniprogram/cos/task/timeLimits');
  return ({ cos, functions }) =>
    createFlows(
      {
        bucket: 'examplebucket-1250000000',
        region: 'ap-guangzhou',
        addressing: 'path-style',
        endpoint: cos.url,
        credentials: { url: `${functions.url}/cos-credentials` },
      },
      { limits: { ...timeLimits, uploadPauses: [20, 50, 100, 200], operationPauses: [20] } },
    );
}
