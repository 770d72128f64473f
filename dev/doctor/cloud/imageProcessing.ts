import { passed, warning } from '../report/Result';
import { askCos } from './askCos';
import { type CloudCheck, userOf } from './Cloud';
import { putProbe } from './putProbe';

/** A PNG of one pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const JPEG = Buffer.from([0xff, 0xd8]);

/** Whether COS makes thumbnails: asked for a JPEG of a PNG, one that does not process sends the PNG or an error. */
export const imageProcessing: CloudCheck = async (cloud) => {
  const url = await putProbe(cloud, 'pixel.png', pixel);
  const query = { 'imageMogr2/thumbnail/1x/format/jpg': '' };
  const { status, code, body } = await askCos({ method: 'GET', url, query, by: userOf(cloud) });
  if (status === 200 && body.subarray(0, 2).equals(JPEG)) return passed('on: COS makes thumbnails');
  return warning({
    seen:
      status === 200
        ? 'Asked for a thumbnail, COS sends the picture as it is'
        : `COS answers ${status} ${code ?? ''} to a thumbnail`,
    means: 'The gallery loads pictures of up to 1 MB as they are, and shows the names of larger ones.',
    change: 'Switch it on in the COS console: the bucket → Data Processing → Image Processing.',
  });
};
