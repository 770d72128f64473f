/** The rights of a sub-account: all but that to upload in one request. */
export const lessThanNeeded = {
  version: '2.0',
  statement: [
    { effect: 'allow', action: ['name/cos:*'], resource: ['*'] },
    { effect: 'deny', action: ['name/cos:PostObject'], resource: ['*'] },
  ],
};
