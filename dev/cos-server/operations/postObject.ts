import { CosError } from '../errors/CosError';
import type { CosRequest } from '../http/CosRequest';
import { percentEncode } from '../http/percentEncoding';
import type { Reply } from '../http/Reply';
import { type Form, readForm } from '../http/readForm';
import { parseAuthorization } from '../signature/Authorization';
import { authenticate, verify } from '../signature/authenticate';
import { type FormFields, type PostPolicyResult, verifyPostPolicy } from '../signature/postPolicy';
import type { StoredObject } from '../storage/StoredObject';
import { authorize } from './authorize';
import { refuseNotDone } from './notImplemented';
import { objectAcl } from './objectAcl';
import { objectHeaders, storageClass } from './objectHeaders';
import { checkNewKey, MAX_CONTENT_BYTES, receive } from './receiveContent';
import type { Service } from './Service';
import { refuseOverwrite, storeObject } from './storeObject';

/** An upload by a form (doc 14690). */
export async function postObject(service: Service, request: CosRequest): Promise<Reply> {
  const form = await readForm(request);
  try {
    return await storeForm(service, request, form);
  } catch (error) {
    form.cancel();
    throw error;
  }
}

async function storeForm(service: Service, request: CosRequest, form: Form): Promise<Reply> {
  const { fields } = form;
  const key = (fields.get('key') ?? '').replace(/\$\{filename\}/g, () => form.filename);
  request.trace.key = key;
  if (key === '') throw new CosError('InvalidArgument', { reason: 'The form has no key.' });
  const { caller, length } = authenticateForm(service, request, fields, key);
  authorize(service, caller, request, [{ action: 'PostObject', key }]);
  refuseNotDone('field', fields);
  refuseNotDone('header', request.headers.entries());
  checkNewKey(key);

  const headers = objectHeaders(key, asHeaders(fields));
  const inClass = storageClass(fields.get('x-cos-storage-class') || undefined);
  // The Mini Program SDK sends both. Which of them counts when they differ is not documented.
  const acl = objectAcl(fields.get('acl') || request.headers.get('x-cos-acl'));
  const forbidOverwrite = request.headers.get('x-cos-forbid-overwrite') === 'true';
  refuseOverwrite(service, key, forbidOverwrite);
  const content = await receive(service, form.file, {
    max: Math.min(length?.max ?? MAX_CONTENT_BYTES, MAX_CONTENT_BYTES),
    contentMd5: fields.get('content-md5') || request.headers.get('content-md5'),
  });
  try {
    await form.finish();
    if (length && content.size < length.min) {
      throw new CosError('EntityTooSmall', {
        reason: `The file has ${content.size} bytes, not ${length.min}.`,
      });
    }
  } catch (error) {
    await service.storage.contents.discard([content]);
    throw error;
  }
  const object = await storeObject(service, {
    key,
    headers,
    storageClass: inClass,
    acl,
    content,
    forbidOverwrite,
  });
  return success(service, request, fields, object);
}

/**
 * A policy with its own signature is the documented way. The Mini Program SDK puts the ordinary signature of the
 * request into the field Signature.
 */
function authenticateForm(
  service: Service,
  request: CosRequest,
  fields: FormFields,
  key: string,
): PostPolicyResult {
  const { credentials, bucket } = service;
  if (fields.has('policy')) return verifyPostPolicy(credentials, request, fields, key, bucket.name);
  const signature = fields.get('signature');
  if (!signature) return { caller: authenticate(credentials, request), length: undefined };
  const token = fields.get('x-cos-security-token') || request.headers.get('x-cos-security-token');
  return { caller: verify(credentials, request, parseAuthorization(signature), token), length: undefined };
}

/** Fields are text, kept headers are bytes. */
function asHeaders(fields: FormFields): [name: string, value: string][] {
  return [...fields].map(([name, value]) => [name, Buffer.from(value, 'utf8').toString('latin1')]);
}

function success(service: Service, request: CosRequest, fields: FormFields, object: StoredObject): Reply {
  const { name } = service.bucket;
  const folder = request.address.addressing === 'path-style' ? `${name}/` : '';
  const path = object.key.split('/').map(percentEncode).join('/');
  const location = `http://${request.headers.get('host') ?? ''}/${folder}${path}`;
  const headers = { ETag: `"${object.etag}"`, 'x-cos-hash-crc64ecma': object.crc64 };

  const redirect = fields.get('success_action_redirect');
  if (redirect && URL.canParse(redirect)) {
    const target = new URL(redirect);
    target.searchParams.set('bucket', name);
    target.searchParams.set('key', object.key);
    target.searchParams.set('etag', `"${object.etag}"`);
    return { status: 303, headers: { ...headers, Location: target.href } };
  }
  // The current page says that the body is always empty; an older one had XML for 201.
  const asked = Number(fields.get('success_action_status'));
  const status = [200, 201, 204].includes(asked) ? asked : 204;
  return { status, headers: { ...headers, Location: location } };
}
