import { assignPath } from './assignPath';

/** A `setData` that changes `data` by paths of JSON, as WeChat does, and notes each change. */
export function recordingSetData(data: Record<string, unknown>, changes: Record<string, unknown>[]) {
  return (change: Record<string, unknown>, drawn?: () => void): void => {
    const json = JSON.parse(JSON.stringify(change)) as Record<string, unknown>;
    expect(json).toEqual(change);
    changes.push(json);
    // A copy: what comes later changes the data, not what was sent.
    for (const [path, value] of Object.entries(json)) assignPath(data, path, structuredClone(value));
    drawn?.();
  };
}
