import { describeFailure, flows, type Task } from '../../cos/index';

/** What `t-upload` chose and shows. */
interface TDesignFile {
  url: string;
  name: string;
  type: 'image' | 'video';
  status?: 'loading' | 'failed' | 'done';
  /** 0 to 100. */
  percent?: number;
  /** Ours: its path on the phone, which tells it from the others. */
  id?: string;
  /** Ours: of the object. */
  key?: string;
}

const tasks = new Map<string, Task<unknown>>();

Page({
  data: { files: [] as TDesignFile[] },

  upload({ detail: { files } }: { detail: { files: TDesignFile[] } }) {
    for (const file of files) void this.uploadOne(file);
  },

  async uploadOne(file: TDesignFile) {
    const id = file.url;
    this.setData({ files: [...this.data.files, { ...file, id, status: 'loading', percent: 0 }] });
    const task = flows.upload(
      { path: id, name: file.name },
      { onProgress: ({ loaded, total }) => this.change(id, { percent: Math.floor((100 * loaded) / total) }) },
    );
    tasks.set(id, task);
    try {
      const object = await task.result;
      this.change(id, { url: await flows.previewUrl(object), key: object.key, status: 'done' });
    } catch (failure) {
      this.change(id, { status: 'failed' });
      wx.showToast({ title: describeFailure(failure).cause, icon: 'none' });
    } finally {
      tasks.delete(id);
    }
  },

  /** The file may be at another place by now, or no longer be there. */
  change(id: string, values: Partial<TDesignFile>) {
    const files = this.data.files.map((file) => (file.id === id ? { ...file, ...values } : file));
    this.setData({ files });
  },

  async remove({ detail: { file } }: { detail: { file: TDesignFile } }) {
    this.setData({ files: this.data.files.filter(({ id }) => id !== file.id) });
    tasks.get(file.id ?? '')?.cancel();
    if (file.key === undefined) return;
    const failure = await flows.remove(file.key).catch(describeFailure);
    if (failure) wx.showToast({ title: failure.heading, icon: 'none' });
  },
});
