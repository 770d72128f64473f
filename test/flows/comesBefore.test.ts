import fc from 'fast-check';
import { comesBefore } from '../../miniprogram/cos/browse/comesBefore';

test('keys are in the order of their bytes in UTF-8, for any two of them', () => {
  const key = fc.string({
    unit: fc.constantFrom('a', 'b', '/', 'é', '照', '\ud7ff', '\ue000', '！', '😀', '🂡'),
  });
  fc.assert(
    fc.property(key, key, (one, other) => {
      expect(comesBefore(one, other)).toBe(Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0);
    }),
  );
});
