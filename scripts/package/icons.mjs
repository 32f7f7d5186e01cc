// The icon, drawn once in the usual sizes (`npm run icons`), and the containers that Windows and macOS want it in. Both
// hold the very same PNG files.

import { readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../projectRoot.mjs";

/** Drawn files are kept in the repository, so that packaging needs no renderer. */
export const iconFolder = path.join(projectRoot, "packaging/icons");

/** Pixels of an edge. */
export const iconSizes = /** @type {const} */ ([16, 24, 32, 48, 64, 128, 256, 512]);

/** @param {(typeof iconSizes)[number]} size */
export function iconFile(size) {
  return path.join(iconFolder, `${size}.png`);
}

/**
 * Windows: a head of 6 bytes, an entry of 16 bytes for each picture, the pictures.
 * @returns {Buffer}
 */
export function icoFile() {
  const pictures = iconSizes
    .filter((size) => size <= 256)
    .map((size) => ({ size, bytes: readFileSync(iconFile(size)) }));
  const head = Buffer.alloc(6);
  head.writeUInt16LE(1, 2); // an icon, not a cursor
  head.writeUInt16LE(pictures.length, 4);
  let at = head.length + 16 * pictures.length;
  const entries = pictures.map(({ size, bytes }) => {
    const entry = Buffer.alloc(16);
    entry.writeUInt8(size % 256, 0); // 256 is written as 0
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(bytes.length, 8);
    entry.writeUInt32LE(at, 12);
    at += bytes.length;
    return entry;
  });
  return Buffer.concat([head, ...entries, ...pictures.map(({ bytes }) => bytes)]);
}

/** What macOS calls the sizes that it takes as PNG; the same pictures serve both densities. */
const icnsTypes = /** @type {const} */ ([
  ["icp4", 16],
  ["icp5", 32],
  ["ic07", 128],
  ["ic08", 256],
  ["ic09", 512],
  ["ic11", 32],
  ["ic12", 64],
  ["ic13", 256],
  ["ic14", 512],
]);

/**
 * macOS: a head of 8 bytes with the length of all, then each picture behind a head of its own.
 * @returns {Buffer}
 */
export function icnsFile() {
  const pictures = icnsTypes.map(([type, size]) => icnsPart(type, readFileSync(iconFile(size))));
  return icnsPart("icns", Buffer.concat(pictures));
}

/**
 * @param {string} type Four letters.
 * @param {Buffer} bytes
 */
function icnsPart(type, bytes) {
  const head = Buffer.alloc(8, type, "latin1");
  head.writeUInt32BE(8 + bytes.length, 4);
  return Buffer.concat([head, bytes]);
}
