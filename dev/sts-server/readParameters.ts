import { StsError } from './StsError';
import type { Parameters } from './StsRequest';

/** Tencent Cloud API 3.0, common errors: a parameter that the action does not have is refused. */
export function refuseUnknownParameters(parameters: Parameters, known: readonly string[]): void {
  for (const name of Object.keys(parameters)) {
    // A list comes as Tags.0.Key in a form.
    if (!known.includes(name.split('.')[0] ?? name)) {
      throw new StsError('UnknownParameter', `The parameter ${name} is unknown.`);
    }
  }
}

export function requiredText(parameters: Parameters, name: string, pattern: RegExp): string {
  const value = parameters[name];
  if (value === undefined || value === null || value === '') {
    throw new StsError('MissingParameter', `The request lacks the parameter ${name}.`);
  }
  if (typeof value === 'string' && pattern.test(value)) return value;
  throw new StsError(
    'InvalidParameter.ParamError',
    `${name} is ${JSON.stringify(value).slice(0, 100)}, but must match ${pattern.source}.`,
  );
}

/** Seconds. */
export function readDuration(parameters: Parameters, range: { standard: number; maximum: number }): number {
  const { DurationSeconds = range.standard } = parameters;
  const seconds = DurationSeconds === '' ? Number.NaN : Number(DurationSeconds);
  if (!Number.isInteger(seconds) || seconds < 1) {
    throw new StsError(
      'InvalidParameter.ParamError',
      `DurationSeconds is ${JSON.stringify(DurationSeconds)}, but must be a whole number of seconds, at least 1.`,
    );
  }
  if (seconds > range.maximum) {
    throw new StsError(
      'InvalidParameter.OverTimeError',
      `DurationSeconds is ${seconds}, but at most ${range.maximum} are allowed.`,
    );
  }
  return seconds;
}
