/** All that miniprogram-automator 0.12.1 asks of jimp (its out/util.js): for `miniProgram.remote()`, and nothing else. */
exports.read = () => {
  throw new Error(
    'miniProgram.remote() reads a QR code with jimp, which this project leaves out. Use remote(true): DevTools then ' +
      'opens the Mini Program on the phone by itself. Or remove "jimp" and "overrides" from package.json and run npm install.',
  );
};
