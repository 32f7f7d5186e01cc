import path from "node:path";

/**
 * Finds what a relative import with a mark behind it (`./a.ts?wasm`) means: the file beside the importer, mark and all.
 * @param {RegExp} marker
 */
export function resolveMarked(marker) {
  return {
    filter: { id: marker },
    /**
     * @param {string} source
     * @param {string | undefined} importer
     */
    handler(source, importer) {
      if (!source.startsWith(".") || importer === undefined) return undefined;
      return path.resolve(path.dirname(importer.replace(/\?.*$/, "")), source);
    },
  };
}
