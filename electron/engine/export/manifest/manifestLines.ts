// What a manifest consists of: JSON Lines, so that it may be of any length. The first line says of which source it is, then
// comes one for each range that was exported (and before it, one for each place in it that was redacted), and the last one sums
// up: without it the manifest was cut.

import { z } from "zod";

const whole = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const manifestVersion = 1;

export const manifestHeadSchema = z.object({
  manifest: z.literal(manifestVersion),
  source: z.object({
    /** From the manifest's folder, with slashes; from the root where no way leads there. */
    path: z.string().min(1),
    /** Of what it holds, unpacked, when it was exported; it may have grown since. */
    bytes: whole,
  }),
  filter: z.string(),
  /** What may be hidden in the records, by kind; absent: they are as they stand in the source. */
  redacted: z.array(z.string().max(40)).max(1000).readonly().optional(),
});

/** Something of the range behind this line that is hidden; see `Mask`. */
export const manifestMaskSchema = z.object({
  offset: whole,
  length: whole,
  masked: z.string(),
  part: whole,
  total: whole,
});

/** Records that are neighbours in the source, without the line break behind them; the sum is that of what was exported. */
export const manifestRangeSchema = z.object({ offset: whole, length: whole, records: whole, sha256 });

export const manifestEndSchema = z.object({
  ranges: whole,
  records: whole,
  /** Of the ranges alone. */
  bytes: whole,
  /** Of what was exported: the ranges, a line feed behind each, before it was compressed. */
  sha256,
});

export type ManifestHead = z.infer<typeof manifestHeadSchema>;
export type ManifestMask = z.infer<typeof manifestMaskSchema>;
export type ManifestRange = z.infer<typeof manifestRangeSchema>;
export type ManifestEnd = z.infer<typeof manifestEndSchema>;
