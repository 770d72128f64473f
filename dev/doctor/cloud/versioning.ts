import { passed, skipped, warning } from '../report/Result';
import { askCos, elementOf } from './askCos';
import type { CloudCheck } from './Cloud';

/** Whether what is deleted stays as an older version. */
export const versioning: CloudCheck = async ({ place, owner }) => {
  const url = place.urls['virtual-hosted'];
  const { status, code, body } = await askCos({ method: 'GET', url, query: { versioning: '' }, by: owner });
  if (status !== 200) {
    return skipped(
      `the key may not ask for it (${status} ${code ?? ''}), and need not: it is in the COS console`,
    );
  }
  if (elementOf(body.toString(), 'Status') !== 'Enabled') return passed('off: what is deleted is gone');
  return warning({
    seen: 'Versioning is on',
    means: 'What users delete stays as an older version: it is stored, and costs money.',
    change: 'Add a lifecycle rule that removes older versions, or suspend versioning, in the COS console.',
  });
};
