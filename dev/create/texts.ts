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
`;
