import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

const main = `const { app, BrowserWindow } = require("electron");
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1360, height: 820, show: false });
  window.once("ready-to-show", () => window.show());
  void window.loadURL("data:text/html,<p>Nothing</p>");
});
`;

/**
 * The least that an app of this kind can be: a window with a word in it.
 * @param {string} folder Where it is made.
 * @returns {Promise<string>} The app's own folder.
 */
export async function emptyWindow(folder) {
  const app = path.join(folder, "empty-window");
  await mkdir(app, { recursive: true });
  await writeFile(path.join(app, "package.json"), JSON.stringify({ name: "empty-window", main: "main.js" }));
  await writeFile(path.join(app, "main.js"), main);
  return app;
}
