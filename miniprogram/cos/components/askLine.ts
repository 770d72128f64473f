import { failureFrom } from '../index';

/**
 * Which line of WeChat's action sheet the person taps, from 0; WeChat takes at most six. Undefined when they changed their
 * mind. `alertText` stands above them, from base library 2.14.0. Rejects with a `Failure`.
 */
export function askLine(itemList: string[], alertText?: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    wx.showActionSheet({
      itemList,
      ...(alertText === undefined ? {} : { alertText }),
      success: ({ tapIndex }) => resolve(tapIndex),
      fail: (error) => {
        const failure = failureFrom(error, { action: 'choose' });
        if (failure.code === 'cancelled') resolve(undefined);
        else reject(failure);
      },
    });
  });
}
