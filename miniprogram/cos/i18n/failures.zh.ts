import { formatBytes } from '../format/formatBytes';
import type { FailureTexts } from './FailureText';
import { isThisComputer } from './isThisComputer';

const startLocalCloud =
  '请在电脑上运行 “npm start” 并保持运行。手机访问不到 127.0.0.1：要在手机上用，请在 cos/config.ts 里填自己的存储桶。';

const unchanged =
  '请换一个网络，关闭代理和 VPN。如果 cos/config.ts 里的 “endpoint” 是自己的代理，请让它原样转发方法、路径和 Host。';
const setIssuer = '请让发放密钥的服务与时间服务器同步时间。';
const changed = { method: '方法', path: '路径', host: '主机名', header: '请求头', parameter: '参数' };

/** Undefined when it is nobody's, or not known. */
function wrongClock(whose: unknown, seconds: unknown): string | undefined {
  if (typeof seconds !== 'number' || (whose !== 'phone' && whose !== 'issuer')) return undefined;
  const clock = whose === 'phone' ? '手机的时间' : '发放密钥的服务的时间';
  return `${clock}${seconds < 0 ? '慢' : '快'}了 ${Math.abs(Math.round(seconds))} 秒。`;
}

export const failures: FailureTexts = {
  'address-broken': {
    cause: '打开这个页面的地址没有指明文件：它不完整，或在途中被改动了。',
    advice: '请从“我的文件”中打开它。',
  },
  'config-incomplete': ({ setting }) => ({
    cause: `cos/config.ts 里的${setting === undefined ? '存储桶或密钥设置' : `“${setting}”`}没有填，或者格式不对。`,
    advice: '请在 cos/config.ts 里改正，然后重新编译小程序。',
  }),
  'config-mismatch': ({ configured, issued }) => ({
    cause:
      configured === undefined || issued === undefined
        ? '签发的密钥属于另一个存储桶或地域，与 cos/config.ts 不一致。'
        : `cos/config.ts 里是 ${configured}，签发的密钥却属于 ${issued}。`,
    advice: '请让 cos/config.ts 与云函数的 BUCKET、REGION 两项设置一致。',
  }),
  'address-malformed': ({ host }) => ({
    cause: `地址${host === undefined ? '' : ` ${host} `}在微信看来不是有效的 URL。`,
    advice: '请改正 cos/config.ts 里的 “endpoint” 或 “credentials” 的 URL，然后重新编译小程序。',
  }),
  'credential-unreachable': ({ host }) => ({
    cause: `签发临时密钥的服务${host === undefined ? '' : `（${host}）`}没有应答。`,
    advice: isThisComputer(host)
      ? startLocalCloud
      : '请检查网络后重试。如果还是这样，请检查 cos/config.ts 里的 “credentials”，并确认云函数已经部署。',
  }),
  'function-missing': ({ name }) => ({
    cause: `微信云里没有这个小程序的云函数${name === undefined ? '' : `“${name}”`}，或者没有它所在的环境。`,
    advice: '请在微信开发者工具里部署云函数，或者改正 cos/config.ts 里的 “cloudFunction” 和 “environment”。',
  }),
  'credential-refused': ({ reason }) => ({
    cause: reason === undefined ? '密钥服务没有签发临时密钥。' : `密钥服务没有签发临时密钥：${reason}`,
    advice: '请查看云函数 cos-credentials（或您自己的接口）的日志，改正其中指出的问题，然后重试。',
  }),
  'credential-malformed': ({ field }) => ({
    cause:
      field === undefined
        ? '密钥服务返回的不是本模板能读的 JSON。'
        : `密钥服务返回的内容里，字段“${field}”缺失或格式不对。`,
    advice: '请重新部署本模板的云函数；如果用的是自己的接口，请返回同样的字段（见 README）。',
  }),
  'credential-timeout': {
    cause: '签发临时密钥的服务应答太慢。',
    advice: '请重试。刚部署的云函数第一次调用会比较慢。',
  },
  'link-refused': ({ reason }) => ({
    cause: reason === undefined ? '密钥服务拒绝签发链接。' : `密钥服务拒绝签发链接：${reason}`,
    advice:
      '有没有链接、最长能用多久，由小程序的所有者在云函数 cos-credentials 的 MAX_LINK_SECONDS 里设置。详情见它的日志。',
  }),
  'key-rejected': {
    cause: 'COS 不接受这个临时密钥，换了新的也不行。',
    advice: '请确认云函数的 SECRET_ID 和 SECRET_KEY 属于存储桶所在账号，并且密钥是启用的。',
  },
  'signature-rejected': ({ kind, signed, arrived, name }) => {
    switch (kind) {
      case 'method':
      case 'path':
      case 'host':
        return {
          cause: `请求在路上被改动：签名时的${changed[kind]}是 ${signed}，COS 收到的是 ${arrived}。`,
          advice: unchanged,
        };
      case 'header':
      case 'parameter':
        return {
          cause: `请求在路上被改动：COS 收到的${changed[kind]}“${name}”与签名时的不同。`,
          advice: unchanged,
        };
      case 'time':
        return { cause: '请求在路上被改动：COS 从签名里读到的时间与写入的不同。', advice: unchanged };
      case 'secret':
        return {
          cause: 'COS 收到的与签名的内容相同，所以是密钥不对：SecretKey 与 SecretId 不是一对。',
          advice:
            '发放密钥的服务必须把同一次 STS 返回里的 tmpSecretId、tmpSecretKey 和 sessionToken 原样返回。',
        };
      default:
        return {
          cause: 'COS 算出的签名与发送的不一致。',
          advice: '请检查云函数的 SECRET_KEY。如果没有填错，就是手机与 COS 之间有东西改动了请求。',
        };
    }
  },
  'clock-skewed': ({ kind, seconds }) => ({
    cause: wrongClock(kind, seconds) ?? '手机的时间与服务器相差太多。',
    advice: kind === 'issuer' ? setIssuer : '请在手机设置里打开“自动设置日期和时间”，然后重试。',
  }),
  'request-expired': ({ kind, seconds }) => ({
    cause:
      kind === 'age'
        ? '时间没有问题：请求签名之后过了太久才到达。'
        : `请求到达时，签名已经过期。${wrongClock(kind, seconds) ?? ''}`,
    advice:
      kind === 'age'
        ? '请重试，会重新签名。复制出去的链接只在生成时设定的时间内有效。'
        : kind === 'issuer'
          ? setIssuer
          : '请重试。如果又出现，请把手机的日期和时间设为自动。',
  }),
  'access-denied': ({ kind, action, prefix, key, bytes, maxBytes, contentType }) => {
    switch (kind) {
      case 'action':
        return {
          cause: `临时密钥没有 ${action} 权限。`,
          advice:
            '请重新部署云函数，让它的策略包含 cos/actions.ts 里的操作。如果是自己的接口，请把它加进策略。',
        };
      case 'prefix':
        return {
          cause: `临时密钥只能访问以 ${prefix} 开头的对象，请求的却是 ${key === '' ? '整个存储桶' : key}。`,
          advice: '对象键必须以这个前缀开头：请检查对象键，或这个应用的键布局。',
        };
      case 'size':
        return {
          cause: `请求有 ${bytes} 字节，而临时密钥对 ${action} 只允许 ${maxBytes} 字节。`,
          advice: '请选择小一些的文件，或调大云函数的 MAX_UPLOAD_BYTES。',
        };
      case 'type':
        return {
          cause: `临时密钥不允许上传 ${contentType} 类型的文件。`,
          advice: '请把这个类型加进 cos/contentTypes.ts，然后重新部署云函数。',
        };
      case 'elsewhere':
        return {
          cause: `临时密钥允许 ${action}，所以拒绝来自别处：子账号的权限，或存储桶本身。`,
          advice: `请在访问管理（CAM）控制台允许 SECRET_ID 的子账号对这个存储桶执行 ${action}。如果已经允许，请检查存储桶策略里有没有拒绝。`,
        };
      default:
        return {
          cause: '临时密钥没有这项权限。',
          advice:
            '请重新部署云函数，让它的策略包含 cos/actions.ts 里的操作，并确认它的 SECRET_ID 有权使用这个存储桶。',
        };
    }
  },
  'referer-refused': {
    cause: '存储桶的防盗链拒绝了来自微信的请求。',
    advice: '请在 COS 控制台这个存储桶的“防盗链设置”里，允许 servicewechat.com 和空 Referer。',
  },
  'download-forbidden': {
    cause: 'COS 不允许用它自己的域名分发 APK 和 IPA 文件。',
    advice: '小程序的维护者可以给存储桶绑定自定义域名。',
  },
  'content-blocked': {
    cause: '腾讯云因内容问题封禁了这个文件或这个域名。',
    advice: '小程序的维护者可以在 COS 控制台查到原因。',
  },
  'path-style-refused': ({ bucket }) => ({
    cause: `COS 不允许用路径方式访问存储桶${bucket === undefined ? '' : ` ${bucket}`}：2024 年起新建的桶都是这样。`,
    advice:
      "请在 cos/config.ts 里写上 addressing: 'virtual-hosted'，并把存储桶自己的域名加进 request、uploadFile、downloadFile 三个合法域名列表。",
  }),
  'bucket-missing': ({ bucket }) => ({
    cause: `这个地域里没有存储桶${bucket === undefined ? '' : ` ${bucket}`}。`,
    advice: '请把 cos/config.ts 里的 “bucket”（末尾带账号数字）和 “region” 与 COS 控制台对照。',
  }),
  'object-missing': {
    cause: '文件已经不在了：在这里或另一部手机上被删除。',
    advice: '请重新加载文件列表，看看现有的文件。',
  },
  'object-archived': {
    cause: '文件在归档存储里，不能直接读取。',
    advice: '需要小程序的维护者先在 COS 控制台恢复它，可能要几个小时。',
  },
  'image-too-large': {
    cause: '图片太大，COS 没法生成缩小的图。',
    advice: '请保存文件，在相册里查看。',
  },
  'image-format': {
    cause: 'COS 没法给这个文件生成缩小的图：不支持这种格式。',
    advice: '请保存文件，在相册里查看。',
  },
  'image-not-loaded': {
    cause: '微信没能加载这张图片，也没有说明原因。',
    advice: '请重试。文件本身仍然可以保存。',
  },
  'domain-not-listed': ({ host, list }) => ({
    cause: `微信不允许这个小程序访问${host === undefined ? '这台服务器' : ` ${host}`}${list === undefined ? '' : `：它不在 ${list} 合法域名列表里`}。`,
    advice: `请在微信公众平台把${host === undefined ? '该域名' : ` https://${host} `}加进 request、uploadFile、downloadFile 三个合法域名列表，然后从手机上删除小程序，重新扫码。`,
  }),
  'server-unreachable': ({ host }) => ({
    cause: `连不上服务器${host === undefined ? '' : ` ${host}`}。`,
    advice: isThisComputer(host) ? startLocalCloud : '请检查手机的网络，然后重试。',
  }),
  tls: ({ host }) => ({
    cause: `没能与${host === undefined ? '服务器' : ` ${host} `}建立安全连接：证书不被接受，或者中间有别的东西。`,
    advice:
      '请把手机的日期和时间设为自动，关闭代理和 VPN，或者换一个网络。如果所有人都这样，就要检查服务器的证书。',
  }),
  'network-interrupted': {
    cause: '连接断了：手机离线、网络有变化、服务器断开，或者小程序在后台停留太久。',
    advice: '请检查网络，保持小程序打开，然后重试。',
  },
  'connection-failed': ({ host }) => ({
    cause: `访问${host === undefined ? '服务器' : ` ${host} `}失败，原因不明。`,
    advice: '请重试，或者换一个网络。如果还是这样，请复制下面几行，发给小程序的维护者。',
  }),
  'too-many-requests': {
    cause: '同时进行的传输太多：微信只允许一个小程序有 10 个。',
    advice: '请稍等，等其中一些完成后再重试。',
  },
  timeout: ({ host }) => ({
    cause: `${host === undefined ? '服务器' : `${host} `}没有及时应答。`,
    advice: '请在网络好一些的地方重试。',
  }),
  'server-error': {
    cause: 'COS 服务此刻出了问题。',
    advice: '请稍等片刻再重试。如果一直这样，请把请求 ID 提供给腾讯云客服。',
  },
  'foreign-answer': ({ host }) => ({
    cause: `回应的不是 ${host === undefined ? 'COS' : host}，而是别的服务：常见的是公共 Wi-Fi 的登录页。`,
    advice: '请在手机浏览器里随便打开一个网页，完成登录，或者断开这个 Wi-Fi，然后重试。',
  }),
  'upload-lost': {
    cause: '已上传的分块在 COS 上不见了：没有完成的上传，过一段时间会被清除。',
    advice: '请重试：文件会从头上传。',
  },
  'part-too-small': {
    cause: 'COS 拒绝了一个过小的分块：除了最后一块，都不能小于 1 MB。',
    advice: '需要小程序的维护者把分块改大。',
  },
  'checksum-mismatch': {
    cause: '收到的内容与发出的不一致：校验值不同。',
    advice: '请重试。如果还是这样，请换一个网络。',
  },
  'too-large': ({ kind, limit }) => {
    const most = typeof limit === 'number' ? `最大值 ${formatBytes(limit)}` : '大小';
    return kind === 'download'
      ? { cause: `文件超过了微信能下载的${most}。`, advice: '请复制链接，在浏览器中打开。' }
      : { cause: `文件超过了允许的${most}。`, advice: '请选小一些的文件，或先把视频剪短。' };
  },
  'name-too-long': ({ limit }) => ({
    cause: typeof limit === 'number' ? `文件名超过 ${limit} 字节（一个汉字占三个字节）。` : '文件名太长。',
    advice: '请把文件名改短。',
  }),
  'path-too-long': {
    cause: '文件的路径太长，手机的文件系统放不下。',
    advice: '请把文件名改短，再重新选择。',
  },
  'file-type': {
    cause: '这里不接受这种文件。',
    advice: '请选择其他文件。',
  },
  'file-empty': {
    cause: '文件是空的，只有 0 字节。',
    advice: '请重新选择，或换一个文件。',
  },
  'file-unreadable': {
    cause: '文件读不出来：已被微信清理、被移走，或者小程序无权读取。',
    advice: '请重新选择这个文件。',
  },
  'file-changed': {
    cause: '上传过程中文件发生了变化。',
    advice: '请等文件不再变化后重试：文件会从头上传。',
  },
  'other-user': {
    cause: '选择文件之后，登录的用户换了。',
    advice: '请在选择文件的用户登录后重试。',
  },
  'file-broken': {
    cause: '微信的文件系统处理不了这个文件。',
    advice: '请重试。如果还是不行，请关闭小程序，重新打开后再选这个文件。',
  },
  'files-not-ready': {
    cause: '文件系统还没有准备好，微信暂时读写不了文件。',
    advice: '请稍等片刻再重试。如果一直这样，请退出微信再打开。',
  },
  'storage-full': {
    cause: '放不下这个文件：一个小程序在手机上最多存 200 MB。',
    advice: '请清理手机空间，或在微信里清除这个小程序的数据，然后重试。',
  },
  'wechat-timeout': {
    cause: '这台手机上的微信没有及时响应。',
    advice: '请重试。如果仍然如此，请完全退出微信后再打开。',
  },
  'disk-full': {
    cause: '手机的存储空间已满。',
    advice: '请清理手机空间，然后重试。',
  },
  'album-refused': {
    cause: '这个小程序没有添加到相册的权限。',
    advice: '请打开设置，允许添加到相册，随后会立即保存。',
  },
  'album-type': {
    cause: '手机相册不接受这种文件。',
    advice: '请复制链接，用浏览器打开。',
  },
  'not-for-album': {
    cause: '只有照片和视频能存进相册。',
    advice: '请打开文件，或复制它的链接。',
  },
  'document-type': {
    cause: '微信能打开 doc、docx、xls、xlsx、ppt、pptx 和 pdf，打不开这种文件。',
    advice: '请复制链接，用浏览器打开。',
  },
  'wechat-permission': {
    cause: '手机没有允许微信使用照片或相机，在小程序的设置里改不了。',
    advice: '请打开手机的系统设置，允许微信访问照片和相机，然后回来重试。',
  },
  'tap-needed': {
    cause: '微信只在点击之后立即打开它。',
    advice: '请再点一次按钮。',
  },
  'not-supported': {
    cause: '这个版本的微信没有这里需要的功能。',
    advice: '请更新微信，或者改在手机上使用。',
  },
  'privacy-undeclared': {
    cause: '小程序的隐私协议里没有声明这项用途。',
    advice: '请小程序的所有者在微信公众平台“设置”的隐私保护指引里，声明选择文件、添加到相册和剪切板。',
  },
  'privacy-refused': {
    cause: '你没有同意隐私协议。',
    advice: '如果要继续，请重试并点同意。拒绝后 10 秒内微信不会再次询问。',
  },
  cancelled: {
    cause: '已经取消。',
    advice: '随时可以重新开始，什么都没有丢。',
  },
  unknown: {
    cause: '发生了这个小程序不认识的情况。',
    advice: '请重试。如果还是这样，请复制下面几行，发给小程序的维护者。',
  },
};
