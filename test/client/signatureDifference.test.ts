import { signatureDifference } from '../../miniprogram/cos/client/signatureDifference';
import { readRawError } from '../../miniprogram/cos/failures/RawError';

/** An answer of COS as it was seen in PicGo#638, of a request with these lines. */
function answerTo(lines: readonly string[], time = '1615113257;1615199657'): string {
  const xml = lines.join('\n').replaceAll('&', '&amp;');
  return `<?xml version='1.0' encoding='utf-8' ?>
<Error>
\t<Code>SignatureDoesNotMatch</Code>
\t<Message>The Signature you specified is invalid.</Message>
\t<StringToSign>sha1\n${time}\nc7503b92a8581b3f3f68c8f7f64a8917b03a1a95\n</StringToSign>
\t<FormatString>${xml}\n</FormatString>
\t<Resource>examplebucket-1250000000.cos.ap-beijing.myqcloud.com/a</Resource>
\t<RequestId>NjA0NGFjMmFfZTViOTJhMDlfMjA0NDlfNzU0MzM4NQ==</RequestId>
</Error>`;
}

const host = 'examplebucket-1250000000.cos.ap-beijing.myqcloud.com';
const put = ['put', '/zh en_页面_1.png', '', `host=${host}`];
const url = `https://${host}/zh%20en_%E9%A1%B5%E9%9D%A2_1.png`;
const authorization = 'q-sign-algorithm=sha1&q-ak=AKID&q-sign-time=1615113257;1615199657&q-key-time=1;2';

const difference = (answer: string, method = 'PUT', sent = url) => {
  const { arrived } = readRawError({ statusCode: 403, error: answer });
  if (!arrived) throw new Error('COS does not say what it signed');
  return signatureDifference(method, sent, authorization, arrived);
};

test('the same on both sides: the secret', () => {
  expect(difference(answerTo(put))).toEqual({ kind: 'secret' });
  const list = ['get', '/', 'max-keys=2&prefix=a%2Fb%20c', `host=${host}`];
  const sent = `https://${host}/?prefix=a%2Fb%20c&max-keys=2`;
  expect(difference(answerTo(list), 'GET', sent)).toEqual({ kind: 'secret' });
});

test('a key may have a line’s end in it', () => {
  const lines = ['get', '/a\nb', '', `host=${host}`];
  expect(difference(answerTo(lines), 'GET', `https://${host}/a%0Ab`)).toEqual({ kind: 'secret' });
});

test.each([
  [['post', ...put.slice(1)], { kind: 'method', signed: 'put', arrived: 'post' }],
  [
    ['put', '/zh+en.png', ...put.slice(2)],
    { kind: 'path', signed: '/zh en_页面_1.png', arrived: '/zh+en.png' },
  ],
  [[...put.slice(0, 3), 'host=proxy%3A8080'], { kind: 'host', signed: host, arrived: 'proxy:8080' }],
  [[...put.slice(0, 3), `host=${host}&x-cos-acl=private`], { kind: 'header', name: 'x-cos-acl' }],
  [[...put.slice(0, 2), 'uploadid=1', `host=${host}`], { kind: 'parameter', name: 'uploadid' }],
])('%j is %j', (lines, expected) => {
  expect(difference(answerTo(lines))).toEqual(expected);
});

test('another time', () => {
  expect(difference(answerTo(put, '1615113257;1615199999'))).toEqual({ kind: 'time' });
});
