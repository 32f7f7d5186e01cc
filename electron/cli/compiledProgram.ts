// A program of CommonJS files that were compiled when they were built (`compiledFile.ts`).

import { createRequire } from "node:module";
import path from "node:path";
import v8 from "node:v8";
import vm from "node:vm";
import zlib from "node:zlib";
import { readCompiled, readQuietly, writeCompiled } from "./compiledFile.ts";

export interface CompiledProgram {
  readonly exports: unknown;
  /** Keeps what has been compiled by now for the next time, a file beside each that was loaded. */
  keep(): void;
}

/**
 * From now on collections of garbage leave what was compiled. Else they forget functions that have not run for a while, such as all that run
 * once at a start. What is given ends it, and is to be called before anything is kept: other flags are not believed.
 */
export function forgetNothing(): () => void {
  v8.setFlagsFromString("--no-flush-bytecode");
  return () => v8.setFlagsFromString("--flush-bytecode");
}

/** Undefined where the entry is missing, or `mustBeCompiled` and it is not for this runtime. */
export function loadProgram(entry: string, mustBeCompiled: boolean): CompiledProgram | undefined {
  const first = compile(entry);
  if (first === undefined || (mustBeCompiled && first.script.cachedDataRejected !== false)) return undefined;
  const requireOther = createRequire(entry);
  const scripts = new Map([[entry, first]]);
  const modules = new Map<string, { exports: unknown }>();
  const load = (file: string): unknown => {
    const known = modules.get(file);
    if (known !== undefined) return known.exports;
    const compiled = scripts.get(file) ?? compile(file);
    if (compiled === undefined) throw new Error(`${path.basename(file)} is missing`);
    scripts.set(file, compiled);
    const loaded = { exports: {} };
    // Before it runs: modules may need each other.
    modules.set(file, loaded);
    const folder = path.dirname(file);
    const require = (name: string): unknown =>
      name.startsWith(".") ? load(path.join(folder, name)) : requireOther(name);
    const run: unknown = compiled.script.runInThisContext();
    if (typeof run === "function") run(loaded.exports, require, loaded, file, folder);
    return loaded.exports;
  };
  return {
    exports: load(entry),
    keep: () => {
      for (const [file, { script, sourceSum }] of scripts) {
        writeCompiled(file, sourceSum, script.createCachedData());
      }
    },
  };
}

/** As the runtime itself wraps a CommonJS file. */
const head = "(function (exports, require, module, __filename, __dirname) { ";

interface Compiled {
  readonly script: vm.Script;
  readonly sourceSum: number;
}

/** Undefined: the file cannot be read. */
function compile(file: string): Compiled | undefined {
  const source = readQuietly(file);
  if (source === undefined) return undefined;
  const sourceSum = zlib.crc32(source);
  const cachedData = readCompiled(file, sourceSum);
  const script = new vm.Script(`${head}${source.toString("utf8")}\n})`, {
    filename: file,
    columnOffset: -head.length,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  return { script, sourceSum };
}
