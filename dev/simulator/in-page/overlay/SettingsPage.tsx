import { useState } from 'preact/hooks';
import { FullPage } from './FullPage';
import type { Layer } from './Layer';

export interface SettingsRow {
  text: string;
  on: boolean;
  change(on: boolean): Promise<unknown>;
}

/** Switches with a line above them: WeChat's settings of a Mini Program, or those of the phone. */
export function SettingsPage({
  title,
  hint,
  rows,
  texts,
  close,
}: Layer<void> & { title: string; hint: string; rows: readonly SettingsRow[] }) {
  return (
    <FullPage kind="settings" title={title} texts={texts} close={close}>
      <div class="phone-settings-hint">{hint}</div>
      {rows.map((row) => (
        <SwitchRow key={row.text} {...row} />
      ))}
    </FullPage>
  );
}

function SwitchRow({ text, on, change }: SettingsRow) {
  const [isOn, setOn] = useState(on);
  const [changing, setChanging] = useState(false);
  const toggle = async (): Promise<void> => {
    setOn(!isOn);
    setChanging(true);
    await change(!isOn).finally(() => setChanging(false));
  };
  return (
    <div class="phone-settings-row">
      <span>{text}</span>
      <button
        class="phone-switch phone-settings-scope"
        role="switch"
        aria-label={text}
        aria-checked={isOn}
        disabled={changing}
        onClick={toggle}
      />
    </div>
  );
}
