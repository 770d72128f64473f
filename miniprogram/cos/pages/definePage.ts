import { textScale } from '../components/textScale';

type DataOption = WechatMiniprogram.Page.DataOption;
type CustomOption = WechatMiniprogram.Page.CustomOption;

/** What a page hands to WeChat. Its methods see `Fields` too, which `onLoad` sets before anything else runs. */
type PageOptions<
  Data extends DataOption,
  Methods extends CustomOption,
  Fields extends CustomOption,
> = Methods & {
  data: Data;
} & Partial<WechatMiniprogram.Page.ILifetime> &
  ThisType<WechatMiniprogram.Page.Instance<Data, Methods & Fields>>;

/**
 * `Page` with fields that are no part of its options. WeChat copies each value of the options deeply for every
 * page that it opens, which a Map or an instance of a class does not survive; so a page makes its own in `onLoad`.
 *
 * Its data have `textScale`, the style of the view around the page.
 */
export function definePage<
  Data extends DataOption,
  Methods extends CustomOption,
  Fields extends CustomOption,
>(options: PageOptions<Data, Methods, Fields>): void {
  const data = { ...options.data, textScale: `--cos-given-text-scale: ${textScale()}` };
  Page<Data, Methods>({ ...options, data } as WechatMiniprogram.Page.Options<Data, Methods>);
}
