import type { JsonText } from '../../JsonText';

export interface ProjectConfig {
  readonly miniprogramRoot?: unknown;
  /** Of templates in which a build makes the one from the other. */
  readonly srcMiniprogramRoot?: unknown;
  readonly cloudfunctionRoot?: unknown;
  readonly compileType?: unknown;
  readonly packOptions?: { readonly ignore?: readonly { readonly value?: string; readonly type?: string }[] };
  readonly setting?: { readonly useCompilerPlugins?: unknown; readonly es6?: unknown };
}

export interface Subpackage {
  readonly root?: string;
  readonly pages?: readonly string[];
}

export interface AppJson {
  readonly pages?: unknown;
  readonly subPackages?: readonly Subpackage[];
  readonly subpackages?: readonly Subpackage[];
}

export interface PackageJson {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** The Mini Program that gets the folder. Paths in it are relative to its root, with slashes. */
export interface Host {
  /** Absolute; has project.config.json. */
  readonly root: string;
  readonly project: JsonText<ProjectConfig>;
  readonly app: JsonText<AppJson>;
  readonly packageJson: JsonText<PackageJson> | undefined;
  /** `''` when it is the root itself. */
  readonly miniprogram: string;
  /** The folder that their build makes of it; undefined: WeChat compiles it as it is. */
  readonly built: string | undefined;
  /** Undefined: none is configured. */
  readonly functions: string | undefined;
  readonly takesTypeScript: boolean;
  /** What remembers the versions of their packages, and the command that writes it. */
  readonly lock: { readonly file: string; readonly command: string } | undefined;
  /** Who makes the folder of the Mini Program, in words; undefined: it is the source. */
  readonly builtBy: string | undefined;
}
