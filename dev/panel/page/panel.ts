import type { Faults } from '../../cos-server/faults/Faults';
import { createAlbumTab } from './createAlbumTab';
import { createCloudSwitches } from './createCloudSwitches';
import { createCloudTab } from './createCloudTab';
import { createConsoleTab } from './createConsoleTab';
import { createFaultsBar } from './createFaultsBar';
import { createFrame } from './createFrame';
import { createSwitchesTab } from './createSwitchesTab';
import { createTabs } from './createTabs';
import { element } from './element';
import { listen, panelApi } from './panelApi';
import { panelTexts } from './texts';

/** The page around the phone: what it saved, the cloud behind it, its switches and its console. */
async function openPanel(): Promise<void> {
  const texts = panelTexts(navigator.language);
  document.documentElement.lang = texts === panelTexts('zh') ? 'zh-CN' : 'en';
  document.title = texts.title;
  const [stage, panel] = [document.querySelector<HTMLElement>('#stage'), document.querySelector('#panel')];
  if (!stage || !(panel instanceof HTMLElement)) throw new Error('The panel page lacks #stage or #panel.');

  const first = await panelApi.state();
  if (first.fresh) {
    // A new phone speaks the person's language and looks as their browser does.
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    await panelApi.changeSettings({
      language: texts === panelTexts('zh') ? 'zh_CN' : 'en',
      theme: dark ? 'dark' : 'light',
    });
  }

  const frame = createFrame(stage, texts.phone);
  const notice = element('div', { class: 'notice', role: 'alert' });
  const faults = createFaultsBar(texts);
  panel.append(notice, faults.root);
  const album = createAlbumTab(texts);
  const cloud = createCloudTab(texts);
  const cloudSwitches = first.cloud && createCloudSwitches(texts, first.cloud);
  const switches = createSwitchesTab(texts, frame, first.developer, cloudSwitches?.rows ?? []);
  const log = createConsoleTab(texts);
  createTabs(panel, [album, cloud, switches, log]);

  const showFaults = (current: Faults): void => {
    faults.show(current);
    cloudSwitches?.show(current);
  };
  listen(
    {
      settings: switches.show,
      album: album.show,
      console: log.add,
      request: cloud.addRequest,
      faults: showFaults,
    },
    // After each connection, because what happened in between was not told.
    async () => {
      notice.textContent = '';
      const state = await panelApi.state();
      album.show(state.album);
      cloud.show(state.cloud);
      if (state.cloud) showFaults(state.cloud.faults);
      switches.show(state.settings);
      log.show(state.console);
    },
    () => {
      notice.textContent = texts.lost;
    },
  );
}

void openPanel();
