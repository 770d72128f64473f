/** What the page says around the texts of the Mini Program. */
export interface Words {
  readonly title: string;
  readonly other: string;
  readonly intro: string;
  readonly said: string;
  readonly by: string;
  readonly source: string;
  readonly cause: string;
  readonly wayOut: string;
  readonly known: string;
  readonly self: string;
  readonly app: string;
  readonly wechat: string;
}

export const words: Readonly<Record<'en' | 'zh', Words>> = {
  en: {
    title: 'Errors',
    other: '[中文](errors.zh-CN.md)',
    intro: `Whatever goes wrong in this template has one of the codes below: in \`failure.code\`, on the failure card and in the report
that it copies. Each has a cause, a way out, and what COS or WeChat says, word for word, with where that is known from.
\`from threads\`: there are only reports of it, in words that differ by version and phone.

This page is made by \`npm run docs\` of
[\`dev/docs/errors/entries.ts\`](../dev/docs/errors/entries.ts) and the texts of the Mini Program. Each code is made to happen in
[\`test/failures\`](../test/failures), and each message is fed to the Mini Program there.`,
    said: 'what is said',
    by: 'by',
    source: 'source',
    cause: 'Cause',
    wayOut: 'Way out',
    known: 'When more is known:',
    self: 'the Mini Program finds it out',
    app: 'this template',
    wechat: 'WeChat',
  },
  zh: {
    title: '错误',
    other: '[English](errors.md)',
    intro: `这个模板里出的任何错都有下面的一个代码：在 \`failure.code\` 里，在错误卡片上，也在卡片复制的报告里。每个代码都有原因、解决办法，以及 COS 或微信的原话和它的出处。“仅见于社区讨论”：只有用户的反馈，措辞因版本和手机而异。

本页由 \`npm run docs\` 从 [\`dev/docs/errors/entries.ts\`](../dev/docs/errors/entries.ts) 和小程序的文案生成。每个代码都在
[\`test/failures\`](../test/failures) 里真实触发，每条原话都在那里交给小程序。`,
    said: '原话',
    by: '来自',
    source: '出处',
    cause: '原因',
    wayOut: '解决办法',
    known: '知道得更多时：',
    self: '小程序自己发现',
    app: '本模板',
    wechat: '微信',
  },
};
