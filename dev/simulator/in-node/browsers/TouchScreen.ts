/** A real screen, where the program that opened the page has one. Coordinates in px of the page. */
export interface TouchScreen {
  tap(x: number, y: number): Promise<void>;
  touch(type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number): Promise<void>;
  /** Types into what has the focus, in place of what is selected. */
  insertText(text: string): Promise<void>;
  /** PNG */
  screenshot(): Promise<Buffer>;
}
