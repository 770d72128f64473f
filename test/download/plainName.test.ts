import { plainName } from '../../miniprogram/cos/download/plainName';

test.each([
  ['照片 2024（终稿）.final', '照片_2024_终稿_final'],
  ['作业①、々〇Ⅷ', '作业①_々〇Ⅷ'],
  ['𠮷野家', '𠮷野家'],
  ['Ёлка — отчёт', 'Ёлка_отчёт'],
  ['café_Ünïcode-ß', 'café_Ünïcode-ß'],
  ['🎉生日🎂 🇨🇳 1️⃣ 👨‍👩‍👧 ❤️', '_生日_1_'],
  ['a/b\\c:d*e?f"g<h>i|j\n', 'a_b_c_d_e_f_g_h_i_j_'],
])('%s', (name, plain) => {
  expect(plainName(name)).toBe(plain);
});

test('letters and digits of every script stay, spaces and emoji do not', () => {
  const wrong: string[] = [];
  for (let code = 0; code <= 0x3ffff; code += 1) {
    const character = String.fromCodePoint(code);
    const stays = plainName(character) === character;
    // Those in frames look like emoji.
    const isFramed = code >= 0x1f000 && code < 0x1fc00;
    if (
      /[\p{L}\p{N}]/u.test(character)
        ? !stays && !isFramed
        : /[\p{Z}\p{Emoji_Presentation}]/u.test(character) && stays
    )
      wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
});
