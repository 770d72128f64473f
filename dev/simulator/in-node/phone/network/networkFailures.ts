import type { DomainLists } from '../../../messages/PhoneProtocol';
import { WxFailure } from '../../../messages/WxFailure';
import { errorCode } from '../fileFailures';

export type NetworkApi = keyof DomainLists;

type NetError = readonly [code: number, name: string];

const DISCONNECTED: NetError = [-106, 'ERR_INTERNET_DISCONNECTED'];

/** Node's error codes as Chromium's net errors (net/base/net_error_list.h). */
const NET_ERRORS: Record<string, NetError> = {
  ECONNREFUSED: [-102, 'ERR_CONNECTION_REFUSED'],
  ECONNRESET: [-101, 'ERR_CONNECTION_RESET'],
  EPIPE: [-101, 'ERR_CONNECTION_RESET'],
  ENOTFOUND: [-105, 'ERR_NAME_NOT_RESOLVED'],
  EAI_AGAIN: [-105, 'ERR_NAME_NOT_RESOLVED'],
  ETIMEDOUT: [-118, 'ERR_CONNECTION_TIMED_OUT'],
  EHOSTUNREACH: [-109, 'ERR_ADDRESS_UNREACHABLE'],
  ENETUNREACH: [-109, 'ERR_ADDRESS_UNREACHABLE'],
  DEPTH_ZERO_SELF_SIGNED_CERT: [-202, 'ERR_CERT_AUTHORITY_INVALID'],
  SELF_SIGNED_CERT_IN_CHAIN: [-202, 'ERR_CERT_AUTHORITY_INVALID'],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [-202, 'ERR_CERT_AUTHORITY_INVALID'],
  CERT_HAS_EXPIRED: [-201, 'ERR_CERT_DATE_INVALID'],
  ERR_TLS_CERT_ALTNAME_INVALID: [-200, 'ERR_CERT_COMMON_NAME_INVALID'],
};
const OTHER: NetError = [-2, 'ERR_FAILED'];

/** How each API wraps a net error. Those of request and downloadFile are known from community threads only. */
const WORDING: Record<NetworkApi, (error: NetError) => string> = {
  request: ([code, name]) => `errcode:${code} cronet_error_code:${code} error_msg:net::${name}`,
  uploadFile: ([code, name]) => `upload fail:${code}:net::${name}`,
  downloadFile: ([code, name]) => `download fail:${code}:net::${name}`,
};

export const networkFailures = {
  notInDomainList: () => new WxFailure('url not in domain list', 600002),
  invalidUrl: (url: string) => new WxFailure(`invalid url "${url}"`),
  aborted: () => new WxFailure('abort'),
  interrupted: () => new WxFailure('interrupted'),
  connectionLost: () => new WxFailure('fail:network interrupted error', 600003),
  offline: (api: NetworkApi) => new WxFailure(WORDING[api](DISCONNECTED), 600001),
  /** WeChat: request has errno 5 and words of its own; the others carry Chromium's. */
  timeout: (api: NetworkApi) =>
    api === 'request'
      ? new WxFailure('timeout', 5)
      : new WxFailure(WORDING[api]([-7, 'ERR_TIMED_OUT']), 600001),
  fileNotFound: () => new WxFailure('file not found'),
  tooLarge: () => new WxFailure('exceed max file size'),
  fromNode: (api: NetworkApi, error: unknown) =>
    new WxFailure(WORDING[api](NET_ERRORS[errorCode(error) ?? ''] ?? OTHER), 600001),
};
