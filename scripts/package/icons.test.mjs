import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { icnsFile, icoFile, iconFile, iconSizes } from "./icons.mjs";

/** A PNG's edges stand behind its signature and the head of its first part. @param {Buffer} png */
const edgesOf = (png) => [png.readUInt32BE(16), png.readUInt32BE(20)];

it("is drawn in every size", () => {
  for (const size of iconSizes) expect(edgesOf(readFileSync(iconFile(size))), `${size}`).toEqual([size, size]);
});

it("is one file of all sizes up to 256 for Windows", () => {
  const file = icoFile();
  const count = file.readUInt16LE(4);
  const pictures = Array.from({ length: count }, (_, at) => {
    const entry = file.subarray(6 + 16 * at, 22 + 16 * at);
    const [bytes, from] = [entry.readUInt32LE(8), entry.readUInt32LE(12)];
    return { said: entry.readUInt8(0) || 256, edges: edgesOf(file.subarray(from, from + bytes)), end: from + bytes };
  });
  expect(pictures.map(({ said }) => said)).toEqual([16, 24, 32, 48, 64, 128, 256]);
  for (const { said, edges } of pictures) expect(edges).toEqual([said, said]);
  expect(pictures.at(-1)?.end).toBe(file.length);
});

it("is one file of named parts for macOS", () => {
  const file = icnsFile();
  expect([file.toString("latin1", 0, 4), file.readUInt32BE(4)]).toEqual(["icns", file.length]);
  const parts = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    parts.push([file.toString("latin1", at, at + 4), edgesOf(file.subarray(at + 8))[0]]);
  }
  expect(parts).toContainEqual(["ic09", 512]);
  expect(parts).toHaveLength(9);
});
