import leven from 'leven';
import { regions } from './regions';

/** Why a value can't be right. */
export interface Fault {
  readonly means: string;
  /** How a right one looks; the one that was probably meant, where that can be said. */
  readonly example: string;
}

/** COS: at most 60 characters, the number of the account included. */
const BUCKET_LENGTH = 60;

export function bucketFault(name: string): Fault | undefined {
  const fits = name.length <= BUCKET_LENGTH;
  if (fits && /^[a-z\d]([a-z\d-]*[a-z\d])?-\d{8,12}$/.test(name)) return undefined;
  if (fits && /^[a-z\d][a-z\d-]*$/.test(name)) {
    return {
      means: 'The number of the account (APPID) is missing at its end: COS finds no such bucket.',
      example: `${name}-1250000000`,
    };
  }
  return {
    means: `A bucket of COS has lower-case letters, digits and "-", then "-" and the number of the account: at most ${BUCKET_LENGTH} characters.`,
    example: 'examplebucket-1250000000',
  };
}

export function regionFault(region: string): Fault | undefined {
  if (/^(ap|na|sa|eu|me|af)-[a-z]+(-[a-z\d]+)?$/.test(region)) return undefined;
  return {
    means: 'It is part of the host name, which does not exist so.',
    example: nearestRegion(region, 3) ?? 'ap-guangzhou',
  };
}

/** The known region that a well-formed one is probably a slip of; new regions are opened, so that an unknown one is no fault. */
export function regionMeant(region: string): string | undefined {
  return region in regions ? undefined : nearestRegion(region, 2);
}

/** The region of a city, in English or Chinese, or the one that differs in at most so many letters. */
function nearestRegion(text: string, letters: number): string | undefined {
  const asked = text.trim().toLowerCase();
  const known = Object.entries(regions);
  const byCity = known.find(([region, city]) => region.endsWith(`-${asked}`) || asked.includes(city));
  if (byCity) return byCity[0];
  const [nearest] = known
    .map(([region]) => ({ region, distance: leven(region, asked) }))
    .sort((one, other) => one.distance - other.distance);
  return nearest && nearest.distance <= letters ? nearest.region : undefined;
}

/** Of a Mini Program, not of an account of Tencent Cloud, whose number is called APPID too. */
export const isAppId = (text: string): boolean => /^wx[\da-f]{16}$/.test(text);
