import { describeFailure, flows, type Task } from '../../cos/index';

/** What `van-uploader` chose and shows. */
interface VantFile {
  url: string;
  thumb?: string;
  type?: 'image' | 'video';
  status?: 'uploading' | 'done' | 'failed';
  /** Over the picture while it is uploading or failed. */
  message?: string;
  /** Ours: its path on the phone, which tells it from the others. */
  id?: string;
  /** Ours: of the object. */
  key?: string;
}

const tasks = new Map<string, Task<unknown>>();

Page({
  data: { files: [] as VantFile[] },

  upload({ detail: { file } }: { detail: { file: VantFile | VantFile[] } }) {
    for (const chosen of [file].flat()) void this.uploadOne(chosen);
  },

  async uploadOne(file: VantFile) {
    const id = file.url;
    this.setData({ files: [...this.data.files, { ...file, id, status: 'uploading', message: '' }] });
    const task = flows.upload(
      { path: id },
      {
        onProgress: ({ loaded, total }) =>
          this.change(id, { message: `${Math.floor((100 * loaded) / total)}%` }),
      },
    );
    tasks.set(id, task);
    try {
      const object = await task.result;
      const url = await flows.previewUrl(object);
      this.change(id, { url, thumb: url, key: object.key, status: 'done', message: '' });
    } catch (failure) {
      this.change(id, { status: 'failed', message: describeFailure(failure).cause });
    } finally {
      tasks.delete(id);
    }
  },

  /** The file may be at another place by now, or no longer be there. */
  change(id: string, values: Partial<VantFile>) {
    const files = this.data.files.map((file) => (file.id === id ? { ...file, ...values } : file));
    this.setData({ files });
  },

  async remove({ detail: { file } }: { detail: { file: VantFile } }) {
    this.setData({ files: this.data.files.filter(({ id }) => id !== file.id) });
    tasks.get(file.id ?? '')?.cancel();
    if (file.key === undefined) return;
    const failure = await flows.remove(file.key).catch(describeFailure);
    if (failure) wx.showToast({ title: failure.heading, icon: 'none' });
  },
});
