// Whoever has nothing but the package: the guide and its samples come with it, and each page does what it says.

import { copyFile, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { commandsOf, freePort, runInShell } from "../../electron/testing/guideCommands.ts";
import { test } from "./installation.ts";

test("leads from an empty home to a compacted snapshot, and through every page", async ({ installation, folder }) => {
  const { DISPLAY: _, ...rest } = installation.env;
  const env = { ...rest, HOME: folder, TZ: "UTC" };
  const brought = path.join(installation.root, "usr/share/doc/seekline");
  const pages = ["README.md", ...(await readdir(path.join(brought, "docs/guide"))).map((name) => `guide/${name}`)];
  expect(pages.length).toBeGreaterThan(10);
  for (const page of pages) {
    // Each page begins with the samples.
    for (const name of await readdir(path.join(brought, "samples")))
      await copyFile(path.join(brought, "samples", name), path.join(folder, name));
    const port = String(await freePort());
    for (const { script, output } of commandsOf(await readFile(path.join(brought, "docs", page), "utf8"))) {
      const { problem, stdout } = await runInShell(script.replaceAll("7700", port), { cwd: folder, env });
      expect(problem, `${page}: ${script}`).toBeUndefined();
      if (output !== undefined) expect(stdout, page).toBe(output);
    }
  }
  expect(await readFile(path.join(folder, "weather.snapshot.jsonl"), "utf8")).toContain("MESSAGES_SNAPSHOT");
});
