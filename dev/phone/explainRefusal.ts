/** What stood in the way, and the one thing to do. */
export interface Explanation {
  readonly happened: string;
  readonly change: string;
}

interface Cause {
  /** In what miniprogram-ci threw. Groups are handed to `explain`. */
  readonly sign: RegExp;
  readonly explain: (found: readonly string[], appid: string) => Explanation;
}

const settings =
  'mp.weixin.qq.com → Development → Development Settings → Mini Program Code Upload (开发管理 → 开发设置 → 小程序代码上传)';

/**
 * The words of WeChat's servers, from people who met them (no document lists them), and those of the way there. The first
 * that is found counts.
 */
const causes: readonly Cause[] = [
  {
    sign: /invalid ip:?\s*([\da-f.:]*[\da-f])|\bip\s+([\da-f.:]+)\s+(?:is )?not in white/i,
    explain: ([first, second]) => {
      const address = first ?? second ?? '';
      const six = address.includes(':')
        ? ' It is an IPv6 address, which often changes: with NODE_OPTIONS=--dns-result-order=ipv4first in the environment WeChat sees the IPv4 one.'
        : '';
      return {
        happened: `WeChat sees this computer as ${address}, which is not on the IP allow-list of the upload key.`,
        change: `Add ${address} to the allow-list (IP 白名单), or switch the list off: ${settings}.${six}`,
      };
    },
  },
  {
    sign: /\b40013\b|invalid appid/i,
    explain: (_, appid) => ({
      happened: `WeChat knows no Mini Program with the app id ${appid}.`,
      change: 'Compare it with mp.weixin.qq.com → Development → Development Settings (开发管理 → 开发设置).',
    }),
  },
  {
    sign: /get new ticket fail|invalid (?:private key|upload key|signature)|(?:verify signature|signature verification) fail/i,
    explain: (_, appid) => ({
      happened: `WeChat does not take this upload key for ${appid}: it is the key of another Mini Program, or a newer one has replaced it.`,
      change: `Take the newest key of ${appid}, or make one anew: ${settings}.`,
    }),
  },
  {
    sign: /80058|preloadRule/,
    explain: () => ({
      happened: 'What app.json preloads on one page (preloadRule) is more than 2 MB.',
      change: 'Preload fewer subpackages there. npm run verify:wechat prints the size of each.',
    }),
  },
  {
    sign: /80051|source size [\d.]+ ?\w+ exceed|package (?:size )?(?:is )?(?:too large|exceed)/i,
    explain: () => ({
      happened: 'A package is larger than WeChat takes: 2 MB for the main package and for each subpackage.',
      change:
        'npm run verify:wechat prints the size of each. Move pages into a subpackage, or files into the bucket.',
    }),
  },
  {
    sign: /tunneling socket could not be established[^\n]*?statusCode=(\d+)/,
    explain: ([status]) => ({
      happened: `The proxy refuses the way to servicewechat.com with status ${status}.`,
      change:
        status === '407'
          ? 'It wants a name and a password: HTTPS_PROXY=http://name:password@host:port.'
          : 'Ask whoever runs it to let servicewechat.com through, or name another one in HTTPS_PROXY.',
    }),
  },
  {
    sign: /tunneling socket could not be established/,
    explain: () => ({
      happened: 'The proxy that HTTPS_PROXY, HTTP_PROXY or npm names does not answer.',
      change: 'Correct it, or leave it out (npm config delete https-proxy, unset HTTPS_PROXY).',
    }),
  },
  {
    sign: /self.signed|unable to (?:get|verify)[^\n]*certificate|CERT_|certificate/i,
    explain: () => ({
      happened:
        'What answers for servicewechat.com has a certificate that Node does not trust: a proxy that reads along, or a computer whose clock is wrong.',
      change: "Name the proxy's own certificate in NODE_EXTRA_CA_CERTS=FILE, or go without it.",
    }),
  },
  {
    sign: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ESOCKETTIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|socket hang up/,
    explain: () => ({
      happened: 'There is no way to servicewechat.com from here.',
      change: 'Check the network. Behind a proxy, name it in the environment: HTTPS_PROXY=http://host:port.',
    }),
  },
  {
    sign: /Unexpected (?:token|end)[^\n]*JSON|is not valid JSON|not a valid json/i,
    explain: () => ({
      happened: 'What answered for servicewechat.com was not WeChat: its answer is no JSON.',
      change:
        'A network that wants a login first, or a proxy, answers like that. Open a page in a browser, then try again.',
    }),
  },
  {
    sign: /errCode"?\s*:\s*-1\b[^\n]*system error|system (?:error|busy)/i,
    explain: () => ({
      happened: 'WeChat says that its system is busy.',
      change: 'Try again in a minute.',
    }),
  },
  {
    sign: /errCode"?\s*:\s*(-?\d+)/i,
    explain: ([code]) => ({
      happened: `WeChat refuses with code ${code}; this program knows no more of it than WeChat's words below.`,
      change: `See whether the account may upload: ${settings}. An account for testing (测试号) may not.`,
    }),
  },
];

/** Undefined when it is none of WeChat's servers or of the way there: then the compiler refused the source. */
export function explainRefusal(reason: string, appid: string): Explanation | undefined {
  for (const { sign, explain } of causes) {
    const found = sign.exec(reason);
    if (found) return explain(found.slice(1), appid);
  }
  return undefined;
}
