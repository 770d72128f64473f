import { passed, warning } from '../report/Result';
import { askCos } from './askCos';
import type { CloudCheck } from './Cloud';
import { putProbe } from './putProbe';

/** Whether strangers read what a user uploads: asked without a signature, as they would. */
export const publicAccess: CloudCheck = async (cloud) => {
  const url = await putProbe(cloud, 'private.txt', Buffer.from('doctor'));
  const object = await askCos({ method: 'GET', url });
  const query = { prefix: cloud.prefix, 'max-keys': '1' };
  const list = await askCos({ method: 'GET', url: cloud.place.urls['virtual-hosted'], query });
  const open = [
    ...(object.status === 200 ? ['reads any file whose key is known'] : []),
    ...(list.status === 200 ? ['lists the keys of all files'] : []),
  ];
  if (open.length === 0) return passed('private: without a signature nothing is read or listed');
  return warning({
    seen: `Without a key, anybody ${open.join(', and ')}`,
    means: 'The bucket, or a policy of it, is public: the keys of the users protect nothing.',
    change:
      'Set the access of the bucket to private read/write in the COS console (the bucket → Permission Management).',
  });
};
