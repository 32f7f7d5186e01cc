import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "vite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { assemblyScriptPlugin } from "./assemblyScriptPlugin.mjs";
import { compileAssemblyScript } from "./compileAssemblyScript.mjs";

/** @type {string} */
let folder;
/** @type {string} */
let entry;
/** @type {string} */
let cacheDir;

/** Uses SIMD, bulk memory and a second file: all that a scanner needs. */
const counting = `
import { newline } from "./bytes";
export function count(start: usize, end: usize): i32 {
  let found: i32 = 0;
  for (let at = start; at < end; at += 16) {
    found += popcnt<i32>(i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(newline))));
  }
  return found;
}
export function move(to: usize, from: usize, length: usize): void {
  memory.copy(to, from, length);
}
`;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "seekline-assembly-"));
  cacheDir = path.join(folder, "cache");
  entry = path.join(folder, "assembly/counting.ts");
  mkdirSync(path.dirname(entry));
  writeFileSync(entry, counting);
  writeFileSync(path.join(folder, "assembly/bytes.ts"), "export const newline: u8 = 10;");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * @param {Uint8Array<ArrayBuffer>} wasm
 * @returns {{ module: WebAssembly.Module, memory: WebAssembly.Memory, count: (start: number, end: number) => unknown }}
 */
function instantiate(wasm) {
  const module = new WebAssembly.Module(wasm);
  const { memory, count } = new WebAssembly.Instance(module).exports;
  if (memory === undefined || !("grow" in memory)) throw new Error("the memory is not exported");
  if (typeof count !== "function") throw new Error("the function is not exported");
  return { module, memory, count };
}

describe("compileAssemblyScript", () => {
  it("gives a module that needs nothing from its host and whose memory grows", async () => {
    const { wasm } = await compileAssemblyScript(entry, { cacheDir });
    const { memory, count } = instantiate(new Uint8Array(wasm));
    memory.grow(1);
    new Uint8Array(memory.buffer).set(Buffer.from("a\nb\n".repeat(16)), 1024);
    expect(count(1024, 1024 + 64)).toBe(32);
  });

  it("takes options from the folder's asconfig.json", async () => {
    writeFileSync(path.join(folder, "assembly/asconfig.json"), JSON.stringify({ options: { initialMemory: 32 } }));
    const { wasm } = await compileAssemblyScript(entry, { cacheDir });
    expect(instantiate(new Uint8Array(wasm)).memory.buffer.byteLength).toBe(32 * 65_536);
  });

  it("compiles again only when a file of the folder has changed", async () => {
    expect((await compileAssemblyScript(entry, { cacheDir })).cached).toBe(false);
    const again = await compileAssemblyScript(entry, { cacheDir });
    expect(again.cached).toBe(true);
    expect(again.files.map((file) => path.basename(file))).toEqual(["bytes.ts", "counting.ts"]);

    writeFileSync(path.join(folder, "assembly/bytes.ts"), "export const newline: u8 = 98;");
    const changed = await compileAssemblyScript(entry, { cacheDir });
    expect(changed.cached).toBe(false);
    expect(changed.wasm.equals(again.wasm)).toBe(false);
    expect(readdirSync(cacheDir)).toHaveLength(2);
  });

  it("shows the compiler's message and keeps nothing when the source is wrong", async () => {
    writeFileSync(entry, 'export function count(): i32 { return "text"; }');
    await expect(compileAssemblyScript(entry, { cacheDir })).rejects.toThrow(
      /not assignable to type 'i32'.*counting\.ts/s,
    );
    expect(() => readdirSync(cacheDir)).toThrow("ENOENT");
  });
});

describe("assemblyScriptPlugin", () => {
  it("makes an import with ?wasm the module's base64", async () => {
    writeFileSync(
      path.join(folder, "main.ts"),
      'import wasm from "./assembly/counting.ts?wasm"; export const text: string = wasm;',
    );
    await build({
      root: folder,
      configFile: false,
      logLevel: "error",
      plugins: [assemblyScriptPlugin({ cacheDir })],
      build: { lib: { entry: "main.ts", formats: ["es"], fileName: "main" }, outDir: "out", minify: false },
    });
    const { text } = await import(path.join(folder, "out/main.mjs"));
    const { wasm } = await compileAssemblyScript(entry, { cacheDir });
    expect(text).toBe(wasm.toString("base64"));
  });
});
