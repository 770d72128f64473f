import encodeQR from 'qr';

const BLACK_ON_WHITE = '\u001b[30;107m';
const AS_BEFORE = '\u001b[0m';

/** A QR code of half a character's height for each row, black on white whatever the terminal's colours are. */
export function terminalCode(text: string): string {
  const rows = encodeQR(text, 'raw', { ecc: 'low', border: 2 });
  const lines = Array.from({ length: Math.ceil(rows.length / 2) }, (_, at) => {
    const [upper = [], lower = []] = rows.slice(2 * at, 2 * at + 2);
    const line = upper.map((dark, x) => (dark ? (lower[x] ? '█' : '▀') : lower[x] ? '▄' : ' ')).join('');
    return `${BLACK_ON_WHITE}${line}${AS_BEFORE}`;
  });
  return lines.join('\n');
}
