// Compiles an AssemblyScript entry to WebAssembly and remembers the result.
//
// The compiler takes a second or two, so its output is kept under `node_modules/.cache/seekline`, named by a hash of all
// that decides it: every file of the entry's folder, the compiler's version and the options below. A folder may add
// options of its own in an `asconfig.json` (`{"options": {"initialMemory": 32}}`, in pages of 64 KiB); it is one of the
// hashed files. Memory is exported and may grow; the module imports nothing from its
// host but, where its options say so, a memory that it is to work in.

import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

const ownRequire = createRequire(import.meta.url);

/** `--use abort=` leaves out the host's `abort`: nothing is imported. Bulk memory is on by default in asc. */
const compilerOptions = [
  ...["--optimizeLevel", "3", "--shrinkLevel", "0", "--converge", "--noAssert"],
  ...["--runtime", "stub", "--enable", "simd", "--use", "abort="],
];

/**
 * @param {string} entry Absolute path of the entry file.
 * @param {{ cacheDir: string }} settings
 * @returns {Promise<{ wasm: Buffer, files: readonly string[], cached: boolean }>} The module, and the files it depends on.
 */
export async function compileAssemblyScript(entry, { cacheDir }) {
  const folder = path.dirname(entry);
  const files = await filesOf(folder);
  const cacheFile = path.join(cacheDir, `${await hashOf(entry, files)}.wasm`);
  if (existsSync(cacheFile)) return { wasm: await readFile(cacheFile), files, cached: true };

  const wasm = await compile(folder, path.basename(entry));
  await mkdir(cacheDir, { recursive: true });
  // Several processes may compile the same file at once: each renames a whole file into place.
  const unfinished = `${cacheFile}.${randomUUID()}`;
  await writeFile(unfinished, wasm);
  await rename(unfinished, cacheFile);
  return { wasm, files, cached: false };
}

/**
 * @param {string} folder
 * @param {string} entryName
 * @returns {Promise<Buffer>}
 */
async function compile(folder, entryName) {
  const asc = await loadCompiler();
  const config = existsSync(path.join(folder, "asconfig.json")) ? ["--config", "asconfig.json"] : [];
  /** @type {Buffer | undefined} */
  let wasm;
  const { error, stderr } = await asc.main(
    [entryName, "--baseDir", folder, "--outFile", "out.wasm", "--noColors", ...compilerOptions, ...config],
    {
      writeFile: (name, contents) => {
        if (name === "out.wasm") wasm = Buffer.from(contents);
      },
    },
  );
  if (error !== null || wasm === undefined) {
    throw new Error(`AssemblyScript could not compile ${path.join(folder, entryName)}:\n${stderr.toString()}`, {
      cause: error,
    });
  }
  return wasm;
}

/**
 * The part of the compiler's interface that we use.
 * @typedef {object} Compiler
 * @property {(args: readonly string[], host: { writeFile: (name: string, contents: Uint8Array) => void }) =>
 *   Promise<{ error: Error | null, stderr: { toString(): string } }>} main
 */

/**
 * Loaded only when needed: the compiler is 15 MB of code. By a name that TypeScript does not follow, since its types
 * declare AssemblyScript's own `console`, `process` and integers for the whole program.
 * @returns {Promise<Compiler>}
 */
async function loadCompiler() {
  const name = "assemblyscript/asc";
  const { default: compiler } = await import(name);
  return compiler;
}

/**
 * @param {string} folder
 * @returns {Promise<readonly string[]>} Absolute paths, sorted, so that the hash does not depend on the file system.
 */
async function filesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/**
 * @param {string} entry
 * @param {readonly string[]} files
 * @returns {Promise<string>}
 */
async function hashOf(entry, files) {
  const { version } = ownRequire("assemblyscript/package.json");
  const hash = createHash("sha256").update(JSON.stringify([version, compilerOptions, path.basename(entry)]));
  for (const file of files) {
    const contents = await readFile(file);
    hash.update(JSON.stringify([path.relative(path.dirname(entry), file), contents.length])).update(contents);
  }
  return hash.digest("hex").slice(0, 32);
}
