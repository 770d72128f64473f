import type { KeyLayout } from '../../cos/index';

/** China has one time zone, without summer time. Milliseconds. */
const BEIJING = 8 * 60 * 60 * 1000;
const DATED = /\/(\d{4}-\d\d-\d\d)\/(\d{13})-([^/]+)$/;

/** `2026-01-31/<time>-<name>`: the oldest day comes first, and in it the oldest file. */
export const byDay: KeyLayout = {
  // The server's clock gives each file another time.
  unique: true,

  make({ name, time }) {
    const day = new Date(time + BEIJING).toISOString().slice(0, 10);
    return `${day}/${time}-${name}`;
  },

  read(key) {
    const [, , time, name] = DATED.exec(key) ?? [];
    return name === undefined ? { name: key.slice(key.lastIndexOf('/') + 1) } : { name, time: Number(time) };
  },
};

/** For headings: '' for a key that came another way. */
export function dayOf(key: string): string {
  return DATED.exec(key)?.[1] ?? '';
}
