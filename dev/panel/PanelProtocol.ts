import type { Faults } from '../cos-server/faults/Faults';
import type { RequestLogEntry } from '../cos-server/log/RequestLog';
import type { ActionName, OperationName } from '../cos-server/operations/names';
import type { ObjectSummary } from '../cos-server/storage/ObjectSummary';
import type { AlbumItem } from '../simulator/messages/AlbumItem';
import type { ConsoleEntry } from '../simulator/messages/ConsoleEntry';
import type { PhoneSettings } from '../simulator/messages/PhoneProtocol';

/** What the panel page and its routes say to each other. Types only: both sides import it. */

export interface PanelState {
  settings: PhoneSettings;
  /** Nobody has set anything on this phone yet. */
  fresh: boolean;
  /** The caller when none was chosen. */
  developer: string;
  album: AlbumItem[];
  console: readonly ConsoleEntry[];
  /** Absent when no local cloud belongs to this simulator. */
  cloud?: PanelCloud;
}

/** `GET /panel/objects` */
export interface PanelObjects {
  /** How many there are in all. */
  count: number;
  /** The newest of them, the newest first: as many as a person looks at, however large the bucket is. */
  newest: ObjectSummary[];
}

export interface PanelCloud {
  objects: PanelObjects;
  requests: RequestLogEntry[];
  faults: Faults;
  /** The names that rules for failures take. */
  operations: readonly OperationName[];
  /** The names of what can be denied. */
  actions: readonly ActionName[];
}

/** `GET /panel/events`: the data of the server-sent events, by the event's name. */
export interface PanelEvents {
  /** All of it, first of all. What comes before it is in it. */
  state: PanelState;
  settings: PhoneSettings;
  album: AlbumItem[];
  console: ConsoleEntry;
  request: RequestLogEntry;
  faults: Faults;
}

/** `POST /panel/settings` */
export type SettingsChange = Partial<PhoneSettings>;
