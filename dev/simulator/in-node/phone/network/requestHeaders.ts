/** What the client sets itself. WeChat: Referer can't be set. */
const OWN = [
  'host',
  'referer',
  'content-length',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'expect',
];
const USER_AGENT = 'Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.53 MiniProgramEnv/simulator';

/** The headers of a request: those of the Mini Program, without the ones that WeChat does not let through. */
export function requestHeaders(
  given: Record<string, string>,
  appId: string,
  dropped: readonly string[] = [],
): Record<string, string> {
  const kept = Object.entries(given).filter(([name]) => {
    const lower = name.toLowerCase();
    return !OWN.includes(lower) && !dropped.includes(lower);
  });
  const hasAgent = kept.some(([name]) => name.toLowerCase() === 'user-agent');
  return {
    ...Object.fromEntries(kept),
    ...(!hasAgent && { 'User-Agent': USER_AGENT }),
    Referer: `https://servicewechat.com/${appId}/devtools/page-frame.html`,
  };
}
