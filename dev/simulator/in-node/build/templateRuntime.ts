/** Runs inside the generated templates: WXS has neither `new RegExp` nor `new Date`, but these two. */
export const templateRuntime = `
var getRegExp = function (pattern, flags) { return new RegExp(pattern, flags || ''); };
var getDate = function () { return new (Date.bind.apply(Date, [null].concat([].slice.call(arguments))))(); };
`;
