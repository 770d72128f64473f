import { formatBytes } from '../format/formatBytes';
import { formatCount } from '../format/formatCount';
import type { ObjectKind } from '../objects/StoredObject';
import { doctor } from './doctor.zh';
import type { ScreenMessages } from './screenMessages';
import { zh } from './zh';

const kinds: Record<ObjectKind, string> = {
  image: '照片',
  video: '视频',
  document: '文档',
  other: '文件',
};

function outcome(done: string, count: number, failed: number, stopped: number): string {
  const parts = [
    (count > 0 || failed + stopped === 0) && `已${done} ${count} 个`,
    failed > 0 && `${failed} 个失败`,
    stopped > 0 && `${stopped} 个已停止`,
  ];
  return parts.filter(Boolean).join('，');
}

export const screensZh: ScreenMessages = {
  ...zh,
  doctor,

  source: { album: '照片和视频', camera: '拍摄', chat: '聊天中的文件' },

  quality: { original: '当前上传原图，改为压缩', compressed: '当前压缩后上传，改为原图' },

  heic: {
    notice: (count) => `有 ${count} 张照片是 iPhone 的 HEIC 格式，其他手机和浏览器可能无法显示。`,
    again: '重新选择，压缩为 JPEG',
    asTheyAre: (count) => (count === 1 ? '原样上传' : `${count} 个全部原样上传`),
  },

  gallery: {
    title: '我的文件',
    labels: {
      upload: '上传',
      empty: '还没有文件。上传的文件只存在你的目录里。',
      loading: '正在加载文件',
      loadingMore: '正在加载更多',
      noPreview: '无法预览',
    },
    uploads: {
      running: (count) => `${count} 个正在传输`,
      paused: (count) => `${count} 个已暂停`,
      offline: (count) => `${count} 个等待网络`,
      asking: (count) => `${count} 个等待 Wi-Fi`,
      stopped: (count) => `${count} 个已停止`,
      failed: (count) => `${count} 个失败`,
    },
    localPlace: '这台电脑上的本地云',
    tile: (kind, name, length = '') => `${kinds[kind]} ${name}${length === '' ? '' : `，${length}`}`,
  },

  find: {
    labels: {
      search: '名称或日期',
      clear: '清除搜索',
      menu: '排序、月份、存储用量',
      months: '跳到某个月',
      closeMonths: '关闭月份列表',
      goOn: '继续',
      nothing: '没有符合的文件。',
      showAll: '显示全部文件',
    },
    kinds: { all: '全部', image: '照片', video: '视频', file: '文件' },
    orders: { newest: '从新到旧', name: '按名称', size: '从大到小' },
    chosen: (line) => `✓ ${line}`,
    count: '统计全部文件',
    total: (files, bytes) => `${formatCount(files)} 个文件 · ${formatBytes(bytes)}`,
    looking: (found, looked) =>
      found === looked
        ? `已读取 ${formatCount(looked)} 个文件`
        : `已查找 ${formatCount(looked)} 个，找到 ${formatCount(found)} 个`,
    cut: (found, looked) =>
      found === looked
        ? `只有最新的 ${formatCount(looked)} 个文件`
        : `只查找了最新的 ${formatCount(looked)} 个，找到 ${formatCount(found)} 个`,
  },

  selection: {
    title: '选择文件',
    labels: {
      begin: '选择',
      cancel: '取消',
      all: '全选',
      none: '全不选',
      save: '保存',
      saveLabel: '保存到相册',
      send: '发送',
      sendLabel: '发送到聊天',
      delete: '删除',
      next: '选择聊天',
      stop: '停止',
      close: '完成',
      undo: '撤销',
    },
    hint: '点按或滑过',
    chosen: (count) => `已选择 ${count} 个`,
    onlyLoaded: '更早的文件还没有加载',
    day: (day) => `选择${day}`,
    saving: (done, files) => `正在保存，已完成 ${done}/${files}`,
    fetching: (number, files) => (files === 1 ? '正在准备' : `正在准备第 ${number}/${files} 个`),
    ready: (number, files) => (files === 1 ? '可以发送了' : `可以发送第 ${number}/${files} 个`),
    saved: (saved, failed, stopped) => outcome('保存', saved, failed, stopped),
    sent: (sent, failed, stopped) => outcome('发送', sent, failed, stopped),
  },

  deletions: {
    undoable: (count) => `已删除 ${count} 个`,
    deleting: (done, files) => `正在删除，已完成 ${done}/${files}`,
    ended: (removed, failed, stopped) => outcome('删除', removed, failed, stopped),
  },

  transfers: {
    title: '传输',
    labels: {
      add: '添加文件',
      mobileCosts: '当前没有 Wi-Fi，上传可能产生流量费用。',
      useMobile: '用流量上传',
      waitForWifi: '等待 Wi-Fi',
    },
    empty: '没有传输。请选择照片、视频或文件。',
    sections: {
      running: '正在上传',
      waiting: '等待中',
      failed: '失败',
      present: '之前已上传',
      cancelled: '已取消',
      done: '已完成',
    },
    forAll: { cancel: '全部取消', retry: '全部重试', remove: '清除' },
    commands: {
      pause: '暂停',
      resume: '继续',
      cancel: '取消上传',
      retry: '重试',
      remove: '从列表移除',
      show: '查看',
    },
    controls: { pause: '全部暂停', resume: '继续' },
    running: (done, all) => `已上传 ${done} / ${all}`,
    over: (done, failed, present = 0) => {
      const files = failed + present > 0 ? '' : '文件';
      const others = [failed > 0 && `${failed} 个失败`, present > 0 && `${present} 个已存在`];
      return [`${done} 个${files}已上传`, ...others].filter(Boolean).join('，');
    },
    failed: (count) => `${count} 个失败`,
    bytesOf: (loaded, total) => `${formatBytes(loaded)} / ${formatBytes(total)}`,
    perSecond: (bytes) => `${formatBytes(bytes)}/s`,
    kept: (bytes) => `续传，已有 ${formatBytes(bytes)}`,
    has: (bytes) => `已有 ${formatBytes(bytes)}`,
    turn: '排队中，即将上传',
    paused: '已暂停',
    done: '已上传',
    present: '云端已有相同文件',
    allTheSame: '仍然上传',
    keepOpen: '请勿关闭微信',
    offline: '没有网络，恢复后自动继续。',
    returning: (files) => `上次还有 ${files} 个文件，联网后会回到这里。`,
    goesOn: '恢复后自动继续。',
    weak: '网络较弱。',
    still: '当前网络没有响应，仍在尝试。',
    askMobile: (bytes) => `用流量上传 ${formatBytes(bytes)}？`,
    waitsForWifi: '连上 Wi-Fi 后自动继续。',
    stopped: '上传已停止',
  },

  image: { failed: '没能加载，点按重试' },

  privacy: {
    labels: {
      title: '隐私保护提示',
      agree: '同意',
      decline: '拒绝',
    },
    why: {
      choose: '选择照片、视频或文件前，请阅读并同意：',
      album: '保存到相册前，请阅读并同意：',
      clipboard: '使用剪贴板前，请阅读并同意：',
      other: '继续之前，请阅读并同意：',
    },
    contract: '《隐私保护指引》',
  },

  uploader: {
    add: '添加',
    retry: '失败，点此重试',
    failed: '失败',
    hold: '长按可移动',
    forward: '往前移',
    back: '往后移',
    remove: (name) => `移除 ${name}`,
  },

  object: {
    title: '文件',
    labels: {
      loading: '正在加载文件',
      noPreview: '预览没能加载。文件本身仍然可以保存。',
      save: '保存',
      saved: '已保存',
      open: '打开',
      send: '发送',
      sendToChat: '发送到聊天',
      sendNow: '已准备好，点按发送',
      share: '更多分享方式',
      rename: '重命名',
      disk: '保存到电脑',
      link: '链接',
      more: '更多',
      delete: '删除',
      cancel: '取消',
      details: '详情',
      close: '关闭',
      backToFiles: '去我的文件',
    },
    preview: (name) => `全屏查看 ${name}`,
    opening: (percent) => `正在打开 ${percent}%`,
    fetching: (percent) => `正在加载 ${percent}%`,
    renameConfirm: '确定',
    renaming: '正在重命名',
    renamed: '已重命名',
    deleting: '正在删除',
    deleteTitle: (count) => (count === 1 ? '删除这个文件？' : `删除 ${count} 个文件？`),
    deleteManyQuestion: (count) => `这 ${count} 个文件将从云端永久删除。已存到相册的不受影响。`,
    deleteQuestion: (name) => `“${name}”将从云端永久删除。已存到相册的不受影响。`,
    deleteConfirm: '删除',
    deleteCancel: '保留',
    fields: { name: '名称', size: '大小', type: '类型', time: '上传时间', checksum: 'CRC-64' },
    noChecksum: '服务器未提供',
    type: (kind, extension) =>
      extension === '' ? kinds[kind] : `${kinds[kind]}，${extension.toUpperCase()}`,
  },

  linkSheet: {
    labels: {
      title: '文件链接',
      close: '关闭',
      lives: '链接的有效期',
      code: '链接的二维码',
      tooLong: '这个链接太长，生成不了二维码，请复制链接。',
      making: '正在生成链接',
      hint: '在此之前，拿到链接的人都能打开这个文件。',
      copy: '复制链接',
    },
    life: (seconds) => {
      const days = seconds / 86_400;
      if (Number.isInteger(days)) return `${days} 天`;
      const hours = seconds / 3600;
      if (Number.isInteger(hours)) return `${hours} 小时`;
      return `${Math.max(1, Math.floor(seconds / 60))} 分钟`;
    },
    until: (moment) => `${moment} 前有效`,
  },
};
