import * as glassEasel from 'glass-easel';

/** The properties of an element that changes its look while it is pressed. Times in ms. */
export const hover = {
  hoverClass: 'none',
  hoverStartTime: 50,
  hoverStayTime: 400,
  hoverStopPropagation: false,
};

// glass-easel keeps the classes of an element in segments; the last one is for passing states.
const passingSegment = 3;

/** Follows a press: gives the hover classes, and takes them away after it. */
export class Hover {
  private readonly pressed = new Map<glassEasel.GeneralComponent, number>();

  constructor(private readonly window: Window) {}

  press(target: glassEasel.Element, takesTaps: (element: glassEasel.Element) => boolean): void {
    for (let current: glassEasel.Element | null = target; current; current = current.getComposedParent()) {
      if (!glassEasel.Component.isComponent(current) || !takesTaps(current)) continue;
      const { hoverClass, hoverStartTime, hoverStopPropagation } = current.data as Partial<typeof hover>;
      if (hoverClass === undefined || hoverClass === 'none' || hoverClass === '') continue;
      const element = current;
      const timer = this.window.setTimeout(
        () => element.setNodeClass(hoverClass, passingSegment),
        hoverStartTime,
      );
      this.pressed.set(element, timer);
      if (hoverStopPropagation) return;
    }
  }

  release(): void {
    for (const [element, timer] of this.pressed) {
      this.window.clearTimeout(timer);
      const { hoverStayTime } = element.data as Partial<typeof hover>;
      this.window.setTimeout(() => element.setNodeClass('', passingSegment), hoverStayTime);
    }
    this.pressed.clear();
  }
}
