/** The text as it is compared: `É`, `é`, `ｅ` and `e` are one letter, `❤️` and `❤` one sign. Chinese, and が beside か, stay what they are. */
export function foldText(text: string): string {
  // Most names: ten times as fast.
  if (/^[ -~]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\ufe0e\ufe0f]/g, '')
    .normalize('NFC')
    .toLowerCase();
}
