import { formatBytes } from '../format/formatBytes';
import { formatCount } from '../format/formatCount';
import type { ObjectKind } from '../objects/StoredObject';
import { doctor } from './doctor.en';
import { en } from './en';

const kinds: Record<ObjectKind, string> = {
  image: 'Photo',
  video: 'Video',
  document: 'Document',
  other: 'File',
};

/** What became of many files. */
function outcome(done: string, count: number, failed: number, stopped: number): string {
  const parts = [
    (count > 0 || failed + stopped === 0) && `${count} ${done}`,
    failed > 0 && `${failed} failed`,
    stopped > 0 && `${stopped} stopped`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** All that the pages and the larger components say. Whoever takes a piece without them goes without these texts. */
export const screensEn = {
  ...en,
  doctor,

  source: { album: 'Photos and videos', camera: 'Camera', chat: 'File from a chat' },

  /** The line of the same sheet that changes it. */
  quality: { original: 'Originals. Change to smaller ones', compressed: 'Smaller ones. Change to originals' },

  heic: {
    notice: (count: number) =>
      `${count === 1 ? '1 photo is' : `${count} photos are`} HEIC, as iPhones keep them. Other phones and browsers may not show that.`,
    again: 'Choose again, smaller, as JPEG',
    asTheyAre: (count: number) => (count === 1 ? 'Upload it as it is' : `Upload all ${count} as they are`),
  },

  gallery: {
    title: 'My files',
    labels: {
      upload: 'Upload',
      empty: 'No files yet. What you upload is kept in your own folder.',
      loading: 'Loading files',
      loadingMore: 'Loading more',
      noPreview: 'No preview',
    },
    /** How those that are left stand, or that some failed. By the state of the queue. */
    uploads: {
      running: (count: string) => `running: ${count}`,
      paused: (count: string) => `paused: ${count}`,
      offline: (count: string) => `waiting for a connection: ${count}`,
      asking: (count: string) => `waiting for Wi-Fi: ${count}`,
      stopped: (count: string) => `stopped: ${count}`,
      failed: (count: string) => `failed: ${count}`,
    },
    localPlace: 'Local cloud on this computer',
    /** `length`: of a video, as `0:12`. */
    tile: (kind: ObjectKind, name: string, length = '') =>
      `${kinds[kind]} ${name}${length === '' ? '' : `, ${length}`}`,
  },

  /** Kinds, orders, names, months, and how much there is. */
  find: {
    labels: {
      search: 'Name or date',
      clear: 'Clear the search',
      menu: 'Order, months, how much is stored',
      months: 'Go to a month',
      closeMonths: 'Close the list of months',
      goOn: 'Go on',
      nothing: 'No files match.',
      showAll: 'Show all files',
    },
    kinds: { all: 'All', image: 'Photos', video: 'Videos', file: 'Files' },
    orders: { newest: 'Newest first', name: 'By name', size: 'Largest first' },
    /** A line of a sheet that holds now. */
    chosen: (line: string) => `✓ ${line}`,
    count: 'Count all files',
    total: (files: number, bytes: number) =>
      `${files === 1 ? '1 file' : `${formatCount(files)} files`} · ${formatBytes(bytes)}`,
    /** `looked` files are searched, or sorted, so far. */
    looking: (found: number, looked: number) =>
      found === looked
        ? `${formatCount(looked)} files so far`
        : `${formatCount(found)} found, ${formatCount(looked)} searched so far`,
    /** The rest could not be loaded. */
    cut: (found: number, looked: number) =>
      found === looked
        ? `Only the newest ${formatCount(looked)} files`
        : `${formatCount(found)} found, only the newest ${formatCount(looked)} searched`,
  },

  /** Files that are marked in the gallery. */
  selection: {
    title: 'Select files',
    labels: {
      begin: 'Select',
      cancel: 'Cancel',
      all: 'Select all',
      none: 'Select none',
      save: 'Save',
      saveLabel: 'Save to album',
      send: 'Send',
      sendLabel: 'Send to a chat',
      delete: 'Delete',
      next: 'Choose a chat',
      stop: 'Stop',
      close: 'Done',
      undo: 'Undo',
    },
    hint: 'Tap or drag',
    chosen: (count: number) => `${count} selected`,
    onlyLoaded: 'Older files are not loaded yet',
    day: (day: string) => `Select ${day}`,
    /** `done` of them are in the album or have failed. */
    saving: (done: number, files: number) => `Saving, ${done} of ${files} done`,
    fetching: (number: number, files: number) =>
      files === 1 ? 'Getting it ready' : `Getting ${number} of ${files} ready`,
    ready: (number: number, files: number) =>
      files === 1 ? 'Ready to send' : `Ready to send ${number} of ${files}`,
    /** `stopped`: not touched, because the person did not want the rest. */
    saved: (saved: number, failed: number, stopped: number) => outcome('saved', saved, failed, stopped),
    sent: (sent: number, failed: number, stopped: number) => outcome('sent', sent, failed, stopped),
  },

  /** What was deleted, for some seconds and while it goes. */
  deletions: {
    undoable: (count: number) => `${count} deleted`,
    deleting: (done: number, files: number) => `Deleting, ${done} of ${files} done`,
    ended: (removed: number, failed: number, stopped: number) => outcome('deleted', removed, failed, stopped),
  },

  transfers: {
    title: 'Transfers',
    labels: {
      add: 'Add files',
      mobileCosts: 'There is no Wi-Fi. What is sent may cost you money.',
      useMobile: 'Use mobile data',
      waitForWifi: 'Wait for Wi-Fi',
    },
    empty: 'No transfers. Choose photos, videos or files.',
    sections: {
      running: 'Uploading',
      waiting: 'Waiting',
      failed: 'Failed',
      present: 'Uploaded before',
      cancelled: 'Cancelled',
      done: 'Done',
    },
    /** For all of a section. */
    forAll: { cancel: 'Cancel all', retry: 'Try all again', remove: 'Clear' },
    commands: {
      pause: 'Pause',
      resume: 'Go on',
      cancel: 'Cancel the upload',
      retry: 'Try again',
      remove: 'Take off the list',
      show: 'Show',
    },
    controls: { pause: 'Pause all', resume: 'Go on' },
    running: (done: number, all: number) => `${done} of ${all} uploaded`,
    /** Nothing is left to do. */
    over: (done: number, failed: number, present = 0) => {
      const files = failed + present > 0 ? '' : done === 1 ? 'file ' : 'files ';
      const others = [failed > 0 && `${failed} failed`, present > 0 && `${present} already there`];
      return [`${done} ${files}uploaded`, ...others].filter(Boolean).join(', ');
    },
    failed: (count: number) => `${count} failed`,
    bytesOf: (loaded: number, total: number) => `${formatBytes(loaded)} of ${formatBytes(total)}`,
    perSecond: (bytes: number) => `${formatBytes(bytes)}/s`,
    /** What had arrived before and is not sent again. */
    kept: (bytes: number) => `${formatBytes(bytes)} kept`,
    /** The same, of what is not sent now. */
    has: (bytes: number) => `${formatBytes(bytes)} kept`,
    /** It is prepared, and others go first. */
    turn: 'Waits for its turn',
    paused: 'Paused',
    done: 'Uploaded',
    /** The same bytes are stored under another name, or the same. */
    present: 'Already uploaded',
    allTheSame: 'Upload anyway',
    /** It would be lost with the Mini Program. */
    keepOpen: 'keep WeChat open',
    offline: 'No connection. Goes on by itself.',
    /** Of an earlier start, before there is a connection. */
    returning: (files: number) =>
      `${files === 1 ? '1 file from last time comes' : `${files} files from last time come`} back when there is a connection.`,
    goesOn: 'Goes on by itself.',
    weak: 'The network is weak.',
    still: 'Nothing moves on this network. Still trying.',
    askMobile: (bytes: number) => `Send ${formatBytes(bytes)} over the mobile network?`,
    waitsForWifi: 'Goes on by itself with Wi-Fi.',
    stopped: 'Uploading has stopped',
  },

  image: { failed: 'Could not be loaded. Tap to try again.' },

  /** The pop-up of `cos-privacy`. */
  privacy: {
    labels: {
      title: 'Privacy',
      agree: 'Agree',
      decline: 'Decline',
    },
    why: {
      choose: 'To choose photos, videos or files, please read and agree to:',
      album: 'To save to your album, please read and agree to:',
      clipboard: 'To use the clipboard, please read and agree to:',
      other: 'To go on, please read and agree to:',
    },
    contract: 'Privacy agreement',
  },

  uploader: {
    add: 'Add',
    retry: 'Failed. Tap to try again',
    failed: 'Failed',
    hold: 'press long to move it',
    forward: 'Move forward',
    back: 'Move back',
    remove: (name: string) => `Remove ${name}`,
  },

  object: {
    title: 'File',
    labels: {
      loading: 'Loading the file',
      noPreview: 'The preview could not be loaded. The file itself can still be saved.',
      save: 'Save',
      saved: 'Saved',
      open: 'Open',
      send: 'Send',
      sendToChat: 'Send to chat',
      sendNow: 'Here it is. Tap to send',
      share: 'Other ways to share',
      rename: 'Rename',
      disk: 'Save to this computer',
      link: 'Link',
      more: 'More',
      delete: 'Delete',
      cancel: 'Cancel',
      details: 'Details',
      close: 'Close',
      backToFiles: 'To my files',
    },
    preview: (name: string) => `Show ${name} on the whole screen`,
    opening: (percent: number) => `Opening ${percent} %`,
    fetching: (percent: number) => `Loading ${percent} %`,
    renameConfirm: 'Rename',
    renaming: 'Renaming',
    renamed: 'Renamed',
    deleting: 'Deleting',
    deleteTitle: (count: number) => (count === 1 ? 'Delete this file?' : `Delete ${count} files?`),
    deleteManyQuestion: (count: number) =>
      `These ${count} files are deleted from the cloud for good. What you saved to the album stays.`,
    deleteQuestion: (name: string) =>
      `“${name}” is deleted from the cloud for good. What you saved to the album stays.`,
    deleteConfirm: 'Delete',
    deleteCancel: 'Keep',
    fields: { name: 'Name', size: 'Size', type: 'Type', time: 'Uploaded', checksum: 'CRC-64' },
    noChecksum: 'not reported',
    type: (kind: ObjectKind, extension: string) =>
      extension === '' ? kinds[kind] : `${kinds[kind]}, ${extension.toUpperCase()}`,
  },

  linkSheet: {
    labels: {
      title: 'Link to this file',
      close: 'Close',
      lives: 'For how long the link works',
      code: 'QR code of the link',
      tooLong: 'This link is too long for a QR code. Copy it instead.',
      making: 'Making the link',
      hint: 'Whoever has the link can open the file until then.',
      copy: 'Copy link',
    },
    /** `10 min`, `1 hour`, `7 days`. */
    life: (seconds: number): string => {
      const days = seconds / 86_400;
      if (Number.isInteger(days)) return days === 1 ? '1 day' : `${days} days`;
      const hours = seconds / 3600;
      if (Number.isInteger(hours)) return hours === 1 ? '1 hour' : `${hours} hours`;
      return `${Math.max(1, Math.floor(seconds / 60))} min`;
    },
    until: (moment: string) => `Works until ${moment}`,
  },
};
