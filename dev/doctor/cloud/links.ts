import { messageOf } from '../../messageOf';
import type { FunctionCode } from '../project/FunctionCode';
import { Pointless } from '../report/Pointless';
import { failed, passed } from '../report/Result';
import { askCos } from './askCos';
import type { CloudCheck } from './Cloud';
import { putProbe } from './putProbe';

const BYTES = Buffer.from('doctor');
/** For how long the link of this check works. Seconds. */
const LIFE = 600;

/** Whether a link that the function signs opens for whoever has it. */
export const links =
  ({ signLink }: FunctionCode): CloudCheck =>
  async (cloud) => {
    const { place, settings, prefix } = cloud;
    const { linkBase, maxLinkSeconds, bucket, region } = settings;
    if (maxLinkSeconds === 0) throw new Pointless('MAX_LINK_SECONDS is 0: the function signs none');
    const name = 'link 1+1=2 文.txt';
    await putProbe(cloud, name, BYTES);
    // Without LINK_BASE it is the bucket's own host, for which another may stand here.
    const isOwnHost = linkBase === `https://${bucket}.cos.${region}.myqcloud.com`;
    const base = isOwnHost ? place.urls['virtual-hosted'].replace(/\/$/, '') : linkBase;
    const now = Math.floor(Date.now() / 1000);
    const url = signLink(settings, { base, key: prefix + name, start: now - 60, end: now + LIFE });
    const problem = {
      means: 'The links that people hand on do not open.',
      change: isOwnHost
        ? `In the CAM console, allow the sub-account name/cos:GetObject on qcs::cos:${region}:uid/${settings.appId}:${bucket}/users/*.`
        : `Set LINK_BASE of the function to a domain that is bound to ${bucket}, or take it out.`,
    };
    const asked = await askCos({ method: 'GET', url }).catch(messageOf);
    if (typeof asked === 'string') return failed({ seen: `${base} does not answer: ${asked}`, ...problem });
    const { status, code, headers, body } = asked;
    if (status !== 200 || !body.equals(BYTES)) {
      return failed({ seen: `${base} answers a link with ${status} ${code ?? ''}`.trim(), ...problem });
    }
    const sent = /^attachment/.test(headers['content-disposition'] ?? '') ? ', as a download' : '';
    return passed(`one opens at ${base}${sent}; they live ${maxLinkSeconds} s at most`);
  };
