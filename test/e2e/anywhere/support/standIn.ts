import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { WebSocket, WebSocketServer } from 'ws';
import { account } from '../../../../dev/local-cloud/account';
import { openInJsdom } from '../../../../dev/simulator/in-node/browsers/openInJsdom';
import { createPhone } from '../../../../dev/simulator/in-node/phone/createPhone';
import { startSimulator } from '../../../../dev/simulator/startSimulator';

/**
 * In the place of the command line of WeChat DevTools: `cli auto --project DIR --auto-port PORT` opens the project, and scripts
 * reach it at that port by miniprogram-automator's protocol. Behind it is the simulator, in a process of its own: whoever passes here
 * has asked for nothing but what miniprogram-automator can. Closed by a script, or by SIGTERM.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      project: { type: 'string' },
      'auto-port': { type: 'string' },
      'trust-project': { type: 'boolean' },
    },
  });
  const { project, 'auto-port': port } = values;
  if (positionals.join() !== 'auto' || !project || !port)
    throw new Error('auto --project DIR --auto-port PORT');

  const dir = mkdtempSync(join(tmpdir(), 'stand-in-'));
  process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
  process.on('SIGTERM', () => process.exit());
  const phone = createPhone({ dir, openId: account.openId });
  const simulator = await startSimulator({ port: 0, source: join(project, 'miniprogram'), phone });
  await openInJsdom(simulator);
  const server = new WebSocketServer({ host: '127.0.0.1', port: Number(port) });
  server.on('connection', (script) => {
    const simulated = new WebSocket(simulator.automatorEndpoint);
    const early: string[] = [];
    simulated.on('open', () => {
      for (const message of early.splice(0)) simulated.send(message);
    });
    script.on('message', (data) => {
      const message = String(data);
      if (simulated.readyState === WebSocket.OPEN) simulated.send(message);
      else early.push(message);
      if (JSON.parse(message).method === 'Tool.close') setTimeout(() => process.exit(), 200);
    });
    simulated.on('message', (data) => script.send(String(data)));
    script.on('close', () => simulated.close());
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
