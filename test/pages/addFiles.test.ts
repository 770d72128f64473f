import { en } from '../../miniprogram/cos/i18n/en';
import { usePhone } from '../support/phone/usePhone';
import { door } from './support/door';

const chooseFiles = jest.fn();
const flows = { chooseFiles, uploads: { add: jest.fn() } };
const phone = usePhone();

beforeEach(() => {
  jest.resetAllMocks();
});

function addFiles(): Promise<number> {
  jest.doMock('../../miniprogram/cos/index', () => door(flows));
  return require('../../miniprogram/cos/pages/addFiles').addFiles(en);
}

const refuse = (errMsg: string) => phone.calls.failNext('showActionSheet', { errMsg });

test.each(['fail cancel', 'fail CANCEL', 'fail:cancel'])(
  '%s on the sheet of sources adds nothing',
  async (words) => {
    refuse(`showActionSheet:${words}`);
    expect(await addFiles()).toBe(0);
    expect(chooseFiles).not.toHaveBeenCalled();
  },
);

test('a sheet that cannot be shown is a failure of choosing, with what WeChat said', async () => {
  refuse('showActionSheet:fail something new');
  await expect(addFiles()).rejects.toMatchObject({
    name: 'Failure',
    attempt: { action: 'choose' },
    detail: 'showActionSheet:fail something new',
  });
});
