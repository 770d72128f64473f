import { clockTime, dayOf, nearness } from '../format/calendar';
import { failures } from './failures.zh';
import type { Messages } from './messages';

const weekdays = '日一二三四五六';

export const zh: Messages = {
  failures,

  /** A page, a sheet or the settings. */
  notOpened: '没能打开',

  failureCard: {
    copyReport: '复制错误码和请求 ID',
    requestId: (id) => `请求 ${id}`,
    retry: '重试',
    retryAll: (count) => (count === 1 ? '重试' : `全部重试（${count}）`),
    settings: '打开设置',
    phoneSettings: '打开系统设置',
    byHand: '请手动打开系统设置里的微信',
    notCopied: '没能复制',
    doctor: '查找原因',
    close: '关闭这条提示',
  },

  attempt: ({ action }, name) => {
    const what = name === undefined ? '文件' : `“${name}”`;
    switch (action) {
      case 'list':
        return '没能加载你的文件';
      case 'upload':
        return `没能上传${what}`;
      case 'save':
        return `没能保存${what}`;
      case 'open':
        return `没能打开${what}`;
      case 'send':
        return `没能发送${what}`;
      case 'delete':
        return `没能删除${what}`;
      case 'rename':
        return `没能重命名${what}`;
      case 'link':
        return `没能生成${what}的链接`;
      case 'thumbnail':
        return `没能显示${what}`;
      case 'find':
        return `没能找到${what}`;
      case 'credential':
        return '没能取得临时密钥';
      case 'choose':
        return '没能选择文件';
      case 'other':
        return '没有成功';
    }
  },

  attemptMany: (count, action) =>
    `${count} 个文件没能${{ upload: '上传', save: '保存', send: '发送', delete: '删除' }[action]}`,

  notWeChat: (host) =>
    `这里不是微信，而是${host.zh}。腾讯云 COS 的小程序 SDK 只适用于微信：在这里上传和保存多半会失败。`,

  saveButton: {
    save: '保存到相册',
    cancel: '取消',
    saving: (percent) => `正在保存 ${percent}%`,
    saved: '已保存',
    explain: {
      title: '保存到相册',
      content: '接下来微信会询问是否允许把照片和视频添加到你的相册。仅此而已：这里看不到相册里的内容。',
      confirmText: '继续',
      cancelText: '暂不',
    },
  },

  day: (time, now) => {
    const { year, month, day, weekday } = dayOf(time);
    switch (nearness(time, now)) {
      case 'today':
        return '今天';
      case 'yesterday':
        return '昨天';
      case 'this-year':
        return `${month}月${day}日 星期${weekdays[weekday]}`;
      case 'earlier':
        return `${year}年${month}月${day}日`;
    }
  },

  dateTime: (time) => {
    const { year, month, day } = dayOf(time);
    return `${year}年${month}月${day}日 ${clockTime(time)}`;
  },

  month: (time) => {
    const { year, month } = dayOf(time);
    return `${year}年${month}月`;
  },

  moment: (time, now) => {
    const { year, month, day } = dayOf(time);
    const ofYear = year === dayOf(now).year ? '' : `${year}年`;
    return `${ofYear}${month}月${day}日 ${clockTime(time)}`;
  },

  duration: (seconds) => {
    if (seconds < 60) return `${Math.max(1, Math.round(seconds))} 秒`;
    const minutes = Math.round(seconds / 60);
    if (minutes < 60) return `${minutes} 分钟`;
    const rest = minutes % 60;
    return `${Math.floor(minutes / 60)} 小时${rest === 0 ? '' : ` ${rest} 分钟`}`;
  },
};
