import fs from "node:fs";
import path from "node:path";
import v8 from "node:v8";
import { beforeEach, expect, it } from "vitest";
import { collectGarbage } from "../engine/environment/collectGarbage.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { forgetNothing, loadProgram } from "./compiledProgram.ts";

const newFolder = temporaryFolders();
let folder = "";
let entry = "";

beforeEach(() => {
  folder = newFolder();
  entry = write(
    "entry.cjs",
    'const { twice } = require("./twice.cjs"); exports.six = twice(3); exports.file = __filename;',
  );
  write("twice.cjs", 'require("./entry.cjs"); exports.twice = (n) => require("node:util").format("%d", 2 * n);');
});

function write(name: string, code: string): string {
  fs.writeFileSync(path.join(folder, name), code);
  return path.join(folder, name);
}

/** Where the only file lies that was compiled of one. */
function keptOf(name: string): string {
  const kept = fs.readdirSync(folder).filter((file) => file.startsWith(`${name}.`));
  expect(kept).toHaveLength(1);
  return path.join(folder, ...kept);
}

it("runs files that need each other and the runtime", () => {
  expect(loadProgram(entry, false)?.exports).toEqual({ six: "6", file: entry });
});

it("is compiled once it was kept", () => {
  expect(loadProgram(entry, true)).toBeUndefined();
  loadProgram(entry, false)?.keep();
  expect(loadProgram(entry, true)?.exports).toEqual({ six: "6", file: entry });
});

it("is not believed when its source is another", () => {
  loadProgram(entry, false)?.keep();
  // As long as before.
  write("entry.cjs", fs.readFileSync(entry, "utf8").replace("twice(3)", "twice(4)"));
  expect(loadProgram(entry, true)).toBeUndefined();
  expect(loadProgram(entry, false)?.exports).toEqual({ six: "8", file: entry });
});

it("is not believed when another version of the runtime compiled it, though the runtime may believe it", () => {
  loadProgram(entry, false)?.keep();
  const kept = keptOf("entry.cjs");
  expect(path.basename(kept)).toContain(`${process.version}-${process.arch}`);
  fs.renameSync(kept, kept.replace(process.version, "v0.1.2"));
  expect(loadProgram(entry, true)).toBeUndefined();
});

it("is not believed when a byte of it is another, which the runtime does not look for", () => {
  loadProgram(entry, false)?.keep();
  const kept = keptOf("entry.cjs");
  const bytes = fs.readFileSync(kept);
  const middle = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 0xff, middle);
  fs.writeFileSync(kept, bytes);
  expect(loadProgram(entry, true)).toBeUndefined();
  expect(loadProgram(entry, false)?.exports).toEqual({ six: "6", file: entry });
});

it("may be missing or spoilt", () => {
  expect(loadProgram(path.join(folder, "none.cjs"), false)).toBeUndefined();
  loadProgram(entry, false)?.keep();
  // One that this process has compiled already would not be looked at.
  const fresh = write("fresh.cjs", "exports.one = 1;");
  fs.writeFileSync(keptOf("entry.cjs").replace(entry, fresh), "spoilt");
  expect(loadProgram(fresh, true)).toBeUndefined();
  expect(loadProgram(fresh, false)?.exports).toEqual({ one: 1 });
});

it("tells where in a file an error was thrown", () => {
  entry = write("entry.cjs", "\nexports.fail = () => { throw new Error('why'); };");
  const exports = loadProgram(entry, false)?.exports;
  const fail = typeof exports === "object" && exports !== null && "fail" in exports ? exports.fail : undefined;
  let stack = "";
  try {
    if (typeof fail === "function") fail();
  } catch (error) {
    if (error instanceof Error) stack = error.stack ?? "";
  }
  expect(stack).toContain(`${entry}:2:30`);
});

/** As collections do in the long run. */
function collectAll(): void {
  v8.setFlagsFromString("--stress-flush-code");
  collectGarbage();
  v8.setFlagsFromString("--no-stress-flush-code");
}

it("is kept whole, though garbage was collected since it ran", () => {
  const body = 'exports.words = ["one", "two", "three"].map((word) => ({ word, length: word.length }));';
  const bytesOf = (name: string, before: () => void): number => {
    const program = loadProgram(write(name, body), false);
    before();
    program?.keep();
    return fs.statSync(keptOf(name)).size;
  };
  const whole = bytesOf("whole1.cjs", () => {});
  const mayForget = forgetNothing();
  const kept = bytesOf("whole2.cjs", () => {
    collectAll();
    mayForget();
  });
  expect(kept).toBe(whole);
});
