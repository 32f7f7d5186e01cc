// The files that Seekline opens on a double click, as each platform is told.

/**
 * @typedef {object} FileType
 * @property {string} mime
 * @property {readonly string[]} aliases Other names in use for the same.
 * @property {string} title
 * @property {string} parent What it is too, for programs that know no better.
 * @property {readonly string[]} extensions
 */

/** @type {readonly FileType[]} */
export const fileTypes = [
  {
    mime: "application/x-ndjson",
    aliases: ["application/jsonl", "application/x-jsonlines", "application/ndjson"],
    title: "JSON Lines",
    parent: "text/plain",
    extensions: ["jsonl", "ndjson"],
  },
  packed("zstd", "zst", "application/zstd"),
  packed("gzip", "gz", "application/gzip"),
];

/**
 * @param {string} method
 * @param {string} ending
 * @param {string} parent
 * @returns {FileType}
 */
function packed(method, ending, parent) {
  return {
    mime: `application/x-ndjson+${method}`,
    aliases: [],
    title: `JSON Lines (${method})`,
    parent,
    extensions: [`jsonl.${ending}`, `ndjson.${ending}`],
  };
}
