import { readFile } from 'node:fs/promises';
import { answerAlbum } from '../../support/answerAlbum';
import { sha256 } from '../../support/media';
import type { Simulated } from '../../support/startProduct';
import type { Person } from './Person';

/** The simulator's phone answers for the person, through its own choosers and questions. */
export function simulatedPerson(product: Simulated): Person {
  const { phone } = product;
  return {
    get openId() {
      return phone.settings.current.openId;
    },
    async willChoose(files) {
      phone.nextChoice([...files]);
    },
    willAllowAlbum: () => answerAlbum(product, true),
    album: () =>
      Promise.all(
        phone.album().map(async ({ id, type, size }) => {
          const bytes = await readFile(phone.albumPath(id) ?? '');
          return { type, size, sha256: sha256(bytes) };
        }),
      ),
    seesRest: () => product.window.comesToRest(),
  };
}
