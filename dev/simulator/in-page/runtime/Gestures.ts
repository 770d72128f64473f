import * as glassEasel from 'glass-easel';
import { elementOf } from './createBackend';

/** In px on the screen. */
export interface ScreenPoint {
  identifier: number;
  clientX: number;
  clientY: number;
}

/** A touch as WeChat's events tell it: in the coordinates of the page. */
interface PageTouch extends ScreenPoint {
  pageX: number;
  pageY: number;
  force: number;
}

interface GesturesOptions {
  window: Window & typeof globalThis;
  hasListener(node: Node, type: string): boolean;
  /** From the screen to the page on top: `client…` counts from its visible corner, `page…` from its start. */
  toPage(point: ScreenPoint): { clientX: number; clientY: number; pageX: number; pageY: number };
  /** The built-in behaviour of what was tapped, after its listeners. */
  afterTap(target: glassEasel.Element): void;
  /** Whether a tap there is heard at all (a disabled button does not). */
  accepts(target: glassEasel.Element): boolean;
  onPress(target: glassEasel.Element): void;
  onRelease(): void;
  /** `deltaY` px since the press began. */
  onDrag(deltaY: number): void;
  onDragEnd(): void;
}

interface Press {
  target: Node;
  start: ScreenPoint;
  startedAt: number;
  timer: number;
  moved: boolean;
  longPressed: boolean;
}

/** WeChat: a finger that rests this long presses long. */
const longPressMs = 350;
const tapSlopPx = 10;
// Browsers send mouse events after a touch, for pages that know no touch. By when they were made: what the tap did may keep
// the page busy until they are heard.
const mouseAfterTouchMs = 1000;

/** Turns a finger, a mouse or a script into WeChat's touch events. */
export class Gestures {
  private press: Press | undefined;
  private lastTouch = Number.NEGATIVE_INFINITY;
  private isTapping = false;

  constructor(private readonly options: GesturesOptions) {}

  /** True while the listeners of a tap run. */
  get tapping(): boolean {
    return this.isTapping;
  }

  /** Follows the input in `area`. */
  listen(area: HTMLElement): void {
    const { window } = this.options;
    const touchOf = (event: TouchEvent): ScreenPoint | undefined => event.changedTouches[0];
    const onTouch = (type: string, handle: (point: ScreenPoint, event: TouchEvent) => void): void => {
      area.addEventListener(
        type,
        (event) => {
          this.lastTouch = event.timeStamp;
          const point = touchOf(event as TouchEvent);
          if (point) handle(point, event as TouchEvent);
        },
        { passive: false },
      );
    };
    onTouch('touchstart', (point, event) => this.start(event.target as Node, point));
    onTouch('touchmove', (point, event) => {
      if (this.move(point) && event.cancelable) event.preventDefault();
    });
    onTouch('touchend', (point) => this.end(point));
    onTouch('touchcancel', (point) => this.cancel(point));

    const onMouse = (
      target: EventTarget,
      type: string,
      handle: (point: ScreenPoint, event: MouseEvent) => void,
    ): void =>
      target.addEventListener(type, (event) => {
        const mouse = event as MouseEvent;
        if (mouse.timeStamp - this.lastTouch < mouseAfterTouchMs || mouse.button !== 0) return;
        handle({ identifier: 0, clientX: mouse.clientX, clientY: mouse.clientY }, mouse);
      });
    onMouse(area, 'mousedown', (point, event) => this.start(event.target as Node, point));
    onMouse(window, 'mousemove', (point) => this.move(point));
    onMouse(window, 'mouseup', (point) => this.end(point));
  }

  start(target: Node, point: ScreenPoint): void {
    const element = elementOf(target);
    if (!element) return;
    const { window } = this.options;
    this.press = {
      target,
      start: point,
      startedAt: window.performance.now(),
      timer: window.setTimeout(() => this.longPress(), longPressMs),
      moved: false,
      longPressed: false,
    };
    this.dispatchTouch('touchstart', point, true);
    this.options.onPress(element);
  }

  /** True when a listener caught the move, so that nothing scrolls. */
  move(point: ScreenPoint): boolean {
    const { press } = this;
    if (!press) return false;
    const deltaY = point.clientY - press.start.clientY;
    if (Math.hypot(point.clientX - press.start.clientX, deltaY) > tapSlopPx) this.stopPressing(press);
    const caught = this.dispatchTouch('touchmove', point, true);
    if (!caught) this.options.onDrag(deltaY);
    return caught;
  }

  end(point: ScreenPoint): void {
    const { press } = this;
    if (!press) return;
    // The timer may be late on a busy machine: what counts is how long the finger rested.
    if (!press.longPressed && this.options.window.performance.now() - press.startedAt >= longPressMs)
      this.longPress();
    this.dispatchTouch('touchend', point, false);
    if (!press.moved && !press.longPressed) this.tap(press.target, point);
    this.finish(press);
  }

  cancel(point: ScreenPoint): void {
    const { press } = this;
    if (!press) return;
    this.dispatchTouch('touchcancel', point, false);
    this.finish(press);
  }

  private tap(target: Node, point: ScreenPoint): void {
    const element = elementOf(target);
    if (!element || !this.options.accepts(element)) return;
    this.isTapping = true;
    try {
      this.dispatch(element, 'tap', point, false);
      this.options.afterTap(element);
    } finally {
      this.isTapping = false;
    }
  }

  // WeChat: where long presses are heard, the tap that would follow is not sent.
  private longPress(): void {
    const { press } = this;
    if (!press || press.moved || press.longPressed) return;
    const element = elementOf(press.target);
    if (!element || !this.options.hasListener(press.target, 'longpress')) return;
    press.longPressed = true;
    this.dispatch(element, 'longpress', press.start, true);
  }

  private dispatchTouch(type: string, point: ScreenPoint, touching: boolean): boolean {
    const element = this.press && elementOf(this.press.target);
    return element ? this.dispatch(element, type, point, touching) : false;
  }

  private dispatch(
    element: glassEasel.Element,
    type: string,
    point: ScreenPoint,
    touching: boolean,
  ): boolean {
    const touch: PageTouch = { identifier: point.identifier, force: 1, ...this.options.toPage(point) };
    const isTap = type === 'tap' || type === 'longpress';
    const event = new glassEasel.Event(type, isTap ? { x: touch.pageX, y: touch.pageY } : {}, {
      bubbles: true,
      composed: true,
      capturePhase: true,
      extraFields: { touches: touching ? [touch] : [], changedTouches: [touch] },
    });
    glassEasel.Event.dispatchEvent(element, event);
    return event.defaultPrevented();
  }

  private stopPressing(press: Press): void {
    press.moved = true;
    this.options.window.clearTimeout(press.timer);
    this.options.onRelease();
  }

  private finish(press: Press): void {
    this.options.window.clearTimeout(press.timer);
    this.press = undefined;
    this.options.onRelease();
    this.options.onDragEnd();
  }
}
