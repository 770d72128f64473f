import { type Piece, pieces } from '../source/pieces';
import type { CopyReport } from './CopyReport';

/** What only its owner can do, in order. */
export function leftToDo(report: CopyReport): string {
  const { host, folder, functionFolder, language, to, only } = report;
  const ending = language === 'typescript' ? 'ts' : 'js';
  const steps = [
    ...use(report),
    'To try it without an account: npm start in the template, and in WeChat DevTools tick Details → Local Settings → Does not verify valid domain names (详情 → 本地设置 → 不校验合法域名).',
    `A bucket of yours: bucket and region in ${folder}/config.${ending}. Until then it points to the local cloud of npm start.`,
    `Deploy ${functionFolder} in WeChat DevTools (上传并部署：所有文件), and set SECRET_ID, SECRET_KEY, BUCKET, REGION and a timeout (超时时间) of 10 s in the cloud console (${functionFolder}/README.md).`,
    'Domains: mp.weixin.qq.com → 开发管理 → 开发设置 → 服务器域名. The host of the bucket goes into all three lists: request, uploadFile, downloadFile.',
    'Privacy: mp.weixin.qq.com → 设置 → 服务内容声明 → 用户隐私保护指引. Declare what you use: chosen photos, videos and files, saving to the album, the clipboard.',
  ];
  steps.push(...keep(report));
  if (host.project.value.setting?.es6 !== true)
    steps.push(
      'Your project.config.json does not have setting.es6: old phones can\'t read the code as it is. Switch on "ES6 to ES5" in DevTools.',
    );
  if (only !== undefined && !isInSubpackage(report))
    steps.push(
      `${to} is in the main package. To have it in a subpackage, beside the pages that use it: --to its-root/cos.`,
    );
  return [
    'Left to do:',
    ...steps.map((step, index) => `  ${index + 1}. ${step}`),
    `More: ${folder}/README.md`,
  ].join('\n');
}

/** So that it is there for the others who work on it, and tomorrow. */
function keep({ host, folder, isBuilt, ignored }: CopyReport): string[] {
  if (isBuilt)
    return [
      `${host.miniprogram || 'The folder'} is what ${host.builtBy ?? 'a build'} makes, and no source: the next build may take away what was copied. Copy again after each.`,
    ];
  const build =
    host.built === undefined
      ? []
      : [
          `Your build makes ${host.built} of ${host.miniprogram}: see that it takes all of ${folder} along, ${folder}/miniprogram_npm too.`,
        ];
  const exceptions = ignored.map(({ source, line, pattern, places }) => {
    const shown = places.slice(0, 3).map((place) => `!${place}`);
    const more = places.length > 3 ? `, and for ${places.length - 3} more` : '';
    return `${source} keeps some of it out of git, by line ${line}: ${pattern}. Below that line, add ${shown.join(' and ')}${more}`;
  });
  return [...build, ...exceptions];
}

function use({ to, only, language }: CopyReport): string[] {
  if (only === undefined)
    return [
      `On a page of yours: <navigator url="/${to}/pages/gallery/gallery">My files</navigator>, or wx.navigateTo to the same.`,
    ];
  const uses: readonly Piece[] = only.map((name) => pieces[name]);
  const components = uses
    .flatMap((piece) => piece.components)
    .map((name) => `/${to}/components/${name}/${name}`);
  if (components.length > 0 && uses.every((piece) => piece.flows.length === 0))
    return [`In the usingComponents of your page: ${components.join(', ')}`];
  const from = `the relative path from your page to ${to}/index`;
  return [
    language === 'typescript'
      ? `In your page: import { flows } from '…/${to}/index' (${from})`
      : `In your page: const { flows } = require('…/${to}/index') (${from})`,
  ];
}

function isInSubpackage({ host, to }: CopyReport): boolean {
  const { subPackages, subpackages } = host.app.value;
  return [...(subPackages ?? subpackages ?? [])].some(({ root = '' }) =>
    `${to}/`.startsWith(`${root.replace(/^\/|\/$/g, '')}/`),
  );
}
