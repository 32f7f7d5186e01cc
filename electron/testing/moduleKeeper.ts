// A program that keeps small modules of WebAssembly, or takes what was kept: `keep` or `take`, a folder, and the number that the
// module's function gives, below 64. Prints what the function gives as JSON, or `null` where there is no module; a last argument is a
// flag of the runtime that is set before.

import v8 from "node:v8";
import { keptModules, modulesToKeep } from "../cli/compiledModules.ts";

const [action = "", folder = "", number = "", flag] = process.argv.slice(2);
if (flag !== undefined) v8.setFlagsFromString(flag);
const type = [1, 5, 1, 0x60, 0, 1, 0x7f];
const named = [7, 5, 1, 1, 0x66, 0, 0];
const code = [10, 6, 1, 4, 0, 0x41, Number(number), 0x0b];
const program = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...type, 3, 2, 1, 0, ...named, ...code]);
const made = modulesToKeep();
const module = action === "keep" ? made.modules(program) : keptModules(folder)(program);
made.keep(folder);
const given = module === undefined ? undefined : new WebAssembly.Instance(module).exports.f;
console.log(
  JSON.stringify({
    isKept: process.versions.v8.startsWith("11."),
    number: typeof given === "function" ? given() : null,
  }),
);
