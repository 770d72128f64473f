import { nothingStaysSilent } from './support/nothingStaysSilent';

/** The hardest of each kind; npm run test:long has all of them. */
nothingStaysSilent(({ name }) => /^a web page in place of COS$|[^3] without a word$/.test(name));
