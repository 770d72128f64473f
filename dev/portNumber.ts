/** The port that an option of the command line gives; 0 stands for any free one. Throws with the option's name. */
export function portNumber(option: string, text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Error(`--${option} ${text} is no port. Give a number from 0 (any free port) to 65535.`);
}
