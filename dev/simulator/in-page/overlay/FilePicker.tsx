import { useLayoutEffect, useRef } from 'preact/hooks';
import { ActionSheet } from './ActionSheet';
import type { Layer } from './Layer';
import type { PickQuestion } from './Overlay';

/** Opens the browser's file dialog: at once, or by a button. Closed with no files when the person cancels. */
export function FilePicker(props: PickQuestion & Layer<File[]> & { atOnce: boolean }) {
  const { accept, multiple, camera, count, atOnce, texts, close } = props;
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (atOnce) input.current?.click();
  }, [atOnce]);
  return (
    <>
      <input
        type="file"
        class="phone-file-input"
        ref={input}
        accept={accept}
        multiple={multiple}
        capture={camera ? 'environment' : undefined}
        onChange={({ currentTarget }) => close([...(currentTarget.files ?? [])].slice(0, count))}
        onCancel={() => close([])}
      />
      {!atOnce && (
        <ActionSheet
          items={[texts.pick]}
          alertText={texts.pickHint}
          itemColor="#07c160"
          texts={texts}
          close={(index) => (index === undefined ? close([]) : input.current?.click())}
        />
      )}
    </>
  );
}
