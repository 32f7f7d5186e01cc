// How a file is packed, by its first bytes. Brotli has none of its own, so there the name says it.

/** The ways that are unpacked here, with what a person calls them. */
const titles = { gzip: "gzip", zstd: "zstd", brotli: "Brotli" } as const;

export type Packing = keyof typeof titles;

export function packingTitle(packing: Packing): string {
  return titles[packing];
}

/** Undefined for a file that is not packed, or in a way that only other programs know. */
export function packingOf(beginning: Uint8Array, name: string): Packing | undefined {
  if (beginning[0] === 0x1f && beginning[1] === 0x8b) return "gzip";
  if (isZstd(beginning)) return "zstd";
  // JSON Lines under such a name are taken for what they are.
  return /\.br$/i.test(name) && !looksLikeJson(beginning) ? "brotli" : undefined;
}

/** A frame, or a skippable one in front of it. */
function isZstd([a, b, c, d]: Uint8Array): boolean {
  return (
    (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) ||
    (a !== undefined && (a & 0xf0) === 0x50 && b === 0x2a && c === 0x4d && d === 0x18)
  );
}

function looksLikeJson(beginning: Uint8Array): boolean {
  return /^\s*[[{]\s*["[{\]}]/.test(Buffer.from(beginning.subarray(0, 64)).toString("latin1"));
}

/** A packed file's name without the ending that says so. */
export function unpackedName(name: string): string {
  const bare = name.replace(/\.(?:gz|zst|br)$/i, "");
  return bare === "" ? name : bare;
}
