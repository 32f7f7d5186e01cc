// Takes the README's pictures with the real app: `npm run pictures`. Needs a display, or xvfb-run.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { _electron } from "playwright";
import { findElectron } from "./findElectron.mjs";
import { projectRoot } from "./projectRoot.mjs";

const folder = path.join(projectRoot, "docs", "pictures");
const sample = path.join(projectRoot, "samples", "weather-agent.jsonl");

await takePictures("light");
await takePictures("dark");

/** @param {"light" | "dark"} theme */
async function takePictures(theme) {
  const profile = await mkdtemp(path.join(tmpdir(), "seekline-pictures-"));
  const { path: executable } = await findElectron();
  // Named this way, Playwright's loader holds the app back until it is attached.
  process.env.ELECTRON_OVERRIDE_DIST_PATH = path.dirname(executable);
  const app = await _electron.launch({
    colorScheme: theme,
    args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), projectRoot, sample],
    env: { ...process.env, SEEKLINE_USER_DATA: profile },
  });
  const page = await app.firstWindow();
  await page.getByRole("option").nth(3).waitFor();
  await app.evaluate(
    ({ BrowserWindow, dialog }, target) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(1360, 820);
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: target });
    },
    path.join(profile, "weather-agent.snapshot.jsonl"),
  );
  /** @param {string} name */
  const take = (name) => page.screenshot({ path: path.join(folder, `${name}-${theme}.png`), animations: "disabled" });

  await page.keyboard.press("Control+F");
  await page.keyboard.type("kind:TOOL_CALL_*,TEXT_MESSAGE_*,RUN_* -kind:TOOL_CALL_ARGS");
  await page.keyboard.press("Escape");
  await page.waitForTimeout(800);
  await page.getByRole("option").filter({ hasText: "TOOL_CALL_RESULT" }).first().click();
  await page.keyboard.press("Enter");
  await page.waitForTimeout(1000);
  await take("list");
  await page.keyboard.press("Control+F");
  await page.keyboard.type("sun");
  await page.waitForTimeout(800);
  await take("find");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+F");
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Home");
  await page.keyboard.press("2");
  await page.getByRole("article").first().waitFor();
  await page.waitForTimeout(1000);
  await take("conversation");
  await page.keyboard.press("i");
  await page.getByRole("dialog").waitFor();
  await page.waitForTimeout(800);
  await take("summary");
  await page.keyboard.press("Escape");
  await page.keyboard.press("1");
  await page.getByRole("button", { name: /^Export/ }).click();
  await page.getByRole("button", { name: /Save as/ }).click();
  await page.getByRole("button", { name: "Done" }).waitFor();
  await page.waitForTimeout(500);
  await take("export");
  await app.close();
  await rm(profile, { recursive: true, force: true });
}
