/** The variable of the environment by which `npm run test:devtools` says where the scripts run: an address, or the path of a `cli`. */
export const PLACE = 'RUN_SCRIPTS_AT';

/** The value for DevTools that are where their installer puts them. */
export const INSTALLED = 'devtools';
