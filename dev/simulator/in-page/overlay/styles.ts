const SPINNER =
  "url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 40' fill='none' stroke='%23fff' stroke-width='3' stroke-linecap='round'%3E%3Cpath d='M20 4a16 16 0 1 1-16 16' /%3E%3C/svg%3E\")";
const TICK =
  "url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 40' fill='none' stroke='%23fff' stroke-width='3' stroke-linecap='round' stroke-linejoin='round'%3E%3Cpath d='M7 21l9 9 17-19' /%3E%3C/svg%3E\")";
const CROSS =
  "url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 40' fill='none' stroke='%23fff' stroke-width='3' stroke-linecap='round'%3E%3Cpath d='M20 8v16M20 31v.5' /%3E%3C/svg%3E\")";

/** How WeChat's own controls look, light and dark. Each rule is under its layer's class: nothing reaches the page. */
export const overlayStyles = `
[data-phone-theme] {
  --phone-ground: #f7f7f7; --phone-card: #fff; --phone-text: rgba(0,0,0,.9); --phone-secondary: rgba(0,0,0,.5);
  --phone-line: rgba(0,0,0,.1); --phone-press: rgba(0,0,0,.05); --phone-link: #576b95; --phone-quiet: rgba(0,0,0,.05);
}
[data-phone-theme='dark'] {
  --phone-ground: #111; --phone-card: #2c2c2c; --phone-text: rgba(255,255,255,.8); --phone-secondary: rgba(255,255,255,.5);
  --phone-line: rgba(255,255,255,.1); --phone-press: rgba(255,255,255,.05); --phone-link: #7d90a9; --phone-quiet: rgba(255,255,255,.1);
}
.phone-layer, .phone-full {
  position: absolute; inset: 0; z-index: 1; pointer-events: auto; box-sizing: border-box;
  font: 17px/1.4 -apple-system, 'Helvetica Neue', Helvetica, Arial, 'PingFang SC', 'Noto Sans CJK SC', sans-serif; color: var(--phone-text);
}
.phone-layer *, .phone-full * { box-sizing: border-box; }
.phone-layer button, .phone-full button { font: inherit; color: inherit; background: none; border: 0; padding: 0; margin: 0; cursor: pointer; }
.phone-layer :focus-visible, .phone-full :focus-visible { outline: 2px solid #07c160; outline-offset: -2px; }
.phone-through { pointer-events: none; }
.phone-mask { background: rgba(0,0,0,.6); animation: phone-fade .2s; }
.phone-toast {
  position: absolute; left: 50%; top: 40%; transform: translate(-50%, -50%); width: 136px; min-height: 136px; padding: 24px 10px 12px;
  display: flex; flex-direction: column; align-items: center; gap: 12px;
  border-radius: 12px; background: #4c4c4c; color: #fff; animation: phone-fade .2s;
}
.phone-toast-text { width: auto; max-width: 80%; min-height: 0; padding: 12px 16px; }
.phone-toast-title { text-align: center; font-size: 16px; overflow-wrap: anywhere; }
.phone-toast-icon, .phone-toast-image { width: 44px; height: 44px; background: center / contain no-repeat; }
.phone-toast-success { background-image: ${TICK}; }
.phone-toast-error { background-image: ${CROSS}; }
.phone-toast-loading { background-image: ${SPINNER}; animation: phone-turn 1s linear infinite; }
.phone-modal {
  position: absolute; left: 50%; top: 50%; width: min(320px, 86%); transform: translate(-50%, -50%);
  border-radius: 12px; overflow: hidden; background: var(--phone-card);
}
.phone-modal-body { min-height: 96px; padding: 32px 24px; display: flex; flex-direction: column; justify-content: center; gap: 16px; text-align: center; }
.phone-modal-title { font-weight: 700; overflow-wrap: anywhere; }
.phone-modal-content { color: var(--phone-secondary); white-space: pre-wrap; overflow-wrap: anywhere; max-height: 50vh; overflow-y: auto; }
.phone-modal-content:only-child { color: var(--phone-text); }
.phone-modal-input { font: inherit; color: inherit; padding: 8px 12px; border: 0; border-radius: 4px; background: var(--phone-quiet); }
.phone-buttons { display: flex; border-top: .5px solid var(--phone-line); }
.phone-layer .phone-button { flex: 1; min-height: 56px; font-weight: 700; }
.phone-layer .phone-button + .phone-button { border-left: .5px solid var(--phone-line); }
.phone-button:active, .phone-sheet > button:active { background: var(--phone-press); }
.phone-layer .phone-modal-confirm { color: var(--phone-link); }
.phone-sheet {
  position: absolute; left: 0; right: 0; bottom: 0; padding-bottom: var(--phone-bottom); border-radius: 12px 12px 0 0;
  background: var(--phone-card); overflow: hidden; animation: phone-rise .2s;
}
.phone-sheet-title { padding: 16px 24px; font-size: 14px; text-align: center; color: var(--phone-secondary); border-bottom: .5px solid var(--phone-line); }
.phone-layer .phone-sheet > button { display: block; width: 100%; min-height: 56px; padding: 8px 24px; overflow-wrap: anywhere; }
.phone-sheet-item + .phone-sheet-item { border-top: .5px solid var(--phone-line) !important; }
.phone-sheet-gap { height: 8px; background: var(--phone-ground); }
.phone-permission { padding: 32px 24px calc(var(--phone-bottom) + 16px); }
.phone-permission-who { color: var(--phone-secondary); font-size: 15px; }
.phone-permission-what { margin-top: 8px; font-size: 20px; font-weight: 600; }
.phone-choices { display: flex; justify-content: center; gap: 16px; margin-top: 56px; }
.phone-layer .phone-choice, .phone-full .phone-choice {
  display: inline-block; min-width: 120px; padding: 9px 24px; border-radius: 8px; text-align: center; text-decoration: none; font-weight: 500;
  background: var(--phone-quiet); color: var(--phone-link);
}
.phone-layer .phone-primary, .phone-full .phone-primary { background: #07c160; color: #fff; }
.phone-full { background: var(--phone-ground); overflow: auto; animation: phone-fade .2s; }
.phone-full-bar {
  position: relative; display: flex; align-items: center; justify-content: center; min-height: 44px; padding: 0 56px;
  margin-top: var(--phone-top); font-weight: 600;
}
.phone-full .phone-full-close { position: absolute; left: 0; top: 0; width: 48px; height: 44px; font-size: 28px; line-height: 1; }
.phone-settings-hint { padding: 24px 16px 8px; font-size: 14px; color: var(--phone-secondary); }
.phone-settings-row { display: flex; align-items: center; justify-content: space-between; gap: 16px; min-height: 56px; padding: 8px 16px; background: var(--phone-card); }
.phone-settings-row span { display: inline-block; }
.phone-settings-row span::first-letter { text-transform: uppercase; }
.phone-full .phone-switch { flex: none; width: 52px; height: 32px; border-radius: 16px; background: var(--phone-line); position: relative; }
.phone-full .phone-switch::after { content: ''; position: absolute; left: 2px; top: 2px; width: 28px; height: 28px; border-radius: 50%; background: #fff; transition: transform .2s; }
.phone-full .phone-switch[aria-checked='true'] { background: #07c160; }
.phone-full .phone-switch[aria-checked='true']::after { transform: translateX(20px); }
.phone-file-input { position: absolute; width: 1px; height: 1px; opacity: 0; pointer-events: none; }
.phone-preview { background: #000; color: #fff; }
.phone-preview-stage { position: absolute; inset: 0; display: flex; align-items: center; justify-content: center; touch-action: none; }
.phone-preview-media { max-width: 100%; max-height: 100%; -webkit-user-drag: none; user-select: none; }
.phone-preview-counter { position: absolute; left: 0; right: 0; bottom: calc(var(--phone-bottom) + 16px); text-align: center; font-size: 14px; pointer-events: none; }
.phone-full .phone-preview-close { position: absolute; left: 8px; top: var(--phone-top); width: 44px; height: 44px; font-size: 20px; text-shadow: 0 0 4px #000; }
.phone-full .phone-preview-step { position: absolute; top: 50%; width: 44px; height: 64px; margin-top: -32px; font-size: 36px; text-shadow: 0 0 4px #000; }
.phone-full .phone-preview-step[hidden] { display: none; }
.phone-preview-previous { left: 0; }
.phone-preview-next { right: 0; }
.phone-full-title { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.phone-document-body { display: flex; flex-direction: column; align-items: center; gap: 24px; padding: 96px 24px 32px; text-align: center; }
.phone-document-type { width: 80px; height: 96px; display: flex; align-items: center; justify-content: center; border-radius: 8px; background: var(--phone-card); color: var(--phone-secondary); font-weight: 600; }
.phone-document-name { overflow-wrap: anywhere; }
@keyframes phone-fade { from { opacity: 0; } }
@keyframes phone-rise { from { transform: translateY(100%); } }
@keyframes phone-turn { to { transform: rotate(360deg); } }
@media (prefers-reduced-motion: reduce) { .phone-mask, .phone-toast, .phone-sheet, .phone-full { animation: none; } }
`;
