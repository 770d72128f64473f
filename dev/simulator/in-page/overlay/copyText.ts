/** Puts text on the clipboard of this machine. The phone keeps it in any case; a browser may refuse its own. */
export function copyText({ document, navigator }: Window, text: string): void {
  if (navigator.clipboard) return void navigator.clipboard.writeText(text).catch(() => undefined);
  // jsdom has none at all.
  if (!('execCommand' in document)) return;
  // A page that came over the network without encryption has no other way.
  const area = document.createElement('textarea');
  area.value = text;
  area.style.cssText = 'position: fixed; opacity: 0';
  const focused = document.activeElement;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
}
