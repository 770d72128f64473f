import { FullPage } from './FullPage';
import type { Layer } from './Layer';
import type { DocumentView } from './Overlay';

/** WeChat opens a document in a viewer of its own; here the browser can. */
export function DocumentPage(props: DocumentView & Layer<void>) {
  const { name, type, url, texts, close } = props;
  return (
    <FullPage kind="document" title={name} texts={texts} close={close}>
      <div class="phone-document-body">
        <div class="phone-document-type">{type.toUpperCase()}</div>
        <div class="phone-document-name">{name}</div>
        <a class="phone-choice phone-primary phone-document-open" href={url} target="_blank" rel="noopener">
          {texts.openInBrowser}
        </a>
      </div>
    </FullPage>
  );
}
