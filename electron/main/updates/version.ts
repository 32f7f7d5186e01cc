// Versions as packages have them: three numbers (https://semver.org). What is marked as not yet released is no update.

import { z } from "zod";

export type Version = readonly [major: number, minor: number, patch: number];

const pattern = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})$/;

export const versionSchema: z.ZodType<Version> = z
  .string()
  .regex(pattern)
  .transform((text) => {
    const [major = 0, minor = 0, patch = 0] = text.split(".").map(Number);
    return [major, minor, patch] as const;
  });

export function isNewer(one: Version, other: Version): boolean {
  const differs = one.findIndex((number, at) => number !== other[at]);
  return differs !== -1 && (one[differs] ?? 0) > (other[differs] ?? 0);
}

export function printVersion(version: Version): string {
  return version.join(".");
}
