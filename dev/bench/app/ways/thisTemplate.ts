import type { FileToSend } from '../AppMessages';
import { ShownPage } from './ShownPage';
import type { Way } from './Way';

/** What the bench uses of the template. */
interface Product {
  readonly flows: { readonly uploads: Queue };
  /** Runs the script of the transfers page. */
  loadTransfers(): void;
}

interface Queue {
  add(files: readonly FileToSend[]): void;
  retry(id: string): void;
  allowMobile(): void;
  subscribe(listener: (items: readonly Item[], state: { readonly name: string }) => void): () => void;
}

interface Item {
  readonly id: string;
  readonly state: { readonly name: string };
}

/** The queue of this template, with the settings that it ships with. */
export const thisTemplate: Way = ({ modules }) => {
  const { flows }: Product = require(modules.product);
  return (files) => upload(flows.uploads, files);
};

/** The same, while the page of transfers is open. */
export const withTransfersPage: Way = ({ modules }) => {
  const { flows, loadTransfers }: Product = require(modules.product);
  const page = new ShownPage(loadTransfers);
  return async (files) => {
    const told = await upload(flows.uploads, files);
    return { ...told, setData: page.close() };
  };
};

function upload(
  uploads: Queue,
  files: readonly FileToSend[],
): Promise<{ failures: number; notifications: number }> {
  return new Promise((resolve) => {
    let failures = 0;
    let notifications = 0;
    const stop = uploads.subscribe((items, { name }) => {
      notifications += 1;
      // The person says yes at once.
      if (name === 'asking') uploads.allowMobile();
      for (const { id, state } of items) {
        if (state.name !== 'failed') continue;
        failures += 1;
        uploads.retry(id);
      }
      if (!items.every(({ state }) => state.name === 'done')) return;
      stop();
      resolve({ failures, notifications });
    });
    uploads.add(files);
  });
}
