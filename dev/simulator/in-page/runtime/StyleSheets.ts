import { scopeMark, themeFeature } from '../../messages/Program';
import type { Theme } from './WxEnvironment';

interface Sheet {
  element: HTMLStyleElement;
  css: string;
  shown: boolean;
}

/** The style elements of the Mini Program, following the phone's theme. */
export class StyleSheets {
  private readonly sheets = new Map<string, Sheet>();
  private theme: Theme = 'light';

  constructor(private readonly document: Document) {}

  /** `scope` is undefined when the component shares its styles. Adding a path again replaces its sheet. */
  add(path: string, css: string, scope: string | undefined): void {
    this.sheets.get(path)?.element.remove();
    if (css === '') return;
    const element = this.document.createElement('style');
    element.dataset.path = path;
    this.document.head.append(element);
    const sheet = {
      element,
      css: css.replaceAll(scopeMark, scope === undefined ? '' : `${scope}--`),
      shown: true,
    };
    this.sheets.set(path, sheet);
    this.write(sheet);
  }

  /** A page's styles apply only while it is on top. */
  setShown(path: string, shown: boolean): void {
    const sheet = this.sheets.get(path);
    if (!sheet || sheet.shown === shown) return;
    sheet.shown = shown;
    this.write(sheet);
  }

  setTheme(theme: Theme): void {
    if (theme === this.theme) return;
    this.theme = theme;
    for (const sheet of this.sheets.values()) this.write(sheet);
  }

  private write({ element, css, shown }: Sheet): void {
    const themed = css.replace(/@media([^{]*)\{/gi, (_rule, query: string) => `@media${this.decide(query)}{`);
    element.textContent = shown ? themed : '';
  }

  private decide(query: string): string {
    const alone = new RegExp(`^\\s*${themeFeature.source}\\s*$`, 'i').exec(query);
    if (alone) return this.isTheme(alone[1]) ? ' screen ' : ' not all ';
    return query.replace(themeFeature, (_feature, theme: string) =>
      this.isTheme(theme) ? '(min-width: 0px)' : '(min-width: 1000000px)',
    );
  }

  private isTheme(theme: string | undefined): boolean {
    return theme?.toLowerCase() === this.theme;
  }
}
