import { formatBytes } from '../../format/formatBytes';
import type { ScreenMessages } from '../../i18n/screenMessages';
import { shownName } from '../../i18n/shownName';
import type { ObjectKind, StoredObject } from '../../index';
import type { Doing } from './fetch/ObjectWork';

/** Plain data, so that it can go through setData. */
export interface ObjectView {
  /** The same, for components. */
  readonly stored: StoredObject;
  /** As a person knows it. */
  readonly title: string;
  readonly kind: ObjectKind;
  /** Upper case, '' when there is none. */
  readonly extension: string;
  readonly previewLabel: string;
  /** What the first button does. */
  readonly primary: Doing | 'none';
}

export interface FieldView {
  readonly id: 'name' | 'size' | 'type' | 'time' | 'checksum';
  readonly label: string;
  readonly value: string;
}

const primaryOf: Record<ObjectKind, ObjectView['primary']> = {
  image: 'save',
  video: 'save',
  document: 'open',
  other: 'none',
};

export function objectView(stored: StoredObject, texts: ScreenMessages): ObjectView {
  const { kind, name, extension, modified } = stored;
  const title = shownName(name, texts, modified);
  return {
    stored,
    title,
    kind,
    extension: extension.toUpperCase(),
    previewLabel: texts.object.preview(title),
    primary: primaryOf[kind],
  };
}

/** `asked`: COS was asked for it. A list tells neither its content type nor its checksum. */
export function fieldViews(
  object: StoredObject,
  asked: boolean,
  { object: words, dateTime }: ScreenMessages,
): FieldView[] {
  const values: Record<FieldView['id'], string> = {
    name: object.name,
    size: formatBytes(object.size),
    type: [words.type(object.kind, object.extension), object.contentType].filter(Boolean).join(' · '),
    time: dateTime(object.modified),
    checksum: object.checksum ?? (asked ? words.noChecksum : '…'),
  };
  const ids: readonly FieldView['id'][] = ['name', 'size', 'type', 'time', 'checksum'];
  return ids.map((id) => ({ id, label: words.fields[id], value: values[id] }));
}
