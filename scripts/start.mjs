// `npm start [-- FILE]`: installs what is missing, finds Electron, builds, and opens the app.

import path from "node:path";
import { build } from "./build.mjs";
import { ensureInstalled } from "./ensureInstalled.mjs";
import { findElectron } from "./findElectron.mjs";
import { hasDisplay, isRoot, missingLibraries, missingLibrariesSentence } from "./linuxNeeds.mjs";
import { projectRoot } from "./projectRoot.mjs";
import { runAsProgram } from "./runAsProgram.mjs";
import { runProgram } from "./runProgram.mjs";
import { whereTheUserStands } from "./whereTheUserStands.mjs";

const sample = path.join(projectRoot, "samples/weather-agent.jsonl");

/**
 * Electron's own switches stand before the app's folder, files after it.
 * @param {readonly string[]} args What the user gave: files and switches, in any order.
 * @param {object} place
 * @param {string} place.folder What relative paths mean.
 * @param {boolean} place.withoutSandbox
 * @returns {readonly string[]}
 */
export function electronArguments(args, { folder, withoutSandbox }) {
  const switches = args.filter((arg) => arg.startsWith("--"));
  const files = args.filter((arg) => !arg.startsWith("--")).map((file) => path.resolve(folder, file));
  return [
    ...(withoutSandbox ? ["--no-sandbox"] : []),
    ...switches,
    projectRoot,
    ...(files.length > 0 ? files : [sample]),
  ];
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>} The app's exit status.
 */
async function start(args) {
  if (!hasDisplay()) {
    throw new Error("There is no display here. On a server, run it inside a virtual one: xvfb-run -a npm start");
  }
  const folder = whereTheUserStands();
  await ensureInstalled();
  const electron = await findElectron();
  const libraries = missingLibraries(electron.path);
  if (libraries.length > 0) throw new Error(missingLibrariesSentence(libraries));
  await build();

  const withoutSandbox = process.platform === "linux" && isRoot();
  if (withoutSandbox) {
    console.error("Running as root: Chromium's sandbox is off (--no-sandbox). Open only files that you trust.");
  }
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const { status } = await runProgram(electron.path, electronArguments(args, { folder, withoutSandbox }), { env });
  return status;
}

await runAsProgram(import.meta.url, start);
