// What a machine may have done to the app's own files: each is one sentence, and the transcript is open.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { rows } from "../app.ts";
import { type Installation, madePackage, test } from "./installation.ts";
import { must, run } from "./run.ts";
import { startApp } from "./startedApp.ts";

const transcript = '{"type":"A"}\n{"type":"B"}\n';

/** A home of its own with a settings file, and a transcript. */
async function homeWith(settings: string, { installation, folder }: Fixtures) {
  const home = path.join(folder, "home");
  const settingsFile = path.join(home, ".config/Seekline/settings.json");
  await mkdir(path.dirname(settingsFile), { recursive: true });
  await writeFile(settingsFile, settings);
  const file = path.join(folder, "a.jsonl");
  await writeFile(file, transcript);
  return { settingsFile, file, env: { ...installation.env, HOME: home } };
}

interface Fixtures {
  readonly installation: Installation;
  readonly folder: string;
}

test("says that its settings are nonsense, and opens with those of a new user", async ({ installation, folder }) => {
  const { file, env, settingsFile } = await homeWith("{nonsense", { installation, folder });
  const app = await startApp(installation.seekline, [file], env);
  await expect(rows(app.page)).toHaveCount(2);
  const sentence = /“.*settings\.json” is damaged and is not used\. It is kept as “settings\.json\.unreadable”\./;
  // Whoever has started it from a desktop sees no terminal.
  await expect(app.page.getByText(sentence)).toBeVisible();
  await app.close();
  expect(app.said()).toMatch(sentence);
  expect(await readFile(`${settingsFile}.unreadable`, "utf8")).toBe("{nonsense");
});

test("keeps what a newer version has set", async ({ installation, folder }) => {
  const newer = { theme: "sepia", reopen: false, fromTomorrow: { a: [1] } };
  const { file, env, settingsFile } = await homeWith(JSON.stringify(newer), { installation, folder });
  const app = await startApp(installation.seekline, [file], env);
  await expect(rows(app.page)).toHaveCount(2);
  await expect(app.page.getByText(/settings\.json” says of “theme” what this version does not know\./)).toBeVisible();
  const ended = once(app.process, "close");
  app.process.kill("SIGTERM");
  await ended;
  // Where the window stood is written at its end.
  expect(JSON.parse(await readFile(settingsFile, "utf8"))).toMatchObject({
    ...newer,
    window: {},
  });
});

test("hands a file to another version that runs already", async ({ installation, folder }) => {
  const { file, env } = await homeWith("{}", { installation, folder });
  const other = path.join(folder, "other");
  await mkdir(other);
  await must("tar", ["-xzf", madePackage(".tar.gz"), "-C", other, "--strip-components=1"]);
  const app = await startApp(installation.seekline, [file], env);
  await expect(rows(app.page)).toHaveCount(2);
  const second = path.join(folder, "second.jsonl");
  await writeFile(second, transcript.repeat(2));
  expect((await run(path.join(other, "bin/seekline"), [second], { env })).status).toBe(0);
  await expect(app.page).toHaveTitle("second.jsonl — Seekline");
  await expect(rows(app.page)).toHaveCount(4);
  await app.close();
});

test("opens in a home of another machine that did not end well", async ({ installation, folder }) => {
  const { file, env, settingsFile } = await homeWith("{}", { installation, folder });
  // What Chromium marks a folder in use by: the machine and the process.
  await symlink("another-machine-4711", path.join(path.dirname(settingsFile), "SingletonLock"));
  const app = await startApp(installation.seekline, [file], env);
  await expect(rows(app.page)).toHaveCount(2);
  await app.close();
});

// Only root may make a small file system to fill.
if (process.getuid?.() === 0) {
  test("says that the disk of its home is full, and opens", async ({ installation, folder }) => {
    const full = path.join(folder, "full");
    await mkdir(full);
    await must("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", full]);
    try {
      const home = path.join(full, "home");
      await mkdir(home);
      await run("dd", ["if=/dev/zero", `of=${path.join(full, "fill")}`, "bs=1k", "count=100"]);
      const file = path.join(folder, "a.jsonl");
      await writeFile(file, transcript);
      const env = { ...installation.env, HOME: home };
      expect(await must(installation.seekline, ["rows", file], { env })).toContain('"kind":"B"');
      const child = spawn(installation.seekline, [file], { env, stdio: ["ignore", "ignore", "pipe"] });
      let said = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        said += text;
      });
      const ended = once(child, "close");
      await expect.poll(async () => (await run("xdotool", ["search", "--name", "a.jsonl"])).status).toBe(0);
      child.kill("SIGTERM");
      await ended;
      expect(said).toMatch(
        /Seekline cannot keep its own files in .* \(ENOSPC\): .* SEEKLINE_USER_DATA names another folder\./,
      );
    } finally {
      await must("umount", ["--lazy", full]);
    }
  });
}
