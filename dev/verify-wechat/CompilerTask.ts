/** What the process of WeChat's compiler is asked for. Paths are absolute. */
export type CompilerTask =
  /** "Build npm", as `packNpmManually` does it: one entry of packNpmRelationList. */
  | { readonly kind: 'build-npm'; readonly packageJsonPath: string; readonly miniprogramNpmDistDir: string }
  /** Compiles a project as for an upload, and writes the files of the package into `output`. */
  | { readonly kind: 'compile'; readonly project: string; readonly output: string }
  | PreviewTask
  | UploadTask;

/** Compiles a project and sends it to WeChat for a phone to try. */
export interface PreviewTask extends Sending {
  readonly kind: 'preview';
  /** Where WeChat's picture of the QR code is written, as it comes: JPEG or PNG. */
  readonly codeFile: string;
  /** The page that opens, with what its `onLoad` gets as `name=value&…`. Default: the first page. */
  readonly page?: string;
  readonly query?: string;
}

/** Compiles a project and sends it to WeChat as the version that is tried and released in the console. */
export interface UploadTask extends Sending {
  readonly kind: 'upload';
  readonly version: string;
}

interface Sending {
  readonly project: string;
  readonly appid: string;
  /** The text of the upload key: PEM. It signs the requests and is not sent. */
  readonly privateKey: string;
  /** In whose name, 1 to 30: WeChat keeps one development version of each. */
  readonly robot: number;
  /** Shown in the console. Default: that of WeChat's tool. */
  readonly description?: string;
}

export type CompilerAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'sent'; readonly packages: readonly SentPackage[] }
  /** WeChat's own words: for a source file with its path and line. The code is miniprogram-ci's. */
  | { readonly kind: 'refused'; readonly reason: string; readonly code?: number };

export interface SentPackage {
  /** `__FULL__` is all, `__APP__` the main package, others the root of a subpackage. */
  readonly name: string;
  /** Bytes, as WeChat counted them. */
  readonly size: number;
}
