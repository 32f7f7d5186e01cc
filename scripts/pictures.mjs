// Takes the pictures of the documents with the real app: `npm run pictures`, or some of them, `npm run pictures -- list export`.
// Needs a display, or xvfb-run.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { _electron } from "playwright";
import { findElectron } from "./findElectron.mjs";
import { homeOfSessions } from "./pictures/homeOfSessions.mjs";
import { scenes } from "./pictures/scenes.mjs";
import { projectRoot } from "./projectRoot.mjs";

const folder = path.join(projectRoot, "docs", "pictures");
const usual = { width: 1360, height: 820 };
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !scenes.some((scene) => scene.name === name));
if (unknown.length > 0) throw new Error(`no scene is called ${unknown.join(" or ")}`);

const { path: executable } = await findElectron();
// Named this way, Playwright's loader holds the app back until it is attached.
process.env.ELECTRON_OVERRIDE_DIST_PATH = path.dirname(executable);
for (const scene of scenes) {
  if (chosen.length > 0 && !chosen.includes(scene.name)) continue;
  for (const theme of /** @type {const} */ (["light", "dark"])) await take(scene, theme);
  console.log(scene.name);
}

/**
 * @param {import("./pictures/scenes.mjs").Scene} scene
 * @param {"light" | "dark"} theme
 */
async function take(scene, theme) {
  const profile = await mkdtemp(path.join(tmpdir(), "seekline-pictures-"));
  const app = await _electron.launch({
    colorScheme: theme,
    args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), projectRoot, ...scene.opens],
    env: { ...process.env, ...(await homeOfSessions(profile)), SEEKLINE_USER_DATA: path.join(profile, "user-data") },
  });
  try {
    const page = await app.firstWindow();
    await page.waitForLoadState();
    await app.evaluate(
      ({ BrowserWindow, dialog }, { target, width, height }) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: target });
      },
      { target: path.join(profile, "weather-agent.snapshot.jsonl"), ...(scene.size ?? usual) },
    );
    if (scene.opens.length > 0) await page.getByRole("option").nth(3).waitFor();
    await scene.go(page);
    // What fades in has done so, and counts are final: nothing says so to a page's reader.
    await page.waitForTimeout(900);
    await page.screenshot({ path: path.join(folder, `${scene.name}-${theme}.png`), animations: "disabled" });
  } finally {
    await app.close();
    await rm(profile, { recursive: true, force: true });
  }
}
