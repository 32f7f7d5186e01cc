import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { removeBehindUs } from "./removeBehindUs.ts";

const newFolder = temporaryFolders();

it.runIf(process.platform !== "win32")("removes a folder once its input has ended, and no sooner", async () => {
  const [folder, other] = [path.join(newFolder(), "$(a) 'b'"), newFolder()];
  const shell = removeBehindUs(folder);
  writeFileSync(path.join(other, "kept"), "");
  // Made later than the shell, as Chromium does.
  writeFileSync(folder, "");
  expect(shell.exitCode).toBe(null);
  expect(existsSync(folder)).toBe(true);
  shell.stdin.end();
  await once(shell, "exit");
  expect([existsSync(folder), existsSync(path.join(other, "kept"))]).toEqual([false, true]);
});
