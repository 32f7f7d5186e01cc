// Fresh transcripts of a real agent, to see in minutes what a new release writes: `npm run capture -- codex`. The pinned
// release is installed in a temporary folder and plays scripted scenes against a model server on the loopback. For
// development only; no test and no build needs it.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { agents } from "./capture/agent.mjs";
import { playScene } from "./capture/playScene.mjs";
import { scenes as commonScenes } from "./capture/scenes.mjs";
import { runNpm } from "./runNpm.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    version: { type: "string" },
    installed: { type: "string" },
    out: { type: "string", short: "o" },
    help: { type: "boolean" },
  },
});
const [name = "", ...wanted] = positionals;
const agent = agents[name];
const scenes = [...commonScenes, ...(agent?.scenes ?? [])];
const usage = `npm run capture -- AGENT [SCENE…] [--version VERSION] [--installed PLACE] [-o FOLDER]
  AGENT    ${Object.keys(agents).join(", ")}
  SCENE    ${scenes.map(({ name }) => name).join(", ")}${agent === undefined ? ", and those of the agent" : ""};
           all of them, when none is named
  PLACE    a folder in which npm has installed the agent, so that it is not installed again
  FOLDER   where the transcripts go, each scene in a folder of its own, beside script.json, which says what was scripted
`;
const chosen = wanted.length === 0 ? scenes : scenes.filter((scene) => wanted.includes(scene.name));
if (values.help === true || agent === undefined || chosen.length < wanted.length) {
  console.error(usage);
  process.exitCode = values.help === true ? 0 : 2;
} else {
  await capture(agent, values.version ?? agent.version, values.out ?? (await mkdtemp(path.join(tmpdir(), `${name}-`))));
}

/** @param {import("./capture/agent.mjs").Agent} agent @param {string} version @param {string} target */
async function capture(agent, version, target) {
  if (values.installed !== undefined) {
    await play(agent, path.resolve(values.installed), target);
    return;
  }
  const installed = await mkdtemp(path.join(tmpdir(), "seekline-agent-"));
  try {
    await writeFile(path.join(installed, "package.json"), '{ "private": true }\n');
    const packageName = `${agent.package}@${version}`;
    const { status } = await runNpm(["install", "--no-audit", "--no-fund", "--save-exact", packageName], {
      cwd: installed,
      output: "stderr",
    });
    if (status !== 0) throw new Error(`npm could not install ${packageName}.`);
    console.log(`${packageName} → ${path.resolve(target)}`);
    await play(agent, installed, target);
  } finally {
    await rm(installed, { recursive: true, force: true });
  }
}

/** @param {import("./capture/agent.mjs").Agent} agent @param {string} installed @param {string} target */
async function play(agent, installed, target) {
  for (const scene of chosen) {
    const folder = path.join(target, scene.name);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const { statuses, copied } = await playScene(agent, installed, scene, folder);
    console.log(`${scene.name}: ended with ${statuses.map(({ status }) => status).join(", ")}; ${copied.length} files`);
    for (const { prompt, said } of statuses) {
      for (const [missed] of said.matchAll(/^(?:Nothing like .* came\.|It had ended before all was typed\.)$/gm)) {
        console.log(`  ${prompt}: ${missed}`);
      }
    }
  }
}
