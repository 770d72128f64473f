import { useState } from 'preact/hooks';
import type { Permissions, Scope } from '../../messages/PhoneProtocol';
import { FullPage } from './FullPage';
import type { Layer } from './Layer';

/** WeChat's settings page of a Mini Program. It lists only the scopes that were asked for. */
export function SettingsPage(
  props: Layer<void> & {
    permissions: Permissions;
    change: (scope: Scope, granted: boolean) => Promise<unknown>;
  },
) {
  const { permissions, change, texts, close } = props;
  const scopes = Object.keys(permissions) as Scope[];
  return (
    <FullPage kind="settings" title={texts.settings} texts={texts} close={close}>
      <div class="phone-settings-hint">{scopes.length === 0 ? texts.noScopes : texts.settingsHint}</div>
      {scopes.map((scope) => (
        <ScopeRow
          key={scope}
          text={texts.scopes[scope]}
          granted={permissions[scope] === true}
          change={(granted) => change(scope, granted)}
        />
      ))}
    </FullPage>
  );
}

function ScopeRow(props: { text: string; granted: boolean; change: (granted: boolean) => Promise<unknown> }) {
  const [granted, setGranted] = useState(props.granted);
  const [changing, setChanging] = useState(false);
  const toggle = async (): Promise<void> => {
    setGranted(!granted);
    setChanging(true);
    await props.change(!granted).finally(() => setChanging(false));
  };
  return (
    <div class="phone-settings-row">
      <span>{props.text}</span>
      <button
        class="phone-switch phone-settings-scope"
        role="switch"
        aria-label={props.text}
        aria-checked={granted}
        disabled={changing}
        onClick={toggle}
      />
    </div>
  );
}
