module.exports = globalThis.oncePerProcess('esbuild');
