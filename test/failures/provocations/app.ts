import type { Answer } from '../../../cloudfunctions/cos-credentials/src/answerFor';
import { linkFor } from '../../../cloudfunctions/cos-credentials/src/linkFor';
import type { FailureDescription } from '../../../miniprogram/cos/i18n/describeFailure';
import { openComponent } from '../../components/support/openComponent';
import { openPage } from '../../pages/support/openPage';
import type { Provocation } from '../support/Provocation';
import type { Stage } from '../support/Stage';

/** A picture that is stored, as a listing tells it. */
export async function storedPicture(stage: Stage) {
  const path = stage.phone.file('a.jpg', Buffer.from('ffd8ffe000104a464946', 'hex'));
  return stage.flows().upload({ path, name: 'a.jpg' }).result;
}

/** Of the pages, the settings and the temporary keys. */
export const app = {
  'address-broken': {
    how: 'the object page is opened without a key in its query',
    async show() {
      const load = () => require('../../../miniprogram/cos/pages/object/object');
      const { data } = openPage<{ findFailure: FailureDescription }, object>(load);
      return data.findFailure;
    },
  },
  'config-incomplete': {
    how: 'the bucket in config.ts has no account id',
    fail: (stage) => stage.flows({ bucket: 'photos' }).listObjects(),
  },
  'config-mismatch': {
    how: 'the cloud function has another BUCKET than config.ts',
    fail(stage) {
      stage.issue = () => stage.key({ BUCKET: 'other-1250000000' });
      return stage.flows().listObjects();
    },
  },
  'address-malformed': {
    how: 'the URL of credentials in config.ts is none',
    fail: (stage) => stage.flows({ credentials: { url: 'https://keys.example:port/' } }).listObjects(),
  },
  'credential-unreachable': {
    how: 'nobody listens at the URL of credentials',
    fail: (stage) => stage.flows({ credentials: { url: 'http://127.0.0.1:1/key' } }).listObjects(),
  },
  'function-missing': {
    how: 'WeChat is told to say errCode -501000, as of a cloud function that is not there',
    by: 'said',
    fail(stage) {
      stage.wechatSays('cloud.callFunction', {
        errMsg:
          'cloud.callFunction:fail Error: errCode: -501000 Environment not found | errMsg: Error: env not exists',
      });
      return stage.flows({ credentials: { cloudFunction: 'cos-credentials' } }).listObjects();
    },
  },
  'credential-refused': {
    how: 'SECRET_KEY of the cloud function is wrong, so STS refuses a key',
    fail(stage) {
      stage.issue = () => stage.key({ SECRET_KEY: 'another' });
      return stage.flows().listObjects();
    },
  },
  'link-refused': {
    how: 'MAX_LINK_SECONDS of the cloud function was set to 0 after it had issued the key',
    fail(stage) {
      stage.signLink = (link) => linkFor(stage.settings({ MAX_LINK_SECONDS: '0' }), 'oTester', link);
      return stage.flows().makeLink(`${stage.prefix}a.jpg`);
    },
  },
  'credential-malformed': {
    how: 'the answer of the key service has no expiredTime',
    fail(stage) {
      stage.issue = async () => {
        const { expiredTime: _, ...answer }: Answer = await stage.key();
        return answer;
      };
      return stage.flows().listObjects();
    },
  },
  'credential-timeout': {
    how: 'the key service never answers',
    fail(stage) {
      stage.issue = () => new Promise(() => undefined);
      return stage.flows({}, { limits: { credential: 30 } }).listObjects();
    },
  },
  'not-supported': {
    how: 'credentials name a cloud function, and the Mini Program has no WeChat cloud',
    fail(stage) {
      stage.phone.lacks('cloud');
      return stage.flows({ credentials: { cloudFunction: 'cos-credentials' } }).listObjects();
    },
  },
  'image-not-loaded': {
    how: '<image> fails with the smaller picture and with the file itself, which COS has',
    async show(stage) {
      const object = await storedPicture(stage);
      const load = () => {
        jest.doMock('../../../miniprogram/cos/config', () => ({ config: stage.config() }));
        require('../../../miniprogram/cos/components/cos-image/cos-image');
      };
      const surroundings = { box: { width: 10, height: 10 } };
      const { component, data, events } = openComponent<{ url: string }, { lost(): void }>(
        load,
        { object },
        surroundings,
      );
      await stage.until(() => {
        if (data.url !== '') component.lost();
        return events.some(([name]) => name === 'error');
      });
      return events.find(([name]) => name === 'error')?.[1] as FailureDescription;
    },
  },
} satisfies Record<string, Provocation>;
