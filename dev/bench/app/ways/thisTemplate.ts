import type { FileToSend } from '../AppMessages';
import type { Way } from './Way';

/** What the bench uses of miniprogram/cos/index.ts. */
interface Product {
  readonly flows: { readonly uploads: Queue };
}

interface Queue {
  add(files: readonly FileToSend[]): void;
  retry(id: string): void;
  subscribe(listener: (items: readonly Item[]) => void): () => void;
}

interface Item {
  readonly id: string;
  readonly state: { readonly name: string };
}

/** The queue of this template, with the settings that it ships with. */
export const thisTemplate: Way = ({ modules }) => {
  const { flows }: Product = require(modules.product);
  return (files) =>
    new Promise((resolve) => {
      let failures = 0;
      const notifications = { count: 0, bytes: 0 };
      const stop = flows.uploads.subscribe((items) => {
        notifications.count += 1;
        notifications.bytes += JSON.stringify(items).length;
        for (const { id, state } of items) {
          if (state.name !== 'failed') continue;
          failures += 1;
          flows.uploads.retry(id);
        }
        if (!items.every(({ state }) => state.name === 'done')) return;
        stop();
        resolve({ failures, notifications });
      });
      flows.uploads.add(files);
    });
};
