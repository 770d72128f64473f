import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, sep } from 'node:path';
import { answerJson, answerText } from '../../../http/answers';
import { pathOf } from '../../../http/guard';
import { sendFile } from '../../../http/sendFile';
import { BadInput } from '../../../input/BadInput';
import type { Phone } from '../phone/createPhone';

interface PhoneRoutesOptions {
  phone: Phone;
  /** The folder of the Mini Program. */
  source: string;
  /** Of the phone's page. */
  script: string;
  style: string;
}

/** Everything under `/phone`: the page, its script, and the files that it shows. Resolves with false for all else. */
export function createPhoneRoutes({ phone, source, script, style }: PhoneRoutesOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const path = pathOf(request);
    if (path === '/phone') answerText(response, 200, 'text/html', phonePage(style));
    else if (path === '/phone/runtime.js') answerText(response, 200, 'text/javascript', script);
    else if (path === '/phone/chosen' && request.method === 'POST') {
      const { searchParams } = new URL(request.url ?? '', 'http://phone');
      const modified = Number(searchParams.get('modified')) || Date.now();
      const chosen = await phone.receiveChosenFile(searchParams.get('name') ?? '', modified, request);
      answerJson(response, 200, chosen);
    } else if (path.startsWith('/phone/files/')) {
      const virtual = decodePath(path.slice('/phone/files/'.length));
      await serveFile(request, response, phone.filePath(`http://${virtual}`));
    } else if (path.startsWith('/phone/app/')) {
      const file = join(source, decodePath(path.slice('/phone/app/'.length)));
      await serveFile(request, response, file.startsWith(source + sep) ? file : undefined);
    } else return false;
    return true;
  };
}

function phonePage(style: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<link rel="icon" href="data:,">
<title>Mini Program</title>
<style>${style}</style>
</head>
<body><script src="/phone/runtime.js"></script></body>
</html>`;
}

async function serveFile(
  request: IncomingMessage,
  response: ServerResponse,
  path: string | undefined,
): Promise<void> {
  const info = path === undefined ? undefined : await stat(path).catch(() => undefined);
  if (path === undefined || !info?.isFile()) {
    return answerJson(response, 404, { message: 'There is no such file.' });
  }
  await sendFile(request, response, path);
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new BadInput('path', `"${path}" is no path: its % signs are not UTF-8`);
  }
}
