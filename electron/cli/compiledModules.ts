// Programs of WebAssembly that were compiled when they were built, all of them and at once optimised. Else the runtime compiles each
// function twice, runs the first of these for megabytes, and optimises in another thread: that takes a large part of the time of a
// file below some hundred megabytes.
//
// The runtime can write down a module and read it back, but names that to its own tests alone. It refuses what was made under other flags, by
// another version or for another processor. What it does not look for is looked for here: a changed byte, and a process without the
// handler of traps, for which bounds of memory have to be looked at in the code.

import path from "node:path";
import v8 from "node:v8";
import vm from "node:vm";
import zlib from "node:zlib";
import type { CompiledModules } from "../engine/environment/webAssembly.ts";
import { readCompiled, writeCompiled } from "./compiledFile.ts";
import { isNode20 } from "./isNode20.ts";

/** Modules that were kept in a folder. To be asked under the flags of a start alone: others are not believed. */
export function keptModules(folder: string): CompiledModules {
  if (!canKeep()) return () => undefined;
  return (program) => {
    const code = readCompiled(fileOf(folder, program), zlib.crc32(program));
    if (code === undefined) return undefined;
    const module = runNatively("DeserializeWasmModule", [new Uint8Array(code).buffer, program]);
    return module instanceof WebAssembly.Module ? module : undefined;
  };
}

export interface ModulesToKeep {
  readonly modules: CompiledModules;
  /** Keeps all that were asked for in a folder. They are believed under the flags of this moment alone. */
  keep(folder: string): void;
}

/** Compiles wholly what is asked for. For a build: a process must not have compiled it before. */
export function modulesToKeep(): ModulesToKeep {
  const compiled = new Map<Uint8Array, WebAssembly.Module>();
  return {
    modules: (program) => {
      if (!canKeep()) return undefined;
      for (const flag of wholeFlags) v8.setFlagsFromString(`--no-${flag}`);
      const module = new WebAssembly.Module(program);
      for (const flag of wholeFlags) v8.setFlagsFromString(`--${flag}`);
      compiled.set(program, module);
      return module;
    },
    keep: (folder) => {
      for (const [program, module] of compiled) {
        const code = runNatively("SerializeWasmModule", [module]);
        if (!(code instanceof ArrayBuffer)) throw new Error("a module could not be written down");
        writeCompiled(fileOf(folder, program), zlib.crc32(program), new Uint8Array(code));
      }
    },
  };
}

/** Without these, all functions are optimised before a module is there. Loops that are not unrolled are as fast, and compiled sooner. */
const wholeFlags = ["liftoff", "wasm-lazy-compilation", "wasm-dynamic-tiering", "wasm-loop-unrolling"];

/** Only Node 20, whose flags and functions these are. */
function canKeep(): boolean {
  const options = [...process.execArgv, process.env.NODE_OPTIONS ?? ""].join(" ");
  return isNode20 && !options.includes("wasm-trap-handler");
}

function fileOf(folder: string, program: Uint8Array): string {
  return path.join(folder, `${zlib.crc32(program).toString(16)}.wasm`);
}

/** Calls a function of the runtime that programs can name under a flag alone. */
function runNatively(name: string, values: readonly unknown[]): unknown {
  v8.setFlagsFromString("--allow-natives-syntax");
  try {
    const names = values.map((_, at) => `v${at}`).join();
    const call: unknown = vm.runInThisContext(`(${names}) => %${name}(${names})`);
    return typeof call === "function" ? call(...values) : undefined;
  } finally {
    v8.setFlagsFromString("--no-allow-natives-syntax");
  }
}
