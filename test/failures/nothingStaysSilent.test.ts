import { nothingStaysSilent } from './support/nothingStaysSilent';

/** Of each thing that a person does: what comes in place of COS, and the first API of WeChat that fails without a word. */
nothingStaysSilent(({ name, api }, at, all) => {
  const first = all.findIndex((fault) => fault.api !== undefined && fault.name.endsWith('without a word'));
  return name === 'a web page in place of COS' || (api !== undefined && at === first);
});
