// How a file is packed, by its first bytes. Brotli has none of its own, so there the name says it, as it does where a file ends before it
// could show them.

/** The ways that are unpacked here, with what a person calls them. */
const titles = { gzip: "gzip", zstd: "zstd", brotli: "Brotli" } as const;

/** One word for each decoder. */
export type Packing = keyof typeof titles;

/** For sentences that a person reads. */
export function packingTitle(packing: Packing): string {
  return titles[packing];
}

/** Undefined for a file that is not packed, or in a way that only other programs know. */
export function packingOf(beginning: Uint8Array, name: string): Packing | undefined {
  if (beginning[0] === 0x1f && beginning[1] === 0x8b) return "gzip";
  if (isZstd(beginning)) return "zstd";
  // JSON Lines under such a name are taken for what they are.
  if (/\.br$/i.test(name)) return looksLikeJson(beginning) ? undefined : "brotli";
  if (/\.gz$/i.test(name) && beginning.length === 1 && beginning[0] === 0x1f) return "gzip";
  return /\.zst$/i.test(name) && isCutZstd(beginning) ? "zstd" : undefined;
}

/** A frame, or a skippable one in front of it. */
function isZstd([a, b, c, d]: Uint8Array): boolean {
  return (
    (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) ||
    (a !== undefined && (a & 0xf0) === 0x50 && b === 0x2a && c === 0x4d && d === 0x18)
  );
}

/** A file that ends inside of the mark of its first frame. */
function isCutZstd(bytes: Uint8Array): boolean {
  if (bytes.length === 0 || bytes.length > 3) return false;
  return [
    [0x28, 0xb5, 0x2f, 0xfd],
    [0x50, 0x2a, 0x4d, 0x18],
  ].some((mark) => isZstd(Uint8Array.of(...bytes, ...mark.slice(bytes.length))));
}

function looksLikeJson(beginning: Uint8Array): boolean {
  return /^\s*[[{]\s*["[{\]}]/.test(Buffer.from(beginning.subarray(0, 64)).toString("latin1"));
}

/** A packed file's name without the ending that says so. */
export function unpackedName(name: string): string {
  const bare = name.replace(/\.(?:gz|zst|br)$/i, "");
  return bare === "" ? name : bare;
}
