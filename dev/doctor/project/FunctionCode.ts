/** The parts of the cloud function that the doctor runs as they are. */
export interface FunctionCode {
  /** Throws an `Error` that names each setting that is missing or malformed. */
  readSettings(environment: Record<string, string | undefined>): FunctionSettings;
  createPolicy(settings: PolicySettings, openId: string): Policy;
  /** Under which a user's objects are. */
  prefixOf(openId: string): string;
  /** Asks STS. Throws an `Error` with STS's code and what to do about it. */
  requestKey(settings: FunctionSettings, policy: Policy): Promise<{ key: TemporaryKey }>;
  /** A URL that works from `start` to `end`, in unix seconds. */
  signLink(
    settings: FunctionSettings,
    link: { base: string; key: string; start: number; end: number },
  ): string;
}

export interface PolicySettings {
  bucket: string;
  appId: string;
  region: string;
  maxUploadBytes: number;
}

export interface FunctionSettings extends PolicySettings {
  secretId: string;
  secretKey: string;
  durationSeconds: number;
  maxLinkSeconds: number;
  linkBase: string;
}

export interface Policy {
  version: '2.0';
  statement: { effect: 'allow'; action: string[]; resource: string[] }[];
}

interface TemporaryKey {
  credentials: { tmpSecretId: string; tmpSecretKey: string; sessionToken: string };
  expiredTime: number;
}
