/** WeChat DevTools' settings of one computer; git ignores it. */
export const privateConfigFile = 'project.private.config.json';

/** As `npm install` makes it for the local cloud: plain HTTP on this computer, which no domain list can hold. */
export function privateConfigText(projectname: string): string {
  return `${JSON.stringify({ projectname, setting: { urlCheck: false } }, null, 2)}\n`;
}
