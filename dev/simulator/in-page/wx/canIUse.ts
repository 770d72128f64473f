const COMPONENTS: readonly string[] = [
  'view',
  'text',
  'image',
  'button',
  'scroll-view',
  'icon',
  'progress',
  'video',
  'navigator',
  'block',
  'slot',
  'input',
  'textarea',
  'form',
  'label',
  'swiper',
  'swiper-item',
  'page-meta',
  'navigation-bar',
];

/**
 * `wx.canIUse('api')`, `'cloud.callFunction'`, `'api.object.option'`, `'button.open-type.openSetting'`. What
 * comes after the API's or the component's name is taken as there: the simulator keeps no table of options.
 */
export function createCanIUse(wx: Record<string, unknown>): (schema?: unknown) => boolean {
  return (schema) => {
    if (typeof schema !== 'string') return false;
    const [name = '', member] = schema.split('.');
    if (COMPONENTS.includes(name)) return true;
    const api = wx[name];
    if (typeof api === 'object' && api !== null && member !== undefined) return member in api;
    return api !== undefined;
  };
}
