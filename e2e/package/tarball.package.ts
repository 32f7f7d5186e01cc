// The tarball, unpacked where anybody likes.

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { rows } from "../app.ts";
import { madePackage, test } from "./installation.ts";
import { must } from "./run.ts";
import { startApp } from "./startedApp.ts";

test("runs under any prefix", async ({ installation, folder }) => {
  const [prefix, home] = [path.join(folder, "Meine Programme"), path.join(folder, "home")];
  await mkdir(prefix);
  await mkdir(home);
  await must("tar", ["-xzf", madePackage(".tar.gz"), "-C", prefix, "--strip-components=1"]);
  const seekline = path.join(prefix, "bin/seekline");
  const env = { ...installation.env, HOME: home };
  const file = path.join(folder, "a.jsonl");
  await writeFile(file, '{"type":"A"}\n{"type":"B"}\n');

  expect(JSON.parse(await must(seekline, ["stats", file, "--json"], { env }))).toMatchObject({ records: 2 });
  const app = await startApp(seekline, [file], env);
  await expect(rows(app.page)).toHaveCount(2);
  await app.close();
});
