import fs from "node:fs";
import path from "node:path";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { bundleProgram } from "../testing/bundleProgram.ts";
import { runChild } from "../testing/runChild.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";

const newFolder = temporaryFolders();
let program = "";
let cache = "";

beforeAll(async () => {
  program = await bundleProgram(path.resolve(import.meta.dirname, "cli.ts"));
});

beforeEach(() => {
  cache = newFolder();
});

async function version(): Promise<string> {
  const env = { SEEKLINE_CACHE_DIR: cache, NODE_DISABLE_COMPILE_CACHE: undefined };
  const { status, stdout, stderr } = await runChild([program, "--version"], { env });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout;
}

function keptFiles(): readonly string[] {
  const folder = path.join(cache, "code");
  return fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
}

it("is kept where nobody else can write, and used again", async () => {
  const first = await version();
  const kept = keptFiles();
  expect(kept.length).toBeGreaterThan(1);
  expect(await version()).toBe(first);
  expect(keptFiles()).toEqual(kept);
});

it("is not believed where others can write", async () => {
  fs.chmodSync(cache, 0o777);
  await version();
  expect(keptFiles()).toEqual([]);
});

it("is forgotten when there is too much of it", async () => {
  fs.mkdirSync(path.join(cache, "code"));
  for (let n = 0; n < 200; n++) fs.writeFileSync(path.join(cache, "code", `${n}`), "");
  await version();
  expect(keptFiles()).toEqual([]);
});

it("may be missing or spoilt", async () => {
  await version();
  for (const name of keptFiles()) {
    const file = path.join(cache, "code", name);
    if (fs.statSync(file).isFile()) fs.writeFileSync(file, "spoilt");
  }
  await version();
  cache = path.join(newFolder(), "none");
  await version();
  expect(fs.existsSync(cache)).toBe(false);
});
