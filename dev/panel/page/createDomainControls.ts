import type { PhoneSettings } from '../../simulator/messages/PhoneProtocol';
import { segments, setting } from './controls';
import { element } from './element';
import { panelApi } from './panelApi';
import type { PanelTexts } from './texts';

/** Whether domains are verified, and WeChat's list of each API: domains with spaces between them. */
export function createDomainControls(texts: PanelTexts): {
  rows: HTMLElement[];
  show(settings: PhoneSettings): void;
} {
  const verify = segments(texts.domains, ['notVerified', 'verified'], texts, (value) =>
    panelApi.changeSettings({ verifyDomains: value === 'verified' }),
  );
  const request = input('request');
  const uploadFile = input('uploadFile');
  const downloadFile = input('downloadFile');
  const inputs = [request, uploadFile, downloadFile];
  for (const changed of inputs) {
    changed.addEventListener('change', async () => {
      const domains = {
        request: domainsIn(request),
        uploadFile: domainsIn(uploadFile),
        downloadFile: domainsIn(downloadFile),
      };
      try {
        await panelApi.changeSettings({ domains });
        changed.setCustomValidity('');
      } catch {
        changed.setCustomValidity(texts.domainsRefused);
      }
      changed.reportValidity();
    });
  }
  const lists = inputs.map((field) => setting(field.name, '', field));
  return {
    rows: [setting(texts.domains, texts.domainsHint, verify.root), ...lists],
    show({ verifyDomains, domains }) {
      verify.show(verifyDomains ? 'verified' : 'notVerified');
      for (const row of lists) row.hidden = !verifyDomains;
      for (const shown of inputs) shown.setCustomValidity('');
      request.value = domains.request.join(' ');
      uploadFile.value = domains.uploadFile.join(' ');
      downloadFile.value = domains.downloadFile.join(' ');
    },
  };
}

function input(name: string): HTMLInputElement {
  return element('input', {
    class: 'field mono',
    name,
    'aria-label': name,
    placeholder: 'https://example.com',
    spellcheck: 'false',
  });
}

function domainsIn({ value }: HTMLInputElement): string[] {
  return value.split(/[\s,;]+/).filter((domain) => domain !== '');
}
