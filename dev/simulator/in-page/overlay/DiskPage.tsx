import { FullPage } from './FullPage';
import type { Layer } from './Layer';
import type { SharedFile } from './Overlay';

/** The dialog of the computer that asks where to save; here the browser does. Closed with whether it was saved. */
export function DiskPage(props: SharedFile & Layer<boolean>) {
  const { name, url, texts, close } = props;
  return (
    <FullPage kind="disk" title={name} texts={texts} close={() => close(false)}>
      <div class="phone-document-body">
        <div class="phone-document-name">{name}</div>
        <a
          class="phone-choice phone-primary phone-disk-save"
          href={url}
          download={name}
          onClick={() => close(true)}
        >
          {texts.saveToDisk}
        </a>
      </div>
    </FullPage>
  );
}
