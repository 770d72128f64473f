/** What was asked, whichever of the two protocols it came by. */
export interface StsRequest {
  action: string;
  version: string;
  /** Without the parameters that all actions have in common. */
  parameters: Parameters;
  proof: Proof;
}

/** Numbers come as numbers in JSON, and as text in a form or a query. */
export type Parameters = Record<string, unknown>;

/** How the caller shows who it is. */
export type Proof = { secretId: string; token?: string /** Unix seconds. */; timestamp: number } & (
  | Tc3Signature
  | LegacySignature
);

export interface Tc3Signature {
  method: 'TC3-HMAC-SHA256';
  /** Day in UTC, YYYY-MM-DD. */
  date: string;
  service: string;
  /** The canonical request; one for each spelling of the host that a client may have signed. */
  canonicalRequests: string[];
  /** Hexadecimal. */
  signature: string;
}

export interface LegacySignature {
  method: 'HmacSHA1' | 'HmacSHA256';
  /** One for each spelling of the host that a client may have signed. */
  stringsToSign: string[];
  /** Base64. */
  signature: string;
}
