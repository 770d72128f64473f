import type { ContractHost } from './ContractClient';
import { ContractServer } from './ContractServer';
import { casesFor } from './cases';

/** Makes a test of each case for each client. */
export function describeContract(hosts: readonly ContractHost[]): void {
  let server: ContractServer;
  // The SDKs save their lists of unfinished uploads some time after each change: timers outlive the tests.
  const timers = jest.spyOn(globalThis, 'setTimeout');

  const errors = jest.spyOn(console, 'error').mockImplementation();

  beforeAll(async () => {
    server = await ContractServer.open();
  });
  afterEach(() => {
    // The SDKs say so when they repair their clock; nothing else is to be complained of.
    const complaints = errors.mock.calls.flat().filter((text) => text !== 'error: Local time is too skewed.');
    errors.mockClear();
    expect(complaints).toEqual([]);
  });
  afterAll(async () => {
    for (const { value } of timers.mock.results) clearTimeout(value as NodeJS.Timeout);
    await Promise.all(hosts.map((host) => host.close()));
    await server.close();
  });

  describe.each(hosts)('$name', (host) => {
    test.each(casesFor(host))('$name', (each) => server.run(host, each));
  });
}
