import { config } from '../../cos/config';
import { createFlows, describeFailure } from '../../cos/index';
import { keyServer } from './keyServer';

/** As a rule this stands in cos/config.ts, and the page takes `flows`. */
const flows = createFlows({ ...config, credentials: { url: keyServer } });

Page({
  data: { key: '', problem: '' },

  async add() {
    try {
      const [file] = await flows.chooseFiles({ count: 1 });
      if (file === undefined) return;
      const { key } = await flows.upload(file).result;
      this.setData({ key, problem: '' });
    } catch (failure) {
      this.setData({ problem: describeFailure(failure).cause });
    }
  },
});
