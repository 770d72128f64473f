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

/** In the page: what one can tap or type into, in the order in which a screen reader comes upon it. */
const reached = `(() => {
  const roles = ['button', 'link', 'checkbox', 'radio', 'switch', 'tab', 'menuitem'];
  const tappable = roles.map((role) => '.pages [role="' + role + '"]').join() + ', .pages wx-button, .pages wx-input';
  return [...document.querySelectorAll(tappable)].filter((element) => {
    const { width, height } = element.getBoundingClientRect();
    // Not shown: another page lies above it, or it has no size at all.
    return width > 0 && height > 0 && element.checkVisibility();
  });
})()`;

const nameOf = `(element) => element.getAttribute('aria-label') || element.textContent.trim()`;

/** In the page: what one can tap and is smaller than a finger, and what has no name. */
const measure = `${reached}.flatMap((element) => {
  const name = (${nameOf})(element);
  const { width, height } = element.getBoundingClientRect();
  const size = Math.round(width) + ' × ' + Math.round(height);
  return [
    ...(width < ${TARGET} - 0.5 || height < ${TARGET} - 0.5 ? ['small, ' + size + ': ' + element.className + ' ' + name] : []),
    ...(name === '' ? ['no name: ' + element.className] : []),
  ];
})`;

/**
 * In the page: what is read before what lies above it, and what is read although a sheet lies over it. `aria-modal` alone does
 * not do: Chromium, which WeChat has on Android, reads on behind it.
 */
const order = `(() => {
  const read = ${reached}.filter((element) => !element.closest('[aria-hidden="true"]'));
  const sheet = [...document.querySelectorAll('.pages [aria-modal="true"]')].find((each) => each.checkVisibility());
  const isOnScreen = ({ top, bottom }) => bottom > 0 && top < innerHeight;
  return read.length === 0 ? ['nothing is read'] : read.flatMap((element, at) => {
    if (sheet && !sheet.contains(element)) return ['behind the sheet: ' + element.className];
    const before = read[at - 1];
    if (!before) return [];
    const [box, earlier] = [element, before].map((each) => each.getBoundingClientRect());
    const isOver = isOnScreen(box) && isOnScreen(earlier) && box.bottom <= earlier.top;
    return isOver ? [element.className + ' lies above ' + before.className + ', and is read after it'] : [];
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
  return [
    ...found,
    ...((await window.evaluate(measure)) as string[]),
    ...((await window.evaluate(order)) as string[]),
  ];
}
