/** A way of giving a file on the phone to WeChat. */
export interface HandOver {
  readonly api: 'shareFileMessage' | 'showShareImageMenu' | 'saveFileToDisk';
  /** This WeChat has it. */
  isThere(): boolean;
  /** `name` as the person knows the file. Rejects with what wx gives. No time limit: it waits for a person. */
  give(path: string, name: string): Promise<void>;
}

type End = { success(): void; fail(error: unknown): void };

/**
 * WeChat (page of the API): only within a tap. Threads say that a promise between the tap and the call is too much, and some that
 * a download alone is not. A list of chats opens; one that is closed without a choice is `cancel`.
 */
export const toChat: HandOver = {
  api: 'shareFileMessage',
  isThere: () => typeof wx.shareFileMessage === 'function',
  give: (path, name) => ended((end) => wx.shareFileMessage({ filePath: path, fileName: name, ...end })),
};

/**
 * Its page says nothing of a tap, and shows it called after a download. Whether WeChat calls back when the menu opens or when it
 * has closed is not said either. Without a way into this Mini Program: it is the person's picture.
 */
export const toImageMenu: HandOver = {
  api: 'showShareImageMenu',
  isThere: () => typeof wx.showShareImageMenu === 'function',
  give: (path) => ended((end) => wx.showShareImageMenu({ path, needShowEntrance: false, ...end })),
};

/** WeChat: on Windows and Mac only; phones may have the function all the same. Its page says nothing of a tap. */
export const toDisk: HandOver = {
  api: 'saveFileToDisk',
  isThere() {
    const { platform } = wx.getDeviceInfo?.() ?? wx.getSystemInfoSync();
    return typeof wx.saveFileToDisk === 'function' && /^(windows|mac)$/.test(platform);
  },
  give: (path) => ended((end) => wx.saveFileToDisk({ filePath: path, ...end })),
};

function ended(call: (end: End) => void): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    call({ success: () => resolve(), fail: reject });
  });
}
