import { passed, warning } from '../report/Result';
import { atLeast } from './atLeast';
import type { FileCheck } from './Setup';

/** From this one on WeChat asks for privacy as the pages expect it (wx.onNeedPrivacyAuthorization). */
const PRIVACY = '2.32.3';

/** With which base library DevTools runs the project. */
export const baseLibrary: FileCheck = async ({ project }) => {
  const { libVersion = '' } = await project.projectConfig();
  if (libVersion === 'latest' || atLeast(libVersion, PRIVACY)) return passed(`base library ${libVersion}`);
  return warning({
    seen: `libVersion is ${libVersion === '' ? 'absent' : libVersion}`,
    means: `DevTools may run the project with a base library older than ${PRIVACY}, which asks for no privacy.`,
    change: 'Set libVersion in project.config.json to 3.8.0.',
  });
};
