import type * as glassEasel from 'glass-easel';
import { domOf } from '../createBackend';
import type { Builtin, BuiltinBehavior, BuiltinNode, BuiltinServices } from './Builtin';
import { button } from './button';
import { input, textarea } from './fields';
import { form } from './form';
import { icon } from './icon';
import { image } from './image';
import { navigator } from './navigator';
import { navigationBar, pageMeta } from './pageMeta';
import { progress } from './progress';
import { scrollView } from './scrollView';
import { swiper, swiperItem } from './swiper';
import { video } from './video';
import { label, text, view } from './view';

const builtins: readonly Builtin[] = [
  view,
  text,
  label,
  image,
  button,
  scrollView,
  swiper,
  swiperItem,
  icon,
  progress,
  video,
  navigator,
  input,
  textarea,
  form,
  pageMeta,
  navigationBar,
];

/** https://developers.weixin.qq.com/miniprogram/dev/component/aria-component */
const ariaNames =
  `activedescendant atomic autocomplete busy checked colcount colindex colspan controls current
   describedby details disabled dropeffect errormessage expanded flowto grabbed haspopup hidden invalid
   keyshortcuts label labelledby level live modal multiline multiselectable orientation owns
   placeholder posinset pressed readonly relevant required role roledescription rowcount rowindex
   rowspan selected setsize sort valuemax valuemin valuenow valuetext`.split(/\s+/);

const common: Record<string, boolean | string | null> = {
  hidden: false,
  ...Object.fromEntries(ariaNames.map((name) => [propertyOf(name), null])),
  ariaLabel: '',
  ariaRole: '',
};

const withoutChildren = { content: () => () => ({ C: () => undefined, B: {} }) };

/** The built-in components, and what each element of them does. */
export class Builtins {
  private readonly behaviors = new WeakMap<object, BuiltinBehavior>();
  readonly tags: ReadonlySet<string> = new Set(builtins.map(({ tag }) => tag));

  constructor(
    space: glassEasel.ComponentSpace,
    private readonly services: BuiltinServices,
  ) {
    for (const builtin of builtins) this.define(space, builtin);
  }

  behaviorOf(element: glassEasel.Element): BuiltinBehavior | undefined {
    return this.behaviors.get(element);
  }

  private define(space: glassEasel.ComponentSpace, builtin: Builtin): void {
    const properties = { ...common, ...builtin.properties };
    const update = (element: glassEasel.GeneralComponent): void => {
      const dom = domOf(element);
      if (!dom) return;
      reflectCommon(dom, element.data);
      this.behaviors.get(element)?.update?.();
    };
    const { behaviors, services } = this;
    const definition: unknown = {
      is: `wx://${builtin.tag}`,
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, value]) => [name, { type: typeOf(value), value }]),
      ),
      ...(!builtin.slot && { template: withoutChildren }),
      observers: [
        {
          fields: Object.keys(properties).join(', '),
          observer(this: glassEasel.GeneralComponent) {
            update(this);
          },
        },
      ],
      lifetimes: {
        created(this: glassEasel.GeneralComponent) {
          const node = nodeOf(this);
          const behavior = node && builtin.mount?.(node, services);
          if (behavior) behaviors.set(this, behavior);
        },
        attached(this: glassEasel.GeneralComponent) {
          update(this);
        },
        detached(this: glassEasel.GeneralComponent) {
          behaviors.get(this)?.unmount?.();
        },
      },
    };
    const component = space.defineComponent(definition as Parameters<typeof space.defineComponent>[0]);
    space.setGlobalUsingComponent(builtin.tag, component.general());
  }
}

/** Undefined in a page that is closed, which may still get data. */
function nodeOf(element: glassEasel.GeneralComponent): BuiltinNode | undefined {
  const dom = domOf(element);
  if (!dom) return undefined;
  return {
    element,
    dom,
    data: () => element.data,
    set: (values) => element.setData(values),
    trigger: (type, detail, options) => element.triggerEvent(type, detail, options),
  };
}

function typeOf(value: string | number | boolean | null): unknown {
  if (typeof value === 'string') return String;
  if (typeof value === 'number') return Number;
  return typeof value === 'boolean' ? Boolean : null;
}

function propertyOf(aria: string): string {
  return `aria${aria.charAt(0).toUpperCase()}${aria.slice(1)}`;
}

function reflectCommon(dom: HTMLElement, data: Readonly<Record<string, unknown>>): void {
  dom.toggleAttribute('hidden', Boolean(data.hidden));
  for (const name of ariaNames) {
    const attribute = name === 'role' ? 'role' : `aria-${name}`;
    const value = data[propertyOf(name)];
    if (value === '' || value === null || value === undefined) dom.removeAttribute(attribute);
    else dom.setAttribute(attribute, String(value));
  }
}
