import fs from "node:fs";
import path from "node:path";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { builtProgram, installedNode } from "../testing/builtProgram.ts";
import { bundleProgram } from "../testing/bundleProgram.ts";
import { runChild } from "../testing/runChild.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";

const newFolder = temporaryFolders();
let keeper = "";
let folder = "";

beforeAll(async () => {
  keeper = await bundleProgram(path.resolve(import.meta.dirname, "../testing/moduleKeeper.ts"));
});

beforeEach(() => {
  folder = newFolder();
});

const printed = z.object({ isKept: z.boolean(), number: z.number().nullable() });

/** Runs in the Node that runs the command line. `isKept`: it is one that is asked for what it has compiled. */
async function run(
  action: "keep" | "take",
  number: number,
  flags: { readonly node?: string; readonly own?: string } = {},
) {
  const args = [keeper, action, folder, `${number}`];
  if (flags.node !== undefined) args.unshift(flags.node);
  if (flags.own !== undefined) args.push(flags.own);
  const { status, stdout, stderr } = await runChild(args, { node: installedNode });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return printed.parse(JSON.parse(stdout));
}

it("is taken once it was kept", async () => {
  expect(await run("take", 7)).toMatchObject({ number: null });
  const { isKept, number } = await run("keep", 7);
  expect(number).toBe(isKept ? 7 : null);
  expect(await run("take", 7)).toEqual({ isKept, number });
});

it("is not believed for another program", async () => {
  const { isKept } = await run("keep", 7);
  const [seven = "none"] = fs.readdirSync(folder);
  await run("keep", 8);
  const [eight = "none"] = fs.readdirSync(folder).filter((name) => name !== seven);
  expect(await run("take", 9)).toMatchObject({ number: null });
  // Nor under its name.
  if (isKept) fs.copyFileSync(path.join(folder, seven), path.join(folder, eight));
  expect(await run("take", 8)).toMatchObject({ number: null });
  expect(await run("take", 7)).toMatchObject({ number: isKept ? 7 : null });
});

it("is not believed when a byte of it is another, or some are missing", async () => {
  await run("keep", 7);
  for (const name of fs.readdirSync(folder)) {
    const bytes = fs.readFileSync(path.join(folder, name));
    for (const at of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      fs.writeFileSync(path.join(folder, name), changed);
      expect(await run("take", 7)).toMatchObject({ number: null });
    }
    fs.writeFileSync(path.join(folder, name), bytes.subarray(0, 3));
    expect(await run("take", 7)).toMatchObject({ number: null });
  }
});

it("is not believed under other flags, nor where code has to look at the bounds of memory", async () => {
  const { isKept } = await run("keep", 7);
  expect(await run("take", 7, { own: "--no-wasm-loop-unrolling" })).toMatchObject({ number: null });
  if (isKept) expect(await run("take", 7, { node: "--disable-wasm-trap-handler" })).toMatchObject({ number: null });
  expect(await run("take", 7)).toMatchObject({ number: isKept ? 7 : null });
});

/** Says on standard error how many modules a program asks the runtime to compile that it could have taken. */
const countHook = `{
  const { Module } = WebAssembly;
  let most = 0;
  WebAssembly.Module = new Proxy(Module, {
    construct: (target, [program]) => {
      most = Math.max(most, program.length);
      return new target(program);
    },
  });
  process.on("exit", () => console.error(process.versions.v8.startsWith("11.") && most > 1000 ? "compiled" : "taken"));
}`;

it("is what a build keeps and its program takes, for counting and for other commands", async () => {
  const program = await builtProgram();
  const hook = path.join(folder, "count.cjs");
  fs.writeFileSync(hook, countHook);
  const sample = path.resolve(import.meta.dirname, "../../samples/weather-agent.jsonl");
  for (const command of ["stats", "summary"]) {
    const env = {
      SEEKLINE_CACHE_DIR: path.join(folder, command),
      SEEKLINE_THREADS: "1",
      NODE_EXTRA_CA_CERTS: undefined,
    };
    const { status, stderr } = await runChild(["--require", hook, program, command, sample], {
      node: installedNode,
      env,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "taken\n" });
  }
});
