import { makeHost } from '../copy/support/makeHost';
import type { Edition } from './languages';

const words = {
  en: {
    title: 'Walks',
    walks: ['Along the river', 'To the old mill', 'Around the lake'],
    files: 'Photos of my walks',
  },
  zh_CN: { title: '散步', walks: ['沿河而行', '去老磨坊', '绕湖一圈'], files: '我的散步照片' },
} as const;

/** A small Mini Program of somebody else's, in JavaScript. `class="files"` leads to the gallery that it is about to get. Resolves with its folder. */
export function makeOtherApp({ language }: Edition): Promise<string> {
  const { title, walks, files } = words[language];
  return makeHost({
    'project.config.json': '{ "appid": "touristappid", "setting": { "es6": true } }',
    'app.js': 'App({})',
    'app.json': JSON.stringify({
      pages: ['pages/index/index'],
      window: {
        navigationBarTitleText: title,
        navigationBarBackgroundColor: '#2b4c5f',
        navigationBarTextStyle: 'white',
      },
    }),
    'pages/index/index.json': '{}',
    'pages/index/index.js': 'Page({})',
    'pages/index/index.wxml': `${walks.map((walk) => `<view class="walk">${walk}</view>`).join('\n')}
<navigator class="files" url="/cos/pages/gallery/gallery">${files}</navigator>
`,
    'pages/index/index.wxss': `
page { background: #f4f1ea; }
.walk { margin: 24rpx 32rpx; padding: 40rpx 32rpx; border-radius: 16rpx; background: #ffffff; font-size: 34rpx; }
.files { margin: 48rpx 32rpx; padding: 24rpx; border-radius: 48rpx; background: #2b4c5f; color: #ffffff; text-align: center; }
`,
  });
}
