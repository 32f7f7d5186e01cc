// What stages read: logs of the project's own generator, and what other programs make of them.

import zlib from "node:zlib";
import { generateLog, type ShapeName } from "../../../cli/generator/generateLog.ts";
import type { Content } from "../stage.ts";

const one = 0x31;
const two = 0x32;

/** Logs of a shape by content, made once. */
export async function generatedSource(shape: ShapeName, bytes: number): Promise<(content: Content) => Buffer> {
  const [first, another] = await Promise.all([logOf(shape, 1, bytes), logOf(shape, 2, bytes)]);
  const middle = lineStart(first, first.length / 2);
  const all: Readonly<Record<Content, Buffer>> = {
    first,
    shorter: first.subarray(0, lineStart(first, first.length * 0.6)),
    longer: Buffer.concat([first, first.subarray(0, lineStart(first, first.length / 4))]),
    another,
    // As long as the first one: who reads so many bytes has read all.
    rewritten: Buffer.concat([
      first.subarray(0, middle),
      first.subarray(middle).map((byte) => (byte === one ? two : byte)),
    ]),
  };
  return (content) => all[content];
}

/** The same behind a long line that holds nothing, and costs next to nothing to read. */
export function behindBlanks(source: (content: Content) => Buffer, bytes: number): (content: Content) => Buffer {
  const blanks = Buffer.from(`${" ".repeat(bytes)}\n`);
  return (content) => Buffer.concat([blanks, source(content)]);
}

/** The same, packed. */
export function packed(source: (content: Content) => Buffer): (content: Content) => Buffer {
  const made = new Map<Content, Buffer>();
  const pack = (content: Content): Buffer => {
    const known = made.get(content) ?? zlib.gzipSync(source(content));
    made.set(content, known);
    return known;
  };
  return (content) => {
    if (content === "longer") return Buffer.concat([pack("first"), pack("shorter")]);
    // A packed file that was cut.
    return content === "shorter" ? pack("first").subarray(0, pack("first").length * 0.6) : pack(content);
  };
}

async function logOf(shape: ShapeName, seed: number, bytes: number): Promise<Buffer> {
  const blocks: Buffer[] = [];
  await generateLog({ shape, seed, bytes }, { write: (block) => void blocks.push(Buffer.from(block)) });
  return Buffer.concat(blocks);
}

function lineStart(bytes: Buffer, near: number): number {
  return bytes.indexOf(0x0a, Math.floor(near)) + 1;
}
