import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isWide } from '../../support/isWide';
import type { Product } from './startProduct';

/** px at 375 px: 44 pt, Apple's least and WeChat's own. */
const TARGET = 44;

const axe = readFileSync(join(__dirname, '../../../node_modules/axe-core/axe.min.js'), 'utf8');

/** All of axe's, but those that are about a whole web page. */
const allRules = '{ rules: { region: { enabled: false } } }';
/** Those that a colour can break. */
const rulesOfColour = "{ runOnly: ['color-contrast', 'link-in-text-block'] }";

/** In the page: what the Mini Program shows, by these rules. */
const audit = (rules: string) => `(async () => {
  const { violations } = await axe.run({ include: ['.pages'] }, ${rules});
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any, all, none }) =>
    id + ': ' + html.slice(0, 160) + ' ' + [...any, ...all, ...none].map(({ message }) => message).join('; ')));
})()`;

/** In the page: what one can tap and is smaller than a finger, and what has no name. */
const measure = `(() => {
  const roles = ['button', 'link', 'checkbox', 'radio', 'switch', 'tab', 'menuitem'];
  const tappable = roles.map((role) => '.pages [role="' + role + '"]').join() + ', .pages wx-button, .pages wx-input';
  return [...document.querySelectorAll(tappable)].flatMap((element) => {
    const { width, height } = element.getBoundingClientRect();
    // Not shown: another page lies above it, or it has no size at all.
    if (width === 0 || height === 0 || !element.checkVisibility()) return [];
    const name = element.getAttribute('aria-label') || element.textContent.trim();
    const size = Math.round(width) + ' × ' + Math.round(height);
    return [
      ...(width < ${TARGET} - 0.5 || height < ${TARGET} - 0.5 ? ['small, ' + size + ': ' + element.className + ' ' + name] : []),
      ...(name === '' ? ['no name: ' + element.className] : []),
    ];
  });
})()`;

/** One line for each thing that somebody who can't see it, or not well, or not hit it, would miss on the page that is shown. */
export async function faultsOfAccess({ phone, window }: Product): Promise<readonly string[]> {
  await window.evaluate(`globalThis.axe === undefined && (() => { ${axe} })()`);
  const found: string[] = [];
  for (const theme of ['dark', 'light'] as const) {
    phone.settings.update({ theme });
    // The page hears of it over a socket.
    await window.evaluate(`new Promise((done) => {
      const look = () => document.querySelector('.phone').dataset.theme === '${theme}' ? done() : setTimeout(look, 20);
      look();
    })`);
    await window.comesToRest();
    const rules = theme === 'light' || isWide ? allRules : rulesOfColour;
    found.push(...((await window.evaluate(audit(rules))) as string[]).map((fault) => `${theme}: ${fault}`));
  }
  return [...found, ...((await window.evaluate(measure)) as string[])];
}
