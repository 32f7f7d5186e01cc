// The app as it is installed: opened by argument, by a second start, and as a desktop opens a file that is double-clicked.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Zstd } from "@hpcc-js/wasm-zstd";
import { expect } from "@playwright/test";
import { rows } from "../app.ts";
import { filterField } from "../workbench.ts";
import { type Installation, test } from "./installation.ts";
import { must, run } from "./run.ts";
import { startApp } from "./startedApp.ts";

const lines = (count: number) => Array.from({ length: count }, (_, at) => `{"type":"A","at":${at}}\n`).join("");

test("opens a file by argument, and another by a second start", async ({ installation, folder }) => {
  const [first, second] = [path.join(folder, "first.jsonl"), path.join(folder, "second.jsonl")];
  await writeFile(first, lines(3));
  await writeFile(second, lines(5));
  const { seekline, env } = installation;
  const app = await startApp(seekline, [first], env);
  await expect(app.page).toHaveTitle("first.jsonl — Seekline");
  await expect(rows(app.page)).toHaveCount(3);

  expect((await run(seekline, ["second.jsonl"], { env, cwd: folder })).status).toBe(0);
  await expect(app.page).toHaveTitle("second.jsonl — Seekline");
  await expect(rows(app.page)).toHaveCount(5);
  await app.close();
});

test("opens in a home where nothing can be written, and says so", async ({ installation, folder }) => {
  const file = path.join(folder, "a.jsonl");
  await writeFile(file, lines(3));
  // A file in place of a home: nobody can write there, root neither.
  const home = path.join(folder, "home");
  await writeFile(home, "");
  const temporary = path.join(folder, "temporary");
  await mkdir(temporary);
  const child = spawn(installation.seekline, [file], {
    env: { ...installation.env, HOME: home, TMPDIR: temporary },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = once(child, "close");
  await expect.poll(async () => (await run("xdotool", ["search", "--name", "a.jsonl"])).status).toBe(0);
  child.kill("SIGTERM");
  expect((await ended)[0]).toBe(0);
  expect(said).toMatch(/Seekline cannot keep its own files in .* SEEKLINE_USER_DATA names another folder\./);
  // What Chromium writes at its very end goes, too.
  await expect.poll(async () => (await readdir(temporary)).filter((name) => name.startsWith("seekline"))).toEqual([]);
});

test("finds text with the ripgrep that it brings", async ({ installation, folder }) => {
  const file = path.join(folder, "found.jsonl");
  await writeFile(file, lines(20));
  const app = await startApp(installation.seekline, [file], installation.env);
  await filterField(app.page).fill("/:1[0-3]}/");
  await expect(rows(app.page)).toHaveCount(4);
  await app.close();
});

test("is what a desktop opens transcripts with", async ({ installation, folder }) => {
  const { seekline, env } = installation;
  await registerDesktop(installation);
  const app = await startApp(seekline, [], env);
  const files: Readonly<Record<string, Buffer>> = {
    "clicked.jsonl": Buffer.from(lines(2)),
    "mit Leerzeichen & Ü.ndjson": Buffer.from(lines(4)),
    "packed.jsonl.zst": Buffer.from((await Zstd.load()).compress(Buffer.from(lines(6)))),
  };
  for (const [name, bytes] of Object.entries(files)) {
    const file = path.join(folder, name);
    await writeFile(file, bytes);
    // What a double click does: the type by the name, the program by the type, its entry's Exec.
    await must("gio", ["open", file], { env });
    await expect(app.page).toHaveTitle(`${name} — Seekline`);
  }
  await expect(rows(app.page)).toHaveCount(6);
  await app.close();
});

test("has an entry and types that their own checkers accept", async ({ installation }) => {
  const { root, env } = installation;
  const entry = path.join(root, "usr/share/applications/seekline.desktop");
  expect((await must("desktop-file-validate", [entry])).trim()).toBe("");
  await registerDesktop(installation);
  const info = await must("gio", ["mime", "application/x-ndjson"], { env });
  expect(info).toContain("seekline.desktop");
});

/** What the triggers of Debian's own packages do after an installation. */
async function registerDesktop({ root }: Installation): Promise<void> {
  const share = path.join(root, "usr/share");
  await must("update-mime-database", [path.join(share, "mime")]);
  await must("update-desktop-database", [path.join(share, "applications")]);
}
