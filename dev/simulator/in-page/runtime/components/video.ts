import { type Builtin, ownerOf } from './Builtin';

/** Events of the browser's <video> that have the same name and no detail in WeChat. */
const plainEvents = ['play', 'pause', 'ended', 'waiting'] as const;

export const video: Builtin = {
  tag: 'video',
  slot: true,
  properties: {
    src: '',
    poster: '',
    title: '',
    controls: true,
    autoplay: false,
    loop: false,
    muted: false,
    initialTime: 0,
    objectFit: 'contain',
    duration: null,
    direction: null,
    showFullscreenBtn: true,
    showPlayBtn: true,
    showCenterPlayBtn: true,
    showProgress: true,
    showMuteBtn: false,
    enableProgressGesture: true,
    playBtnPosition: 'bottom',
  },
  mount({ element, dom, data, trigger }, { window, resourceUrl, warn }) {
    const player = window.document.createElement('video');
    player.playsInline = true;
    dom.prepend(player);
    for (const name of plainEvents) player.addEventListener(name, () => trigger(name, {}));
    player.addEventListener('timeupdate', () =>
      trigger('timeupdate', { currentTime: player.currentTime, duration: player.duration }),
    );
    player.addEventListener('loadedmetadata', () => {
      const { videoWidth: width, videoHeight: height, duration } = player;
      player.currentTime = Number(data().initialTime);
      trigger('loadedmetadata', { width, height, duration });
    });
    player.addEventListener('error', () => {
      if (!player.hasAttribute('src')) return;
      warn(`<video> could not load ${player.src}: ${player.error?.message ?? 'unknown'}`);
      trigger('error', { errMsg: player.error?.message ?? 'MEDIA_ERR' });
    });
    const assign = (name: 'src' | 'poster', path: string): void => {
      const url = resourceUrl(path, ownerOf(element));
      if (url === '') player.removeAttribute(name);
      else if (player.getAttribute(name) !== url) player.setAttribute(name, url);
    };
    return {
      update() {
        const { src, poster, controls, autoplay, loop, muted, objectFit } = data();
        player.controls = Boolean(controls);
        player.autoplay = Boolean(autoplay);
        player.loop = Boolean(loop);
        player.muted = Boolean(muted);
        player.style.objectFit = String(objectFit);
        assign('poster', String(poster));
        assign('src', String(src));
      },
      unmount: () => player.removeAttribute('src'),
    };
  },
};
