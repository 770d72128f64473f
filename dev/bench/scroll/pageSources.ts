/** Source texts that take the place of the template's. */

/** Has what the pages count. */
export const countingApp = 'App({ sent: { calls: 0, bytes: 0, largest: 0 } });\n';

/** Counts each setData of a page. */
export const countingPages = (definePage: string): string => `
  ${definePage.replace('Page<Data, Methods>(', 'countingPage<Data, Methods>(')}
  function countingPage(options) {
    const { onLoad } = options;
    Page({
      ...options,
      onLoad(query) {
        const { sent } = getApp();
        const setData = this.setData;
        this.setData = (changes, drawn) => {
          const bytes = JSON.stringify(changes).length;
          sent.calls += 1;
          sent.bytes += bytes;
          sent.largest = Math.max(sent.largest, bytes);
          setData.call(this, changes, drawn);
        };
        onLoad.call(this, query);
      },
    });
  }
`;

/**
 * What one writes first: a wx:for over all that is loaded, with the template's tile and its style sheet. Each page adds its files
 * with their URLs at the end, in one setData; \`<image lazy-load>\` decides which are loaded.
 */
export const plainPage = {
  'cos/pages/gallery/gallery.ts': `
    import { windowInfo } from '../../components/windowInfo';
    import { flows } from '../../index';
    import { definePage } from '../definePage';

    definePage({
      data: { objects: [], more: 'none', hasMore: true },
      onLoad() {
        void this.loadMore();
      },
      async loadMore() {
        if (this.data.more === 'loading' || !this.data.hasMore) return;
        this.setData({ more: 'loading' });
        const { objects, next } = await flows.listObjects({ after: this.after });
        const { windowWidth, pixelRatio } = windowInfo();
        const edge = Math.ceil((windowWidth / 3) * pixelRatio);
        const urls = await Promise.all(objects.map((object) => flows.thumbnailUrl(object, { edge })));
        this.after = next;
        const { length } = this.data.objects;
        const added = objects.map(({ key, kind, name, extension }, index) => [
          \`objects[\${length + index}]\`,
          { key, kind, name, extension, url: urls[index] },
        ]);
        this.setData({ ...Object.fromEntries(added), more: 'none', hasMore: next !== undefined });
      },
      onReachBottom() {
        void this.loadMore();
      },
    });
  `,
  'cos/pages/gallery/gallery.wxml': `
    <view class="cos-theme page"><view class="files"><view class="grid">
      <object-tile wx:for="{{objects}}" wx:key="key" class="cell tile" pictured="{{true}}" kind="{{item.kind}}" name="{{item.name}}" extension="{{item.extension}}" label="{{item.name}}" thumbnail="{{item.url}}"></object-tile>
    </view></view></view>
  `,
} as const;

/** The tile as the plain page needs it: WeChat decides which pictures are loaded. */
export const lazyTile = (wxml: string): string =>
  wxml.replace('mode="aspectFill"', 'mode="aspectFill" lazy-load="{{true}}"');
