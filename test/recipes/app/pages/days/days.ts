import { config } from '../../cos/config';
import { createFlows, describeFailure } from '../../cos/index';
import { byDay, dayOf } from './byDay';

const flows = createFlows(config, { keys: byDay });

Page({
  data: { receipts: [] as { key: string; day: string; name: string }[], problem: '' },

  onShow() {
    return this.attempt(() => this.list());
  },

  add() {
    return this.attempt(async () => {
      const [file] = await flows.chooseFiles({ count: 1, types: ['image'] });
      if (file === undefined) return;
      await flows.upload(file).result;
      await this.list();
    });
  },

  /** COS lists by key, so that this is the order of the days. */
  async list() {
    const { objects } = await flows.listObjects();
    this.setData({ receipts: objects.map(({ key, name }) => ({ key, day: dayOf(key), name })) });
  },

  async attempt(step: () => Promise<void>) {
    const failure = await step().catch(describeFailure);
    this.setData({ problem: failure?.heading ?? '' });
  },
});
