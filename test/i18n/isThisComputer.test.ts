import { isThisComputer } from '../../miniprogram/cos/i18n/isThisComputer';

test.each(['127.0.0.1', '127.0.0.1:7301', 'localhost', 'LOCALHOST:80', '[::1]', '[::1]:7301'])(
  '%s is',
  (host) => {
    expect(isThisComputer(host)).toBe(true);
  },
);

test.each([
  'files.example.com',
  'localhost.example.com',
  'localhost-files.example.com',
  '127.example.com',
  '127.0.0.1.example.com',
  '192.168.1.20:7301',
  '[::1234]',
  undefined,
])('%s is not', (host) => {
  expect(isThisComputer(host)).toBe(false);
});
