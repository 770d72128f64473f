/** An app id that WeChat gives. */
const APP_ID = /^wx[\da-f]{16}$/;

const where = 'It is in mp.weixin.qq.com under Development → Development Settings (开发管理 → 开发设置).';

/**
 * Whose Mini Program it is to be. Throws when there is no app id that WeChat could know.
 *
 * @param given as `--appid`.
 * @param configured in project.config.json.
 */
export function findAppId(given: string | undefined, configured: string | undefined): string {
  const appid = given ?? configured;
  const from = given === undefined ? 'appid in project.config.json' : '--appid';
  if (appid !== undefined && APP_ID.test(appid)) return appid;
  if (appid === undefined || appid === 'touristappid') {
    const is =
      appid === undefined ? 'is absent' : 'is touristappid: a tourist, for whom WeChat keeps nothing';
    throw new Error(
      `${from} ${is}.\n→ Give the app id of your Mini Program as --appid wx…, or write it into project.config.json. ${where}`,
    );
  }
  throw new Error(
    `${from} is "${appid}". An app id is "wx" and 16 digits or letters from a to f.\n→ ${where}`,
  );
}
