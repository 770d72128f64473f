import { useState } from 'preact/hooks';
import type { DomainLists, PhoneSettings } from '../../simulator/messages/PhoneProtocol';
import type { SettingsChange } from '../PanelProtocol';
import { Choice, Segments, Setting, TextField } from './controls';
import { devices, findDevice } from './devices';
import { store } from './PanelStore';
import { panelApi } from './panelApi';
import { textOf, texts } from './texts';

const ALBUM = 'scope.writePhotosAlbum';
const OTHER_CALLER = 'oSomebodyElse';
const APIS = ['request', 'uploadFile', 'downloadFile'] as const satisfies (keyof DomainLists)[];

/** The switches of the phone, and of the frame that shows it. */
export function PhoneSwitches(props: {
  settings: PhoneSettings;
  developer: string;
  device: string;
  onDevice: (id: string) => void;
}) {
  const { settings } = props;
  const [app, setApp] = useState<'front' | 'background'>('front');
  const change = (to: SettingsChange) => store.act(panelApi.changeSettings(to));
  const bind = <Key extends keyof PhoneSettings>(key: Key) => ({
    value: settings[key],
    onChoose: (value: PhoneSettings[Key]) => change({ [key]: value }),
  });
  const granted = settings.permissions[ALBUM];
  return (
    <>
      <h2>{texts.phone}</h2>
      <Segments
        {...texts.network}
        values={['wifi', '4g', '3g', '2g', 'none']}
        textOf={textOf}
        {...bind('network')}
      />
      <Segments
        {...texts.weakNetwork}
        values={[false, true]}
        textOf={(weak) => (weak ? texts.weak : texts.notWeak)}
        {...bind('weakNetwork')}
      />
      <Segments
        {...texts.permission}
        values={['notAsked', 'allowed', 'refused']}
        value={granted === undefined ? 'notAsked' : granted ? 'allowed' : 'refused'}
        textOf={textOf}
        onChoose={(answer) => {
          if (answer === 'notAsked') store.act(panelApi.resetPermissions());
          else change({ permissions: { [ALBUM]: answer === 'allowed' } });
        }}
      />
      <Segments
        {...texts.photosForWeChat}
        values={[true, false]}
        textOf={(allowed) => (allowed ? texts.allowed : texts.refused)}
        {...bind('photosForWeChat')}
      />
      <Segments {...texts.platform} values={['android', 'windows']} textOf={textOf} {...bind('platform')} />
      <Segments
        {...texts.privacy}
        values={['agreed', 'notAsked', 'undeclared', 'refused']}
        textOf={textOf}
        {...bind('privacy')}
      />
      <Segments
        {...texts.domains}
        values={[false, true]}
        textOf={(verified) => (verified ? texts.verified : texts.notVerified)}
        {...bind('verifyDomains')}
      />
      {settings.verifyDomains &&
        APIS.map((api) => <Domains key={api} api={api} domains={settings.domains} />)}
      <Segments {...texts.language} values={['zh_CN', 'en']} textOf={textOf} {...bind('language')} />
      <Segments
        {...texts.textScale}
        values={[1, 1.4]}
        textOf={(scale) => (scale === 1 ? texts.usual : texts.large)}
        {...bind('textScale')}
      />
      <Segments {...texts.theme} values={['light', 'dark']} textOf={textOf} {...bind('theme')} />
      <Setting {...texts.device}>
        <Choice
          name={texts.device.name}
          values={devices.map(({ id }) => id)}
          value={props.device}
          textOf={(id) => findDevice(id).name}
          onChoose={props.onDevice}
        />
      </Setting>
      <Setting {...texts.openId}>
        <TextField
          name={texts.caller}
          saved={settings.openId}
          save={(openId) => panelApi.changeSettings({ openId })}
          list="callers"
          pattern="[A-Za-z0-9_\-]{1,64}"
          required
        />
        <datalist id="callers">
          <option value={props.developer} />
          <option value={OTHER_CALLER} />
        </datalist>
      </Setting>
      <Segments
        {...texts.app}
        values={['front', 'background']}
        value={app}
        textOf={textOf}
        onChoose={(where) => {
          setApp(where);
          store.act(panelApi.setShown(where === 'front'));
        }}
      />
    </>
  );
}

/** WeChat's list of one API: domains with spaces between them. */
function Domains({ api, domains }: { api: keyof DomainLists; domains: DomainLists }) {
  const save = (text: string) => {
    const listed = text.split(/[\s,;]+/).filter((domain) => domain !== '');
    return panelApi.changeSettings({ domains: { ...domains, [api]: listed } }).catch(() => {
      throw new Error(texts.domainsRefused);
    });
  };
  return (
    <Setting name={api}>
      <TextField name={api} saved={domains[api].join(' ')} save={save} placeholder="https://example.com" />
    </Setting>
  );
}
