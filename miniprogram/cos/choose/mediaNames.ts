import { extensionOf } from '../format/extensionOf';

/** WeChat gives no name for pictures and videos: names from now, in the phone's time zone, each once. */
export function mediaNames(now = new Date()): (path: string, type: 'image' | 'video') => string {
  const digits = (value: number) => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}${digits(now.getMonth() + 1)}${digits(now.getDate())}`;
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(digits).join('');
  let count = 0;
  return (path, type) => {
    count += 1;
    const [start, extension] = type === 'video' ? ['VID', 'mp4'] : ['IMG', 'jpg'];
    const number = count === 1 ? '' : `_${count}`;
    return `${start}_${day}_${time}${number}.${extensionOf(path) || extension}`;
  };
}
