import { formatBytes } from '../format/formatBytes';
import type { FailureTexts } from './FailureText';
import { isThisComputer } from './isThisComputer';

const startLocalCloud =
  'Run “npm start” on the computer and keep it running. A phone cannot reach 127.0.0.1: for a phone, put a bucket of your own into cos/config.ts.';

const unchanged =
  'Use another network, without proxy and VPN. If “endpoint” in cos/config.ts is a proxy of your own, let it pass on method, path and Host as they came.';
const setIssuer = 'Whoever runs the key service sets its clock by a time server.';

/** Undefined when it is nobody's, or not known. */
function wrongClock(whose: unknown, seconds: unknown): string | undefined {
  if (typeof seconds !== 'number' || (whose !== 'phone' && whose !== 'issuer')) return undefined;
  const clock = whose === 'phone' ? "The phone's clock" : 'The clock of the service that issues the keys';
  return `${clock} is ${Math.abs(Math.round(seconds))} seconds ${seconds < 0 ? 'slow' : 'fast'}.`;
}

export const failures: FailureTexts = {
  'address-broken': {
    cause:
      'The address that opened this page names no file: a part of it is missing, or it was damaged on the way.',
    advice: 'Open the file from your files.',
  },
  'config-incomplete': ({ setting }) => ({
    cause: `The setting ${setting === undefined ? 'for the bucket or its keys' : `“${setting}”`} in cos/config.ts is missing or malformed.`,
    advice: 'Correct it in cos/config.ts and build the Mini Program again.',
  }),
  'config-mismatch': ({ configured, issued }) => ({
    cause:
      configured === undefined || issued === undefined
        ? 'The keys are issued for another bucket or region than the one in cos/config.ts.'
        : `cos/config.ts says ${configured}, but the keys are issued for ${issued}.`,
    advice:
      'Give the same bucket and region to cos/config.ts and to the settings BUCKET and REGION of the cloud function.',
  }),
  'address-malformed': ({ host }) => ({
    cause: `WeChat cannot read the address${host === undefined ? '' : ` ${host}`} as a URL.`,
    advice:
      'Correct “endpoint” or the URL of “credentials” in cos/config.ts, then build the Mini Program again.',
  }),
  'credential-unreachable': ({ host }) => ({
    cause: `The service that issues the temporary key${host === undefined ? '' : ` (${host})`} did not answer.`,
    advice: isThisComputer(host)
      ? startLocalCloud
      : 'Check the network and try again. If it stays so, check “credentials” in cos/config.ts and that the cloud function is deployed.',
  }),
  'function-missing': ({ name }) => ({
    cause: `WeChat cloud has no function${name === undefined ? '' : ` “${name}”`} for this Mini Program, or not the environment in which it is looked for.`,
    advice:
      'Deploy the cloud function in WeChat DevTools, or correct “cloudFunction” and “environment” in cos/config.ts.',
  }),
  'credential-refused': ({ reason }) => ({
    cause:
      reason === undefined
        ? 'The service that issues the temporary key refused it.'
        : `The service that issues the temporary key refused it: ${reason}`,
    advice:
      'Look at the log of the cloud function cos-credentials, or of your own endpoint, correct what it names, then try again.',
  }),
  'credential-malformed': ({ field }) => ({
    cause:
      field === undefined
        ? 'The answer of the key service is not the JSON that this template reads.'
        : `In the answer of the key service the field “${field}” is missing or malformed.`,
    advice:
      'Deploy the cloud function of this template again, or let your own endpoint answer the same fields (see README).',
  }),
  'credential-timeout': {
    cause: 'The service that issues the temporary key took too long.',
    advice: 'Try again. A cloud function that has just been deployed is slow at its first call.',
  },
  'link-refused': ({ reason }) => ({
    cause:
      reason === undefined
        ? 'The service that issues keys refused to sign a link.'
        : `The service that issues keys refused to sign a link: ${reason}`,
    advice:
      'Whoever runs the Mini Program says whether there are links and how long they live, by MAX_LINK_SECONDS of the cloud function cos-credentials. Its log has more.',
  }),
  'key-rejected': {
    cause: 'COS does not accept the temporary key, not even a new one.',
    advice:
      'Check that SECRET_ID and SECRET_KEY of the cloud function belong to an active key of the account that owns the bucket.',
  },
  'signature-rejected': ({ kind, signed, arrived, name }) => {
    switch (kind) {
      case 'method':
      case 'path':
      case 'host':
        return {
          cause: `The request was changed on its way: its ${kind} was signed as ${signed}, and COS received ${arrived}.`,
          advice: unchanged,
        };
      case 'header':
      case 'parameter':
        return {
          cause: `The request was changed on its way: COS received another value of the ${kind} “${name}” than was signed.`,
          advice: unchanged,
        };
      case 'time':
        return {
          cause:
            'The request was changed on its way: COS read another time in its signature than was written.',
          advice: unchanged,
        };
      case 'secret':
        return {
          cause:
            'COS received what was signed, so the secret is wrong: it does not belong to the id of the key.',
          advice:
            'The key service has to answer tmpSecretId, tmpSecretKey and sessionToken as they came together from STS, unchanged.',
        };
      default:
        return {
          cause: 'COS computed another signature than the one that was sent.',
          advice:
            'Check SECRET_KEY of the cloud function. If it is right, something between the phone and COS changes the request.',
        };
    }
  },
  'clock-skewed': ({ kind, seconds }) => ({
    cause: wrongClock(kind, seconds) ?? "The phone's clock differs too much from the server's.",
    advice:
      kind === 'issuer'
        ? setIssuer
        : "Switch on automatic date and time in the phone's settings, then try again.",
  }),
  'request-expired': ({ kind, seconds }) => ({
    cause:
      kind === 'age'
        ? 'The clocks are right: the request was signed too long before it arrived.'
        : ['The signature of the request had expired when it arrived.', wrongClock(kind, seconds)]
            .filter(Boolean)
            .join(' '),
    advice:
      kind === 'age'
        ? 'Try again: it is then signed anew. A link that was copied is good for as long as it was made for.'
        : kind === 'issuer'
          ? setIssuer
          : "Try again. If it happens again, set the phone's date and time to automatic.",
  }),
  'access-denied': ({ kind, action, prefix, key, bytes, maxBytes, contentType }) => {
    switch (kind) {
      case 'action':
        return {
          cause: `The temporary key does not allow ${action}.`,
          advice:
            'Deploy the cloud function again, so that its policy has the actions of cos/actions.ts. An endpoint of your own puts it into its policy.',
        };
      case 'prefix':
        return {
          cause: `The temporary key opens keys that begin with ${prefix} only; asked for was ${key === '' ? 'the whole bucket' : key}.`,
          advice: 'Let the key begin with that prefix: look at the key, or at the key layout of this app.',
        };
      case 'size':
        return {
          cause: `The request has ${bytes} bytes; for ${action} the temporary key allows ${maxBytes}.`,
          advice: 'Choose a smaller file, or raise MAX_UPLOAD_BYTES of the cloud function.',
        };
      case 'type':
        return {
          cause: `The temporary key allows no upload of the type ${contentType}.`,
          advice: 'Put the type into cos/contentTypes.ts, and deploy the cloud function again.',
        };
      case 'elsewhere':
        return {
          cause: `The temporary key allows ${action}, so it was refused elsewhere: by the rights of the sub-account, or by the bucket.`,
          advice: `In the CAM console allow the sub-account of SECRET_ID ${action} on this bucket. If it may, look for a deny in the policy of the bucket.`,
        };
      default:
        return {
          cause: 'The temporary key does not allow this.',
          advice:
            'Deploy the cloud function again, so that its policy has the actions of cos/actions.ts, and check that its SECRET_ID may use this bucket.',
        };
    }
  },
  'referer-refused': {
    cause: "The bucket's hotlink protection refuses requests that come from WeChat.",
    advice:
      'In the COS console, under hotlink protection of this bucket, allow servicewechat.com and an empty Referer.',
  },
  'download-forbidden': {
    cause: 'COS does not hand out APK and IPA files under its own domain.',
    advice: 'Whoever runs this Mini Program can bind a domain of their own to the bucket.',
  },
  'content-blocked': {
    cause: 'Tencent Cloud has blocked this file or this domain because of its content.',
    advice: 'Whoever runs this Mini Program finds the reason in the COS console.',
  },
  'path-style-refused': ({ bucket }) => ({
    cause: `COS refuses path-style addresses for ${bucket === undefined ? 'this bucket' : `the bucket ${bucket}`}, as for all created since 2024.`,
    advice:
      "In cos/config.ts write addressing: 'virtual-hosted', and put the bucket's own host into the domain lists for request, uploadFile and downloadFile.",
  }),
  'bucket-missing': ({ bucket }) => ({
    cause: `There is no bucket ${bucket === undefined ? 'of that name' : bucket} in this region.`,
    advice:
      "Compare “bucket” (with the account's number at its end) and “region” in cos/config.ts with the COS console.",
  }),
  'object-missing': {
    cause: 'The file is no longer there: it was deleted, here or on another phone.',
    advice: 'Load the list of files again to see what there is.',
  },
  'object-archived': {
    cause: 'The file lies in archive storage and cannot be read directly.',
    advice: 'Whoever runs this Mini Program has to restore it in the COS console first; that can take hours.',
  },
  'image-too-large': {
    cause: 'The picture is too large for COS to make a smaller one of it.',
    advice: 'Save the file and look at it in the album.',
  },
  'image-format': {
    cause: 'COS cannot make a smaller picture of this file: it does not read its format.',
    advice: 'Save the file and look at it in the album.',
  },
  'image-not-loaded': {
    cause: 'WeChat could not load this picture, and does not say why.',
    advice: 'Try again. The file itself can still be saved.',
  },
  'domain-not-listed': ({ host, list }) => ({
    cause: `WeChat does not let this Mini Program talk to ${host === undefined ? 'this server' : host}${list === undefined ? '' : `: it is not in the list for ${list}`}.`,
    advice: `In the WeChat console put ${host === undefined ? 'the host' : `https://${host}`} into all three lists: request, uploadFile and downloadFile. Then delete the Mini Program from the phone and scan its code again.`,
  }),
  'server-unreachable': ({ host }) => ({
    cause: `The server${host === undefined ? '' : ` ${host}`} cannot be reached.`,
    advice: isThisComputer(host) ? startLocalCloud : 'Check the network of the phone, then try again.',
  }),
  tls: ({ host }) => ({
    cause: `The secure connection to ${host === undefined ? 'the server' : host} could not be made: its certificate was refused, or something stands between.`,
    advice:
      "Set the phone's date and time to automatic, switch off proxy and VPN, or use another network. If it fails for everybody, the server's certificate needs repair.",
  }),
  'network-interrupted': {
    cause:
      'The connection was lost: the phone is offline, its network changed, the server hung up, or the Mini Program was in the background for too long.',
    advice: 'Check the network, keep the Mini Program open, and try again.',
  },
  'connection-failed': ({ host }) => ({
    cause: `The way to ${host === undefined ? 'the server' : host} failed, for a reason that this Mini Program does not know.`,
    advice:
      'Try again, or use another network. If it stays so, copy the lines below and send them to whoever runs it.',
  }),
  'too-many-requests': {
    cause: 'Too many transfers run at once: WeChat allows a Mini Program ten.',
    advice: 'Wait until some of them are done, then try again.',
  },
  timeout: ({ host }) => ({
    cause: `${host === undefined ? 'The server' : host} did not answer in time.`,
    advice: 'Try again where the network is better.',
  }),
  'server-error': {
    cause: 'COS has a problem of its own at the moment.',
    advice: 'Wait a little and try again. If it lasts, give the request id to the support of Tencent Cloud.',
  },
  'foreign-answer': ({ host }) => ({
    cause: `Something else answered in place of ${host === undefined ? 'COS' : host}: often the login page of a public Wi-Fi.`,
    advice:
      'Open any web page in the browser of the phone, log in there or leave this Wi-Fi, then try again.',
  }),
  'upload-lost': {
    cause: 'COS no longer has the parts that were sent: an upload that was begun is given up after a while.',
    advice: 'Try again: the file is then sent from its beginning.',
  },
  'part-too-small': {
    cause: 'COS refused a part of the file as too small: only the last one may have less than 1 MB.',
    advice: 'Whoever runs this Mini Program has to send larger parts.',
  },
  'checksum-mismatch': {
    cause: 'What arrived is not what was sent: the checksums differ.',
    advice: 'Try again. If it happens again, use another network.',
  },
  'too-large': ({ kind, limit }) => {
    const most = typeof limit === 'number' ? formatBytes(limit) : undefined;
    return kind === 'download'
      ? {
          cause: `The file is larger than ${most === undefined ? '' : `${most}, `}what WeChat downloads at most.`,
          advice: 'Copy the link and open it in a browser.',
        }
      : {
          cause: `The file is larger than ${most === undefined ? '' : `${most}, the most that is `}allowed.`,
          advice: 'Choose a smaller one, or shorten the video first.',
        };
  },
  'name-too-long': ({ limit }) => ({
    cause:
      typeof limit === 'number'
        ? `The name of the file is longer than ${limit} bytes (a Chinese character takes three).`
        : 'The name of the file is too long.',
    advice: 'Give the file a shorter name.',
  }),
  'path-too-long': {
    cause: "The path of the file is too long for the phone's file system.",
    advice: 'Give the file a shorter name and choose it again.',
  },
  'file-type': {
    cause: 'A file of this kind is not taken here.',
    advice: 'Choose another one.',
  },
  'file-empty': {
    cause: 'The file is empty: it has 0 bytes.',
    advice: 'Choose it again, or choose another one.',
  },
  'file-unreadable': {
    cause:
      'The file cannot be read: WeChat has cleared it away, it was moved, or this Mini Program may not read it.',
    advice: 'Choose the file again.',
  },
  'file-changed': {
    cause: 'The file changed while it was sent.',
    advice: 'Try again when nothing writes to it any more: it is then sent from its beginning.',
  },
  'other-user': {
    cause: 'Somebody else has logged in since the file was chosen.',
    advice: 'Try again when the one who chose it is logged in.',
  },
  'file-broken': {
    cause: "WeChat's file system could not handle this file.",
    advice: 'Try again. If it fails again, close the Mini Program, open it anew and choose the file again.',
  },
  'files-not-ready': {
    cause: 'The file system is not ready: WeChat has not opened it yet.',
    advice: 'Wait a moment and try again. If it stays so, close WeChat and start it again.',
  },
  'storage-full': {
    cause: 'There is no room left for this file: a Mini Program may keep 200 MB on the phone.',
    advice: "Free some of the phone's storage, or clear this Mini Program's data in WeChat, then try again.",
  },
  'wechat-timeout': {
    cause: 'WeChat on this phone did not answer in time.',
    advice: 'Try again. If it stays so, close WeChat completely and open it again.',
  },
  'disk-full': {
    cause: "The phone's storage is full.",
    advice: 'Free some space on the phone, then try again.',
  },
  'album-refused': {
    cause: 'This Mini Program may not add to your album.',
    advice: 'Open the settings and allow the album; then it is saved at once.',
  },
  'album-type': {
    cause: 'The album of this phone does not take this kind of file.',
    advice: 'Copy the link and open it in a browser instead.',
  },
  'not-for-album': {
    cause: 'Only photos and videos can be kept in the album.',
    advice: 'Open the file, or copy its link.',
  },
  'document-type': {
    cause: 'WeChat can open doc, docx, xls, xlsx, ppt, pptx and pdf, but not this one.',
    advice: 'Copy the link and open it in a browser.',
  },
  'wechat-permission': {
    cause:
      'The phone does not let WeChat use its photos or its camera. The settings of this Mini Program cannot change that.',
    advice: "Open the phone's settings for WeChat, allow photos and camera, then come back and try again.",
  },
  'tap-needed': {
    cause: 'WeChat opens this only directly after a tap.',
    advice: 'Tap the button once more.',
  },
  'not-supported': {
    cause: 'This version of WeChat does not have what is needed here.',
    advice: 'Update WeChat, or use it on a phone instead of a computer.',
  },
  'privacy-undeclared': {
    cause: "The Mini Program's privacy agreement does not declare this use.",
    advice:
      'Its owner declares choosing files, saving to the album and the clipboard in the WeChat console, under Settings, privacy agreement.',
  },
  'privacy-refused': {
    cause: 'You did not agree to the privacy agreement.',
    advice: 'To go on, try again and agree. WeChat does not ask again in the first 10 seconds.',
  },
  cancelled: {
    cause: 'It was cancelled.',
    advice: 'Start it again whenever you like; nothing is lost.',
  },
  unknown: {
    cause: 'Something happened that this Mini Program does not know.',
    advice: 'Try again. If it stays so, copy the lines below and send them to whoever runs it.',
  },
};
