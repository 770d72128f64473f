import { domainLists } from '../doctor/files/domains';
import type { CosConfig } from '../doctor/project/CosConfig';
import { functionFolder, functionName } from '../doctor/project/Project';
import type { Setup } from './values/Setup';

/** Its phones read the language of dev/phoneLanguage.ts. */
const OLDEST_LIBRARY = '3.6.0';

/** What is left to do in one console. */
export interface Step {
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * What no program can do for a person, with the values of a set-up that has a bucket. No secret is known here: of those only the
 * names are told.
 *
 * @param actions of COS that the Mini Program needs.
 */
export function leftToDo({ appId, config }: Setup, actions: readonly string[]): readonly Step[] {
  return [
    bucketStep(config),
    subAccountStep(config, actions),
    keyStep(config),
    domainStep(appId, config),
    {
      title:
        'Privacy (隐私): mp.weixin.qq.com → 设置 → 服务内容声明 → 用户隐私保护指引 (User Privacy Protection)',
      lines: [
        'Declare: choosing photos, videos and files; saving to the album (仅写入); the clipboard (剪切板).',
      ],
    },
    {
      title:
        'Oldest WeChat (最低版本): mp.weixin.qq.com → 设置 → 基本设置 → 基础库最低可用版本设置 (Minimum base library version)',
      lines: [`${OLDEST_LIBRARY}: WeChat asks those with an older one to update.`],
    },
  ];
}

function bucketStep({ bucket, region, endpoint }: CosConfig): Step {
  return {
    title: 'Bucket (存储桶): https://console.cloud.tencent.com/cos',
    lines: [
      `${bucket} in ${region}: access private read/write (私有读写).`,
      'For thumbnails: 数据处理 → 图片处理 (Data Processing → Image Processing), switched on.',
      ...(endpoint === undefined ? [] : [`It is asked at ${endpoint}, as config.ts says.`]),
    ],
  };
}

function subAccountStep({ bucket, region }: CosConfig, actions: readonly string[]): Step {
  const account = bucket.slice(bucket.lastIndexOf('-') + 1);
  const statement = [
    { effect: 'allow', action: ['name/sts:GetFederationToken'], resource: ['*'] },
    {
      effect: 'allow',
      action: actions,
      resource: [`qcs::cos:${region}:uid/${account}:${bucket}/users/*`],
    },
  ];
  return {
    title: 'Sub-account (子账号): https://console.cloud.tencent.com/cam',
    lines: [
      'Programmatic access only (编程访问), with this policy (策略 → 新建自定义策略 → 按策略语法创建 → 空白模板):',
      ...policyText({ version: '2.0', statement }).split('\n'),
      'Keep its SecretId and SecretKey for the next step; they go nowhere else.',
    ],
  };
}

/** JSON, with a list of one in one line. */
function policyText(policy: object): string {
  return JSON.stringify(policy, null, 2).replace(/\[\n\s+("[^"]*")\n\s+\]/g, '[$1]');
}

function keyStep({ bucket, region, credentials }: CosConfig): Step {
  if ('url' in credentials) {
    return {
      title: `Keys (密钥): your server ${credentials.url}`,
      lines: [
        'It is POSTed { "code": … } with the code of wx.login, and answers as the cloud function does:',
        `${functionFolder}/README.md, "Without WeChat cloud". It holds the sub-account's key; ${bucket} in ${region}.`,
      ],
    };
  }
  const { cloudFunction, environment } = credentials;
  return {
    title: 'Cloud function (云函数): WeChat DevTools',
    lines: [
      `Right click on cloudfunctions → 当前环境 (environment): ${environment ?? 'the default one'}.`,
      `Right click on ${functionFolder} → 上传并部署：所有文件 (upload and deploy: all files).`,
      ...(cloudFunction === functionName ? [] : [`config.ts asks for it by the name ${cloudFunction}.`]),
      `云开发 → 云函数 → ${cloudFunction} → 版本与配置 → 配置: 超时时间 (timeout) 10 seconds, and these variables:`,
      '  SECRET_ID   of the sub-account',
      '  SECRET_KEY  of the sub-account',
      `  BUCKET      ${bucket}`,
      `  REGION      ${region}`,
    ],
  };
}

function domainStep(appId: string, config: CosConfig): Step {
  const lists = Object.entries(domainLists(config) ?? {});
  return {
    title: `Domains (域名): mp.weixin.qq.com, ${appId} → 开发管理 → 开发设置 → 服务器域名 (Server Domains)`,
    lines: lists.map(([list, hosts]) => `  ${list.padEnd(12)}  ${hosts.join(' ')}`),
  };
}
