/**
 * Runs inside the generated templates. `Q.C` wraps every event listener (the runtime gives `__wrapListener`);
 * getRegExp and getDate are WXS's own, as it has neither `new` nor literals for them.
 */
export const templateRuntime = `
Q.C = __wrapListener;
var getRegExp = function (pattern, flags) { return new RegExp(pattern, flags || ''); };
var getDate = function () { return new (Date.bind.apply(Date, [null].concat([].slice.call(arguments))))(); };
`;
