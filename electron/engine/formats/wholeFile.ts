// Judges a file as a whole by its first bytes: what is no JSON Lines is named, with what to do, and not shown as millions
// of malformed lines without a word.

import { encodingOf } from "../source/encoding.ts";
import type { Head } from "./format.ts";
import { readLoosely } from "./looseJson.ts";

/** A value that begins the file and takes more than a line, or is an array on the only line. */
export interface JsonDocument {
  readonly is: "object" | "array";
  /** As far as the first bytes tell. */
  readonly head: Head;
  /** True when another value follows it. */
  readonly isOneOfSeveral: boolean;
}

export interface Beginning {
  readonly bytes: Uint8Array;
  /** Of the file, without its folder; undefined where the bytes are not its own but made of them, so that no command on it gives them. */
  readonly name: string | undefined;
  /** True when the bytes are the whole file. */
  readonly whole: boolean;
}

/** Packed files by their first bytes, with the program that unpacks them to standard output. */
const packed: readonly {
  readonly magic: readonly (number | undefined)[];
  readonly title: string;
  readonly unpack: string;
}[] = [
  { magic: [0x1f, 0x8b], title: "gzip", unpack: "gzip -dc" },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], title: "zstd", unpack: "zstd -dc" },
  { magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], title: "xz", unpack: "xz -dc" },
  { magic: [0x42, 0x5a, 0x68, undefined, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59], title: "bzip2", unpack: "bzip2 -dc" },
  { magic: [0x04, 0x22, 0x4d, 0x18], title: "lz4", unpack: "lz4 -dc" },
  { magic: [0x50, 0x4b, 0x03, 0x04], title: "zip", unpack: "unzip -p" },
];

const shownAsTheyAre = "Its lines are shown as they are.";

/** A sentence for a file of another sort; undefined when nothing speaks against JSON Lines. */
export function foreignNotice({ bytes, name }: Beginning): string | undefined {
  if (bytes.length === 0) return "This file is empty. Open it again when something has been written to it.";
  const archive = packed.find(({ magic }) => magic.every((byte, at) => byte === undefined || bytes[at] === byte));
  if (archive !== undefined) {
    const { title, unpack } = archive;
    const example = exampleOf(name, (file) => `${unpack} ${quoted(file)} > ${quoted(unpackedName(file))}`);
    return `This file is packed with ${title}. Unpack it first${example}`;
  }
  const encoding = encodingOf(bytes);
  if (encoding === undefined) return undefined;
  const example = exampleOf(
    name,
    (file) => `iconv -f ${encoding.iconv} -t UTF-8 ${quoted(file)} > ${quoted(`utf8-${file}`)}`,
  );
  return `This file is ${encoding.title}, not UTF-8. Convert it first${example}`;
}

/** What ends an advice: the command that does it, where one does. */
function exampleOf(name: string | undefined, command: (file: string) => string): string {
  return name === undefined ? "." : `, for example with: ${command(name)}`;
}

/** The JSON document that the file begins with, if it is none of JSON Lines. */
export function documentOf({ bytes, whole }: Beginning): JsonDocument | undefined {
  if (beginsWithRecord(bytes)) return undefined;
  const text = new TextDecoder().decode(bytes);
  const start = text.search(/[^\s]/);
  const opening = text[start];
  if (opening !== "{" && opening !== "[") return undefined;
  const { value, end, odd, cut } = readLoosely(text, start, whole);
  // Inside its first line a record of any length may be cut by the end of what was read.
  if (odd || (cut && whole)) return undefined;
  const isOnOneLine = !text.slice(start, end).includes("\n");
  const follows = text.slice(end).search(/[^\s]/) >= 0;
  if (isOnOneLine && (opening === "{" || !holdsObjects(value) || follows || cut)) return undefined;
  // One bracket on a line of its own and then nothing says little.
  if (typeof value === "object" && value !== null && Object.keys(value).length === 0) return undefined;
  return { is: opening === "{" ? "object" : "array", head: value, isOneOfSeveral: follows };
}

/** Whether the first line is an object and whole, as nearly always: then what follows need not be read. */
function beginsWithRecord(bytes: Uint8Array): boolean {
  const newline = bytes.indexOf(0x0a);
  if (bytes[0] !== 0x7b || newline < 0) return false;
  try {
    JSON.parse(new TextDecoder().decode(bytes.subarray(0, newline)));
    return true;
  } catch {
    return false;
  }
}

export function documentNotice({ is, isOneOfSeveral }: JsonDocument, { name }: Pick<Beginning, "name">): string {
  const command = (filter: string): string => toRecords(filter, name);
  if (isOneOfSeveral)
    return `These are JSON values over many lines each, not JSON Lines. ${shownAsTheyAre} ${command(".")}`;
  if (is === "array") {
    return `This is one JSON array, not JSON Lines. Those of its members that lie on one line are shown as records. ${command(".[]")}`;
  }
  return `This is one JSON document over many lines, not JSON Lines. ${shownAsTheyAre} ${command(".")}`;
}

function toRecords(filter: string, name: string | undefined): string {
  const example = exampleOf(name, (file) => `jq -c '${filter}' ${quoted(file)} > ${quoted(`lines-${file}`)}`);
  return `Put one value on each line to see them as records${example}`;
}

/** A sentence for a file without any JSON object on the lines that were looked at. */
export function noObjectsNotice({ bytes, name }: Beginning, hasOtherValues: boolean): string {
  if (hasOtherValues) {
    return "The lines of this file are JSON values, but no objects: its records have no members that name a kind or a time.";
  }
  if (isBinary(bytes)) return `This looks like a binary file, not JSON Lines. ${shownAsTheyAre}`;
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === "") return "This file holds nothing but white space.";
  const separator = separatorOf(text);
  if (separator !== undefined) {
    const option = separator === "\t" ? "--itsv" : separator === ";" ? "--icsv --ifs ';'" : "--icsv";
    const example = exampleOf(
      name,
      (file) => `mlr ${option} --ojsonl cat ${quoted(file)} > ${quoted(`${file}.jsonl`)}`,
    );
    return `This looks like a table (CSV), not JSON Lines. ${shownAsTheyAre} Convert it${example}`;
  }
  return `This looks like plain text, not JSON Lines: no JSON object was found in it. ${shownAsTheyAre}`;
}

/** Text of any encoding that has its letters in single bytes holds next to no control characters but white space and escape. */
function isBinary(bytes: Uint8Array): boolean {
  const controls = bytes.filter((byte) => byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b).length;
  return bytes.includes(0) || controls > bytes.length / 50;
}

/** What separates the columns when each of the first lines has as many of it. */
function separatorOf(text: string): string | undefined {
  const lines = text.split(/\r?\n/, 11).slice(0, 10);
  const full = lines.filter((line) => line !== "");
  // A quoted cell may hold anything.
  const counts = (separator: string) => full.map((line) => line.replace(/"[^"]*"/g, "").split(separator).length - 1);
  return [",", "\t", ";"].find((separator) => {
    const [first = 0, ...others] = counts(separator);
    return first > 0 && others.length > 0 && others.every((count) => count === first);
  });
}

function holdsObjects(value: unknown): boolean {
  return Array.isArray(value) && value.some((member) => typeof member === "object" && member !== null);
}

function unpackedName(name: string): string {
  const bare = name.replace(/\.(?:gz|zst|xz|bz2|lz4|zip)$/i, "");
  return bare === name ? `${name}.jsonl` : bare;
}

/** A file's name as a shell takes it. */
function quoted(name: string): string {
  return /^[\w.+-]+$/.test(name) && !name.startsWith("-") ? name : `'./${name.replaceAll("'", "'\\''")}'`;
}
