import { formatBytes } from '../../format/formatBytes';
import type { Messages } from '../../i18n/messages';
import type { ObjectKind, StoredObject } from '../../index';

/** Plain data, so that it can go through setData. */
export interface ObjectView {
  readonly kind: ObjectKind;
  /** Upper case, '' when there is none. */
  readonly extension: string;
  readonly previewLabel: string;
  /** What the button at the bottom does. */
  readonly primary: 'save' | 'open' | 'none';
  readonly fields: readonly FieldView[];
}

interface FieldView {
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

export function objectView(object: StoredObject, { object: words, dateTime }: Messages): ObjectView {
  const values: Record<FieldView['id'], string> = {
    name: object.name,
    size: formatBytes(object.size),
    type: [words.type(object.kind, object.extension), object.contentType].filter(Boolean).join(' · '),
    time: dateTime(object.modified),
    checksum: object.checksum ?? words.noChecksum,
  };
  const ids: readonly FieldView['id'][] = ['name', 'size', 'type', 'time', 'checksum'];
  return {
    kind: object.kind,
    extension: object.extension.toUpperCase(),
    previewLabel: words.preview(object.name),
    primary: primaryOf[object.kind],
    fields: ids.map((id) => ({ id, label: words.fields[id], value: values[id] })),
  };
}
