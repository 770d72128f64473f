import { failed, passed, warning } from '../report/Result';
import { askCos, type CosAnswer, type CosQuestion, elementOf } from './askCos';
import { type Cloud, type CloudCheck, userOf } from './Cloud';
import { upload } from './upload';

/** What the tries share. */
interface Course {
  readonly cloud: Cloud;
  ask(question: Omit<CosQuestion, 'url' | 'by'> & { key?: string }): Promise<CosAnswer>;
  readonly key: string;
  readonly partsKey: string;
  /** Of the upload in parts; one that is not there when none could be begun: what is allowed is then answered 404. */
  uploadId: string;
  etag: string;
}

const NO_UPLOAD = 'none';
const PLAIN = { 'Content-Type': 'application/octet-stream' };

/** How each operation is tried, in an order in which they leave nothing behind. */
const tries: Readonly<Record<string, (course: Course) => Promise<CosAnswer>>> = {
  postObject: ({ cloud, key }) => upload(cloud, key, Buffer.from('doctor')),
  headObject: ({ ask, key }) => ask({ method: 'HEAD', key }),
  getObject: ({ ask, key }) => ask({ method: 'GET', key }),
  getBucket: ({ ask, cloud }) => ask({ method: 'GET', query: { prefix: cloud.prefix } }),
  putObjectCopy: async ({ ask, cloud, key }) => {
    const { bucket, region } = cloud.place;
    const copy = `${cloud.prefix}copy.bin`;
    cloud.made.keys.add(copy);
    const source = `${bucket}.cos.${region}.myqcloud.com/${key}`;
    return ask({ method: 'PUT', key: copy, headers: { ...PLAIN, 'x-cos-copy-source': source } });
  },
  putObject: async ({ ask, cloud }) => {
    const key = `${cloud.prefix}empty.bin`;
    cloud.made.keys.add(key);
    return ask({ method: 'PUT', key, headers: PLAIN });
  },
  multipartInit: (course) => begin(course),
  multipartUpload: async (course) => {
    const { ask, partsKey: key, uploadId } = course;
    const query = { partNumber: '1', uploadId };
    const answer = await ask({ method: 'PUT', key, query, body: Buffer.from('doctor') });
    course.etag = answer.headers.etag ?? '';
    return answer;
  },
  multipartListPart: ({ ask, partsKey: key, uploadId }) => ask({ method: 'GET', key, query: { uploadId } }),
  multipartList: ({ ask, cloud }) => ask({ method: 'GET', query: { uploads: '', prefix: cloud.prefix } }),
  multipartComplete: async ({ ask, cloud, partsKey: key, uploadId, etag }) => {
    const part = `<Part><PartNumber>1</PartNumber><ETag>${etag}</ETag></Part>`;
    const body = Buffer.from(`<CompleteMultipartUpload>${part}</CompleteMultipartUpload>`);
    const headers = { 'Content-Type': 'application/xml' };
    cloud.made.keys.add(key);
    const answer = await ask({ method: 'POST', key, query: { uploadId }, body, headers });
    if (answer.status < 300) cloud.made.uploads.delete(uploadId);
    else cloud.made.keys.delete(key);
    return answer;
  },
  multipartAbort: async (course) => {
    await begin(course);
    const { ask, cloud, partsKey: key, uploadId } = course;
    const answer = await ask({ method: 'DELETE', key, query: { uploadId } });
    if (answer.status < 300) cloud.made.uploads.delete(uploadId);
    return answer;
  },
  deleteObject: ({ ask, key }) => ask({ method: 'DELETE', key }),
};

async function begin(course: Course): Promise<CosAnswer> {
  const { ask, cloud, partsKey: key } = course;
  const answer = await ask({ method: 'POST', key, query: { uploads: '' }, headers: PLAIN });
  course.uploadId = elementOf(answer.body.toString(), 'UploadId') ?? NO_UPLOAD;
  if (course.uploadId !== NO_UPLOAD) cloud.made.uploads.set(course.uploadId, key);
  return answer;
}

/**
 * Tries each action of the table with the key of a user. The function's policy allows them all (`key policy`), so that what
 * is refused is what the sub-account lacks: a temporary key can do what both allow.
 */
export const allowedActions: CloudCheck = async (cloud) => {
  const { actions, place, settings } = cloud;
  const course = courseOf(cloud);
  const refused: string[] = [];
  const odd: string[] = [];
  for (const [operation, attempt] of Object.entries(tries)) {
    const action = actions[operation];
    if (action === undefined) continue;
    const { status, code } = await attempt(course);
    const missing = status === 404 && course.uploadId === NO_UPLOAD;
    if (status === 403) refused.push(action);
    else if (status >= 300 && !missing) odd.push(`${action}: ${status} ${code ?? ''}`);
  }
  if (refused.length > 0) {
    return failed({
      seen: `COS refuses ${refused.join(', ')}`,
      means:
        "The function's policy allows it, so it is the sub-account that lacks it: a temporary key can do what both allow.",
      change: `In the CAM console, add ${refused.join(', ')} to the sub-account's policy, on qcs::cos:${place.region}:uid/${settings.appId}:${place.bucket}/users/*.`,
    });
  }
  if (odd.length > 0) {
    return failed({
      seen: `COS answers ${odd.join('; ')}`,
      means: 'It is allowed, and does not work.',
      change: 'Look the code up among the error codes of COS.',
    });
  }
  const untried = Object.keys(actions).filter((operation) => !(operation in tries));
  if (untried.length > 0) {
    return warning({
      seen: `${untried.join(', ')}: the doctor does not know how to try it`,
      means: 'Whether the sub-account may do it stays open.',
      change: 'Add it to dev/doctor/cloud/allowedActions.ts.',
    });
  }
  return passed(`all ${Object.keys(actions).length}, tried below ${cloud.prefix}`);
};

function courseOf(cloud: Cloud): Course {
  const by = userOf(cloud);
  const url = cloud.place.urls['virtual-hosted'];
  return {
    cloud,
    ask: ({ key = '', ...question }) => askCos({ ...question, url: url + key, by }),
    key: `${cloud.prefix}form.bin`,
    partsKey: `${cloud.prefix}parts.bin`,
    uploadId: NO_UPLOAD,
    etag: '',
  };
}
