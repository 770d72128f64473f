import type { Attempt } from '../failures/Failure';
import { clockTime, dayOf, nearness } from '../format/calendar';
import { failures } from './failures.en';

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** What any part of the folder may say: failures, times, the button that saves. */
export const en = {
  failures,

  /** A page, a sheet or the settings. */
  notOpened: 'Could not be opened',

  failureCard: {
    copyReport: 'Copy the code and the request id',
    requestId: (id: string) => `Request ${id}`,
    retry: 'Try again',
    retryAll: (count: number) => (count === 1 ? 'Try again' : `Try all ${count} again`),
    settings: 'Open settings',
    phoneSettings: "Open the phone's settings",
    byHand: 'By hand: phone settings, then WeChat',
    notCopied: 'Could not be copied',
    doctor: 'Find the cause',
    close: 'Close this message',
  },

  /** What could not be done, as a heading. `name` is cut to fit. */
  attempt: ({ action }: Attempt, name: string | undefined): string => {
    const what = name === undefined ? 'the file' : `“${name}”`;
    switch (action) {
      case 'list':
        return 'Could not load your files';
      case 'upload':
        return `Could not upload ${what}`;
      case 'save':
        return `Could not save ${what}`;
      case 'open':
        return `Could not open ${what}`;
      case 'send':
        return `Could not send ${what}`;
      case 'delete':
        return `Could not delete ${what}`;
      case 'rename':
        return `Could not rename ${what}`;
      case 'link':
        return `Could not make a link to ${what}`;
      case 'thumbnail':
        return `Could not show ${what}`;
      case 'find':
        return `Could not find ${what}`;
      case 'credential':
        return 'Could not get a temporary key';
      case 'choose':
        return 'Could not choose files';
      case 'other':
        return 'That did not work';
    }
  },

  attemptMany: (count: number, action: 'upload' | 'save' | 'send' | 'delete') =>
    `Could not ${action} ${count} files`,

  /** `host`: the app that runs this Mini Program. */
  notWeChat: (host: { en: string; zh: string }) =>
    `This is ${host.en}, not WeChat. Tencent Cloud's COS SDK for Mini Programs is for WeChat only: uploading and saving will probably fail here.`,

  saveButton: {
    save: 'Save to album',
    cancel: 'Cancel',
    saving: (percent: number) => `Saving ${percent} %`,
    saved: 'Saved',
    /** Before WeChat asks for the album the first time. WeChat: buttons of 8 Latin letters at most. */
    explain: {
      title: 'Saving to your album',
      content:
        'WeChat asks next whether photos and videos may be added to your album. That is all: what is in it can’t be seen from here.',
      confirmText: 'Go on',
      cancelText: 'Not now',
    },
  },

  /** `Today`, `Yesterday`, `9 March`, `9 March 2024`. Both in milliseconds since 1970. */
  day: (time: number, now: number): string => {
    const { year, month, day } = dayOf(time);
    const date = `${day} ${months[month - 1]}`;
    switch (nearness(time, now)) {
      case 'today':
        return 'Today';
      case 'yesterday':
        return 'Yesterday';
      case 'this-year':
        return date;
      case 'earlier':
        return `${date} ${year}`;
    }
  },

  /** `9 March 2024, 09:05`. */
  dateTime: (time: number): string => {
    const { year, month, day } = dayOf(time);
    return `${day} ${months[month - 1]} ${year}, ${clockTime(time)}`;
  },

  /** `November 2026`. */
  month: (time: number): string => {
    const { year, month } = dayOf(time);
    return `${months[month - 1]} ${year}`;
  },

  /** `9 Mar 09:05`, `9 Mar 2024 09:05`: short, in place of a name. Both in milliseconds since 1970. */
  moment: (time: number, now: number): string => {
    const { year, month, day } = dayOf(time);
    const ofYear = year === dayOf(now).year ? '' : ` ${year}`;
    return `${day} ${months[month - 1]?.slice(0, 3)}${ofYear} ${clockTime(time)}`;
  },

  /** `12 s`, `3 min`, `1 h 5 min`. */
  duration: (seconds: number): string => {
    if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
    const minutes = Math.round(seconds / 60);
    if (minutes < 60) return `${minutes} min`;
    const rest = minutes % 60;
    return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
  },
};
