// Draws the icon in its sizes: `npm run icons`, after a change of packaging/icons/seekline.svg. Needs a display, or xvfb-run.

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { _electron } from "playwright";
import { findElectron } from "./findElectron.mjs";
import { iconFolder, iconSizes } from "./package/icons.mjs";
import { projectRoot } from "./projectRoot.mjs";

const { path: executable } = await findElectron();
// Named this way, Playwright's loader holds the app back until it is attached.
process.env.ELECTRON_OVERRIDE_DIST_PATH = path.dirname(executable);
const app = await _electron.launch({ args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), projectRoot] });
const page = await app.firstWindow();
const svg = await readFile(path.join(iconFolder, "seekline.svg"), "utf8");
// In the page, and so as text: scripts know nothing of a document.
await page.evaluate(`globalThis.draw = async (source, pixels) => {
  const image = new Image(pixels, pixels);
  image.src = URL.createObjectURL(new Blob([source], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = pixels;
  canvas.getContext("2d").drawImage(image, 0, 0, pixels, pixels);
  return canvas.toDataURL("image/png").replace(/^.*,/, "");
}`);
for (const size of iconSizes) {
  const drawn = await page.evaluate(`draw(${JSON.stringify(svg)}, ${size})`);
  await writeFile(path.join(iconFolder, `${size}.png`), Buffer.from(String(drawn), "base64"));
}
await app.close();
