import { useErrorBoundary, useLayoutEffect, useState } from 'preact/hooks';
import { AlbumTab } from './AlbumTab';
import { CloudSwitches } from './CloudSwitches';
import { CloudTab } from './CloudTab';
import { ConsoleTab } from './ConsoleTab';
import { findDevice } from './devices';
import { FaultsBar } from './FaultsBar';
import { store, type Told } from './PanelStore';
import { PhoneFrame } from './PhoneFrame';
import { PhoneSwitches } from './PhoneSwitches';
import { Tabs } from './Tabs';
import { texts } from './texts';
import { useStored } from './useStored';

/** The phone, and the panel beside it: what it saved, the cloud behind it, their switches and the console. */
export function Page() {
  const [view, setView] = useState(store.view);
  // A layout effect: an ordinary one may come after the first events.
  useLayoutEffect(() => store.onChange(setView), []);
  useErrorBoundary((error) => {
    store.drawingFailed(error);
    // At once: it is drawn again without what failed.
    setView(store.view);
  });
  const [storedDevice, setDevice] = useStored('device');
  const device = findDevice(storedDevice);
  const { lost, problem, told, broken } = view;
  return (
    <>
      {told && !told.fresh && <PhoneFrame device={device} />}
      <aside class="panel">
        <div class="notice" role="alert">
          {lost ? texts.lost : problem && texts.failed + problem}
        </div>
        {told && !broken && <Panel told={told} device={device.id} onDevice={setDevice} />}
      </aside>
    </>
  );
}

function Panel({ told, device, onDevice }: { told: Told; device: string; onDevice: (id: string) => void }) {
  const { album, cloud, console, settings, developer } = told;
  const errors = console.filter(({ level }) => level === 'error').length;
  const switches = (
    <>
      <PhoneSwitches settings={settings} developer={developer} device={device} onDevice={onDevice} />
      {cloud && <CloudSwitches {...cloud} />}
    </>
  );
  return (
    <>
      {cloud && <FaultsBar faults={cloud.faults} />}
      <Tabs
        tabs={[
          { id: 'album', title: texts.album, count: album.length, view: <AlbumTab items={album} /> },
          { id: 'cloud', title: texts.cloud, view: <CloudTab cloud={cloud} /> },
          { id: 'switches', title: texts.switches, view: switches },
          { id: 'console', title: texts.console, count: errors, view: <ConsoleTab entries={console} /> },
        ]}
      />
    </>
  );
}
