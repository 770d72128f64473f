/** npm packs neither this one nor .npmrc: they can't be copied from a template that `npx` has fetched. */
export const gitignore = `node_modules/
# What the local cloud and the simulator's phone keep on disk.
.local/
# Made by \`npm install\` (dev/prepare.ts).
miniprogram/cos/miniprogram_npm/
cloudfunctions/*/index.js
cloudfunctions/.*.tmp
dist/
# WeChat DevTools' settings of one person.
project.private.config.json
# The upload key, by the name that WeChat gives it.
private.*.key
`;

/** Windows would check files out with its own line ends, which the formatter refuses. */
export const gitattributes = '* text=auto eol=lf\n';

export const npmrc = `fund=false
audit=false
`;

export const readme = (name: string, isLocal: boolean): string => `# ${name}

A WeChat Mini Program that keeps files in Tencent Cloud COS.

    npm install && npm start

It runs in a browser, on a cloud of this computer, and prints the URL. For WeChat DevTools, leave \`npm start\` running and import this folder.

| | |
|---|---|
| \`npm start\` | the Mini Program in a browser |
| \`npm run drive\` | a script drives it: an example to change, \`dev/drive.ts\` |
| \`npm test\` | lint and types; your own tests are yours to add |
| \`npm run configure\` | ${isLocal ? 'a bucket of your own' : 'another bucket, or the local cloud'}, and what is left to do in each console |
| \`npm run doctor\` | what is wrong with the set-up |
| \`npm run verify:wechat\` | WeChat's own compiler |
| \`npm run preview\`, \`npm run upload\` | send it to WeChat |

\`miniprogram/pages/home\` is your first page. \`miniprogram/cos\` has everything about COS, with a README: what to edit, what to call, what to
delete. \`dev\` never ships.

## 中文

把文件存到腾讯云 COS 的微信小程序。\`npm start\` 让它在浏览器里运行，用这台电脑上的本地云，并打印网址。用微信开发者工具时，保持 \`npm start\` 运行，导入本文件夹。

| | |
|---|---|
| \`npm start\` | 在浏览器里运行小程序 |
| \`npm run drive\` | 用脚本操作它：示例是 \`dev/drive.ts\`，可以随意改 |
| \`npm test\` | 检查格式和类型；你自己的测试由你来加 |
| \`npm run configure\` | ${isLocal ? '换成自己的存储桶' : '换成另一个存储桶，或回到本地云'}，并列出每个控制台里要做的事 |
| \`npm run doctor\` | 找出配置里的问题 |
| \`npm run verify:wechat\` | 用微信自己的编译器检查 |
| \`npm run preview\`、\`npm run upload\` | 发送给微信 |

首页在 \`miniprogram/pages/home\`。与 COS 有关的一切都在 \`miniprogram/cos\`，改什么、调用什么、删什么，见其中的 README.zh-CN.md。\`dev\` 不会随小程序发布。
`;
