import type { CosConfig } from '../client/CosConfig';
import { hostOf } from '../client/hostOf';
import { sdkVersion } from '../client/sdkVersion';
import { withoutSecrets } from '../failures/withoutSecrets';
import { describeFailure } from '../i18n/describeFailure';
import type { Check } from './Check';
import { describeCheck } from './describeCheck';

/** The user's folder, as shipped and as another key service may call it: all of its name tells who they are. */
const OPEN_ID = /(users\/[\w-]{4})[\w-]+|([\w-]{4})[\w-]+(?=\/cos-doctor\b)/g;

export function reportOf(checks: readonly Check[], config: CosConfig): string {
  const { bucket, region, addressing } = config;
  const base = wx.getAppBaseInfo?.() ?? wx.getSystemInfoSync();
  const { brand, model, system, platform } = wx.getDeviceInfo?.() ?? wx.getSystemInfoSync();
  const { appId, envVersion, version } = wx.getAccountInfoSync().miniProgram;
  const head = [
    `time: ${new Date().toISOString()}`,
    `mini program: ${[appId, envVersion, version].filter(Boolean).join(' ')}`,
    `cos-wx-sdk-v5: ${sdkVersion}`,
    `wechat: ${base.version}, base library ${base.SDKVersion}, ${base.language}`,
    `phone: ${brand} ${model}, ${system} (${platform})`,
    `bucket: ${bucket}, ${region}, ${addressing}, ${hostOf(config)}`,
  ];
  const lines = checks.map(({ id, state }) => {
    switch (state.name) {
      case 'passed': {
        const { note } = describeCheck({ id, state }, 'en');
        return `${id}: passed, ${state.milliseconds} ms${note && `, ${withoutSecrets(note)}`}`;
      }
      case 'failed': {
        const { report } = describeFailure(state.failure, 'en');
        return `${id}: FAILED, ${state.milliseconds} ms\n${report.replace(/^/gm, '  ')}`;
      }
      case 'skipped':
        return `${id}: skipped, because ${state.because} failed`;
      default:
        return `${id}: ${state.name}`;
    }
  });
  return [...head, '', ...lines].join('\n').replace(OPEN_ID, '$1$2…');
}
