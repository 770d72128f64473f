module.exports = globalThis.oncePerProcess('jsdom');
