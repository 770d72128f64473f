import { Failure } from '../../miniprogram/cos/failures/Failure';
import { describeFailure } from '../../miniprogram/cos/i18n/describeFailure';
import { usePhone } from '../support/phone/usePhone';

const failure = new Failure({
  code: 'album-refused',
  attempt: { action: 'save', name: 'a.jpg' },
  detail: 'saveImageToPhotosAlbum:fail auth deny',
});

usePhone();

test('a failure in the language that is asked for', () => {
  expect(describeFailure(failure, 'en')).toMatchObject({
    code: 'album-refused',
    heading: 'Could not save “a.jpg”',
    help: 'settings',
    helpLabel: 'Open settings',
    report: expect.stringContaining('code: album-refused'),
  });
  expect(describeFailure(failure, 'zh').heading).toBe('没能保存“a.jpg”');
});

test("without a language, in WeChat's", () => {
  expect(describeFailure(failure).heading).toBe('没能保存“a.jpg”');
});

test('whatever was thrown, without the secrets in it', () => {
  expect(describeFailure(new TypeError('x is not a function'), 'en')).toMatchObject({
    code: 'unknown',
    heading: 'That did not work',
    report: 'action: other\ncode: unknown\nmessage: TypeError: x is not a function',
  });
});

test('another language is refused at the door', () => {
  expect(() => describeFailure(failure, 'de' as 'en')).toThrow(
    new RangeError(`describeFailure: language is "de", expected 'en' or 'zh'`),
  );
});
