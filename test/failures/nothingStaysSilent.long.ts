import { nothingStaysSilent } from './support/nothingStaysSilent';

nothingStaysSilent(() => true);
