// The user guide does what it says: the commands of each page run, on the bundled samples, and print what stands behind them.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseFilter } from "../../shared/filter/filter.ts";
import { findRipgrep } from "../engine/query/search/ripgrepProgram.ts";
import { commandsOf, freePort, runInShell } from "../testing/guideCommands.ts";
import { seeklineProgram } from "../testing/seekline.ts";

const root = path.join(import.meta.dirname, "../..");
const docs = path.join(root, "docs");
const samples = path.join(root, "samples");
const seekline = seeklineProgram();

const pages = ["README.md", ...fs.readdirSync(path.join(docs, "guide")).map((name) => `guide/${name}`)];

const commandsIn = (page: string) => commandsOf(fs.readFileSync(path.join(docs, page), "utf8"));

/** A folder as the guide assumes it: the samples, and `seekline` on the PATH. */
function makePlace(): { readonly cwd: string; readonly env: Readonly<Record<string, string>> } {
  const [cwd, bin] = [seekline.makeFolder(), seekline.makeFolder()];
  for (const name of fs.readdirSync(samples)) {
    if (name.endsWith(".jsonl")) fs.copyFileSync(path.join(samples, name), path.join(cwd, name));
  }
  const starter = path.join(bin, "seekline");
  fs.writeFileSync(starter, `#!/bin/sh\nexec '${process.execPath}' '${seekline.program()}' "$@"\n`, { mode: 0o755 });
  const home = seekline.makeFolder();
  const env = {
    PATH: `${bin}${path.delimiter}${process.env.PATH}`,
    HOME: home,
    TZ: "UTC",
    SEEKLINE_TOKEN: "",
    SEEKLINE_RIPGREP: findRipgrep() ?? "none",
  };
  return { cwd, env: { ...seekline.environment(), ...env, ELECTRON_RUN_AS_NODE: "1" } };
}

describe("the user guide", () => {
  it.each(pages)("runs as it stands: %s", async (page) => {
    const { cwd, env } = makePlace();
    const port = String(await freePort());
    for (const { script, output } of commandsIn(page)) {
      const { problem, stdout } = await runInShell(script.replaceAll("7700", port), { cwd, env });
      expect(problem, script).toBeUndefined();
      if (output !== undefined) expect(stdout).toBe(output);
    }
  });

  it("has commands on every page that is about a job", () => {
    const without = pages.filter((page) => commandsIn(page).length === 0);
    expect(without).toEqual(["guide/glossary.md"]);
  });

  it("is reached from its index, page by page", () => {
    const index = fs.readFileSync(path.join(docs, "README.md"), "utf8");
    const all = fs.readdirSync(docs, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));
    const unlinked = all.filter(
      (name) => name.endsWith(".md") && name !== "README.md" && !index.includes(`](${name})`),
    );
    expect(unlinked).toEqual([]);
  });
});

describe("the filters of the guide", () => {
  it.each(["README.md", "docs/guide/filter.md"])("can be written as they stand in the tables of %s", (page) => {
    const rows = fs.readFileSync(path.join(root, page), "utf8").match(/^\|.*`.*\|$/gm) ?? [];
    const spelled = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, text = ""]) => text));
    const filters = spelled.filter((text) => /^(?!--)[^ ]*(?:[a-z]:|>)\S|^is:|^\//.test(text));
    expect(filters.length).toBeGreaterThan(8);
    expect(filters.filter((text) => !parseFilter(text).ok)).toEqual([]);
  });
});

describe("the pages of the project", () => {
  it.each(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", ...pages.map((page) => `docs/${page}`)])(
    "lead to files that are there: %s",
    (page) => {
      const text = fs.readFileSync(path.join(root, page), "utf8").replace(/^```.*?^```/gms, "");
      const targets = [...text.matchAll(/(?:\]\(|src="|srcset=")([^)"#\s]+)/g)].map(([, target = ""]) => target);
      const local = targets.filter((target) => !/^[a-z]+:/.test(target));
      expect(local.filter((target) => !fs.existsSync(path.join(root, path.dirname(page), target)))).toEqual([]);
    },
  );
});
