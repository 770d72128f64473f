import { CosError } from '../errors/CosError';
import type { CosRequest } from '../http/CosRequest';
import { type CorsRule, preflight } from '../http/cors';
import { copyObject } from './copyObject';
import { copyAccess } from './copySource';
import { deleteMultipleObjects, deleteObject } from './deleteObjects';
import { generateSnapshot } from './generateSnapshot';
import { getBucket, headBucket } from './getBucket';
import { getObject, headObject } from './getObject';
import { imageInfo } from './imageInfo';
import { listMultipartUploads } from './listMultipartUploads';
import { listParts } from './listParts';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  initiateMultipartUpload,
  uploadPart,
} from './multipartUpload';
import type { ActionName } from './names';
import { refuseNotDone } from './notImplemented';
import { askedPrefix, type Operation, ownKey, ownMedium, type SignedOperation } from './Operation';
import { getObjectAcl, putObjectAcl } from './objectAcl';
import { postObject } from './postObject';
import { putObject } from './putObject';
import { restoreObject } from './restoreObject';
import { uploadPartCopy } from './uploadPartCopy';

function onKey(name: ActionName, run: SignedOperation['run']): SignedOperation {
  return { name, check: 'before', access: ownKey(name), run };
}

function onPrefix(name: ActionName, run: SignedOperation['run']): SignedOperation {
  return { name, check: 'before', access: askedPrefix(name), run };
}

const operations = {
  putObject: onKey('PutObject', putObject),
  copyObject: { name: 'PutObjectCopy', check: 'before', access: copyAccess, run: copyObject },
  postObject: { name: 'PostObject', check: 'within', run: postObject },
  getObject: onKey('GetObject', getObject),
  headObject: onKey('HeadObject', headObject),
  deleteObject: onKey('DeleteObject', deleteObject),
  // Each key of its body is checked on its own.
  deleteMultipleObjects: {
    name: 'DeleteMultipleObjects',
    check: 'before',
    access: () => [],
    run: deleteMultipleObjects,
  },
  getBucket: onPrefix('GetBucket', getBucket),
  headBucket: {
    name: 'HeadBucket',
    check: 'before',
    access: () => [{ action: 'HeadBucket', key: '' }],
    run: headBucket,
  },
  initiate: onKey('InitiateMultipartUpload', initiateMultipartUpload),
  uploadPart: onKey('UploadPart', uploadPart),
  uploadPartCopy: { name: 'UploadPartCopy', check: 'before', access: copyAccess, run: uploadPartCopy },
  complete: onKey('CompleteMultipartUpload', completeMultipartUpload),
  abort: onKey('AbortMultipartUpload', abortMultipartUpload),
  listParts: onKey('ListParts', listParts),
  listUploads: onPrefix('ListMultipartUploads', listMultipartUploads),
} as const satisfies Record<string, Operation>;

/**
 * What is done of what `refuseNotDone` knows, by the method and the parameter, or the parameter with its value, that ask an
 * object for it.
 */
const byParameter: Readonly<Record<string, Operation>> = {
  'GET acl': onKey('GetObjectACL', getObjectAcl),
  'PUT acl': onKey('PutObjectACL', putObjectAcl),
  'POST restore': onKey('PostObjectRestore', restoreObject),
  'GET ci-process=snapshot': {
    name: 'GenerateSnapshot',
    check: 'before',
    access: ownMedium('GenerateSnapshot'),
    run: generateSnapshot,
  },
  'GET imageInfo': onKey('GetObject', imageInfo),
};

/**
 * Finds the operation that a request means by its method, its path and its parameters.
 *
 * Throws `NotImplemented` for operations of COS that this server does not have, `MethodNotAllowed` for the rest.
 */
export function findOperation(request: CosRequest, cors: readonly CorsRule[]): Operation {
  const { method, query } = request;
  if (method === 'OPTIONS') {
    return { name: 'OptionsObject', check: 'within', run: async () => preflight(cors, request) };
  }
  const asked = findByParameter(request);
  refuseNotDone(
    'parameter',
    query.entries.filter((entry) => entry !== asked?.entry),
  );
  if (asked) return asked.operation;
  const found = request.address.key === '' ? bucketOperation(request) : objectOperation(request);
  if (!found)
    throw new CosError('MethodNotAllowed', { reason: `${method} has no meaning on this resource.` });
  return found;
}

function findByParameter({ method, query, address }: CosRequest) {
  if (address.key === '') return undefined;
  for (const entry of query.entries) {
    const [name, value] = entry;
    const operation = byParameter[`${method} ${name}`] ?? byParameter[`${method} ${name}=${value}`];
    if (operation) return { operation, entry };
  }
  return undefined;
}

function bucketOperation({ method, query }: CosRequest): Operation | undefined {
  switch (method) {
    case 'GET':
      return query.has('uploads') ? operations.listUploads : operations.getBucket;
    case 'HEAD':
      return operations.headBucket;
    case 'POST':
      return query.has('delete') ? operations.deleteMultipleObjects : operations.postObject;
    case 'PUT':
    case 'DELETE':
      throw new CosError('NotImplemented', {
        reason: 'This server has one bucket and can neither add nor remove one.',
      });
    default:
      return undefined;
  }
}

function objectOperation({ method, query, headers }: CosRequest): Operation | undefined {
  switch (method) {
    case 'GET':
      return query.has('uploadId') ? operations.listParts : operations.getObject;
    case 'HEAD':
      return operations.headObject;
    case 'PUT': {
      const copies = headers.get('x-cos-copy-source') !== undefined;
      if (query.has('uploadId') || query.has('partNumber')) {
        return copies ? operations.uploadPartCopy : operations.uploadPart;
      }
      return copies ? operations.copyObject : operations.putObject;
    }
    case 'POST':
      if (query.has('uploads')) return operations.initiate;
      return query.has('uploadId') ? operations.complete : undefined;
    case 'DELETE':
      return query.has('uploadId') ? operations.abort : operations.deleteObject;
    default:
      return undefined;
  }
}
