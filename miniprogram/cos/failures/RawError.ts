/** What can be read from an error of wx, of the SDK or of COS, whatever its shape. */
export interface RawError {
  /** All messages in it, joined. */
  readonly text: string;
  /** HTTP status. */
  readonly status?: number | undefined;
  /** `Code` of COS's error answer. */
  readonly serviceCode?: string | undefined;
  readonly requestId?: string | undefined;
  /** errno of WeChat. */
  readonly errno?: number | undefined;
  /** The server's clock, from the Date header. Milliseconds since 1970. */
  readonly serverTime?: number | undefined;
  /** What COS signed for itself, in its answer to a signature that it does not accept. */
  readonly arrived?: { readonly stringToSign: string; readonly formatString: string } | undefined;
}

/**
 * The SDK nests: `{ error: errMsg }`, `{ error: { Code, Message, RequestId }, statusCode, headers }`, and from
 * sliceUploadFile the same once more in `error`. wx gives `{ errMsg, errno }`. A download leaves COS's XML as text.
 */
export function readRawError(error: unknown): RawError {
  if (typeof error === 'string') return error.includes('<Error>') ? readErrorXml(error) : { text: error };
  // Some versions of WeChat call `fail` without a word.
  if (error === undefined || error === null) return { text: '' };
  if (typeof error !== 'object') return { text: String(error) };
  const fields = error as Readonly<Record<string, unknown>>;
  const headers = asFields(fields.headers);
  const inner = fields.error === undefined || fields.error === error ? undefined : readRawError(fields.error);
  // A TypeError is a mistake in the program: its name says so.
  const message = error instanceof Error && error.name !== 'Error' ? String(error) : fields.message;
  const texts = [fields.errMsg, message, fields.Code, fields.Message, inner?.text];
  const date = Date.parse(asText(headers?.date) ?? '');
  return {
    text: texts
      .filter((text, i) => typeof text === 'string' && text !== '' && texts.indexOf(text) === i)
      .join(' '),
    status: asNumber(fields.statusCode) ?? inner?.status,
    serviceCode: asText(fields.Code) ?? inner?.serviceCode,
    requestId: asText(headers?.['x-cos-request-id']) ?? asText(fields.RequestId) ?? inner?.requestId,
    errno: asNumber(fields.errno) ?? inner?.errno,
    serverTime: Number.isNaN(date) ? inner?.serverTime : date,
    arrived: inner?.arrived,
  };
}

function readErrorXml(xml: string): RawError {
  const element = (name: string) => xml.match(new RegExp(`<${name}>([^<]*)</${name}>`))?.[1];
  const serviceCode = element('Code');
  const stringToSign = element('StringToSign');
  const formatString = element('FormatString');
  return {
    text: [serviceCode, element('Message')].filter(Boolean).join(' ') || xml.slice(0, 200),
    serviceCode,
    requestId: element('RequestId'),
    ...(stringToSign === undefined || formatString === undefined
      ? {}
      : { arrived: { stringToSign: unescaped(stringToSign), formatString: unescaped(formatString) } }),
  };
}

const unescaped = (xml: string) =>
  xml.replace(/&(?:#(\d+)|(\w+));/g, (_, number: string | undefined, name: string) =>
    number === undefined ? (ENTITIES[name] ?? '') : String.fromCharCode(Number(number)),
  );
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const asFields = (value: unknown) =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
const asText = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const asNumber = (value: unknown) => (typeof value === 'number' ? value : undefined);
