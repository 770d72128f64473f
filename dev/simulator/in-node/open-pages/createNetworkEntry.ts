import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathOf } from '../../../http/guard';
import { isCode, type LocalNetwork } from '../../../http/LocalNetwork';
import type { SettingsStore } from '../phone/SettingsStore';

const COOKIE = 'simulator';
/** What the phone's page asks for. The panel and the scripts' connection are for this computer. */
const PHONE_PATHS = /^\/(phone|phone\/.*|page)$/;

export interface NetworkEntry {
  /** Where a browser comes in. */
  readonly path: string;
  /** Who may have what. */
  admits(request: IncomingMessage): boolean;
  /** Lets a browser in. Returns false for any other request; then nothing was answered. */
  serve(request: IncomingMessage, response: ServerResponse): boolean;
}

/** The way in for browsers in the network: an address with the code, and from then on a cookie with it. */
export function createNetworkEntry(network: LocalNetwork, settings: SettingsStore): NetworkEntry {
  const opens = (request: IncomingMessage): boolean =>
    isCode(/^\/open\/([^/]+)$/.exec(pathOf(request))?.[1], network);
  return {
    path: `/open/${network.code}`,
    admits: (request) =>
      opens(request) || (PHONE_PATHS.test(pathOf(request)) && isCode(cookieOf(request), network)),
    serve(request, response) {
      if (!opens(request)) return false;
      // What the panel does for a new phone: it speaks the language of whoever holds it.
      const [language = 'zh'] = request.headers['accept-language']?.split(',') ?? [];
      if (settings.fresh) settings.update({ language: language.startsWith('zh') ? 'zh_CN' : 'en' });
      // Lax: the code is scanned in another app, or tapped in a chat.
      const cookie = `${COOKIE}=${network.code}; HttpOnly; SameSite=Lax; Path=/`;
      response
        .writeHead(303, { Location: '/phone', 'Set-Cookie': cookie, 'Cache-Control': 'no-store' })
        .end();
      return true;
    },
  };
}

function cookieOf({ headers }: IncomingMessage): string | undefined {
  return new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(headers.cookie ?? '')?.[1];
}
