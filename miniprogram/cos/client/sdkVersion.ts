/// <reference path="../typings/cos-wx-sdk-v5.d.ts" />
import COS from 'cos-wx-sdk-v5';

/** E.g. `1.4.13`. */
export const sdkVersion = COS.version;
