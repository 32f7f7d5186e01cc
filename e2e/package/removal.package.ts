// What is left of a package that was removed: nothing but the user's own.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { dpkg, filesUnder, madePackage, test } from "./installation.ts";
import { run } from "./run.ts";

test("is removed without a trace but the user's data", async ({ installation, folder }) => {
  const { root, home, seekline, env } = installation;
  const file = path.join(folder, "kept.jsonl");
  await writeFile(file, '{"type":"A"}\n'.repeat(500_000));
  expect((await run(seekline, ["stats", file], { env })).status).toBe(0);
  const kept = (await filesUnder(home)).filter((name) => name.startsWith(".cache/seekline"));
  expect(kept.length).toBeGreaterThan(0);
  expect((await filesUnder(root)).filter((name) => /seekline/.test(name)).length).toBeGreaterThan(20);

  await dpkg(root, ["--remove", "seekline-unofficial"]);
  // The databases that the desktop's own programs have made of what was installed are theirs.
  const theirs = /^usr\/share\/(mime|applications)(\/|$)|^(var|usr|usr\/share|var\/lib)$/;
  expect((await filesUnder(root)).filter((name) => !theirs.test(name))).toEqual([]);
  expect((await filesUnder(root)).filter((name) => /seekline/.test(name))).toEqual([]);
  expect(await filesUnder(home)).toEqual(expect.arrayContaining(kept));

  await dpkg(root, ["--install", madePackage(".deb")]);
  expect((await run(seekline, ["--version"], { env })).status).toBe(0);
});
