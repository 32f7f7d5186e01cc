// Plays one scene: the agent runs in a home and a folder of its own, with an environment that holds nothing of ours, and
// what it wrote and printed is copied out.

import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { protocols } from "./agent.mjs";
import { startModelServer } from "./modelServer.mjs";
import { runAgent } from "./runAgent.mjs";

/** How agents print the name of a session: most of them in each line, pi in its first one. */
const sessionNames = /"(?:session_id|thread_id|sessionI[dD])":"([^"]+)"|^\{"type":"session",[^}]*?"id":"([^"]+)"/gm;

/**
 * @param {import("./agent.mjs").Agent} agent
 * @param {string} installed The folder that it was installed in.
 * @param {import("./scenes.mjs").Scene} scene
 * @param {string} target An empty or new folder.
 */
export async function playScene(agent, installed, scene, target) {
  const place = await mkdtemp(path.join(tmpdir(), "seekline-capture-"));
  const home = path.join(place, "home");
  const work = path.join(place, "work");
  const server = await startModelServer(protocols[agent.protocol], agent.shellTool, () => {
    writeFileSync(path.join(work, "running"), "");
  });
  try {
    for (const folder of [home, work, target]) await mkdir(folder, { recursive: true });
    const access = { url: server.url, key: "sk-scripted-0000" };
    await writeFiles(home, agent.files?.(access) ?? {});
    await writeFiles(work, scene.files ?? {});
    if (scene.before !== undefined) execFileSync("bash", ["-c", scene.before], { cwd: work, stdio: "ignore" });
    const env = { ...cleanEnvironment(home, server.url), ...agent.environment(access) };
    const program = path.join(installed, "node_modules", ".bin", agent.bin);
    /** @type {Map<string, string>} */
    const found = new Map();
    /** @param {readonly string[]} args @param {Partial<Pick<import("./runAgent.mjs").Settings, "signal" | "steps" | "inTerminal">>} [how] */
    const start = (args, how) => runAgent(program, args, { env, work, signal: how?.signal, ...how, found });

    let printed = "";
    /** @type {{ prompt: string, status: number | string, signal: NodeJS.Signals | undefined, said: string }[]} */
    const statuses = [];
    for (const [index, run] of scene.runs.entries()) {
      server.play(run.turns);
      await rm(path.join(work, "running"), { force: true });
      const args = run.args?.map((arg) => arg.replace(/^\$([a-z]+)$/, (all, name) => found.get(name) ?? all));
      const { signal, steps, inTerminal } = run;
      const ended = await start(args ?? agent.args({ prompt: run.prompt, again: index > 0 }), {
        signal,
        steps,
        inTerminal,
      });
      printed += ended.printed;
      for (const [, one, other] of ended.printed.matchAll(sessionNames)) found.set("session", one ?? other ?? "");
      statuses.push({ prompt: run.prompt, status: ended.status, signal: run.signal, said: ended.said.slice(-2000) });
      await writeFile(path.join(target, `stdout-${index + 1}.jsonl`), ended.printed);
    }
    for (const { name, args } of agent.afterwards?.(printed) ?? []) {
      await writeFile(path.join(target, name), (await start(args)).printed);
    }
    const copied = await copyTranscripts(agent, home, target);
    const script = { scene: scene.name, runs: statuses, served: server.served, refusedHosts: server.refusedHosts };
    await writeFile(path.join(target, "script.json"), `${JSON.stringify(script, undefined, 2)}\n`);
    return { statuses, copied };
  } finally {
    server.close();
    await rm(place, { recursive: true, force: true });
  }
}

/** @param {string} folder @param {Readonly<Record<string, string>>} files Behind `base64:` are bytes. */
async function writeFiles(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    const place = path.join(folder, name);
    await mkdir(path.dirname(place), { recursive: true });
    const bytes = text.startsWith("base64:") ? Buffer.from(text.slice("base64:".length), "base64") : text;
    await writeFile(place, bytes, { mode: text.startsWith("#!") ? 0o755 : 0o644 });
  }
}

/**
 * Nothing of ours; whatever is not the model server goes to it as to a proxy, which refuses.
 * @param {string} home @param {string} proxy @returns {Record<string, string>}
 */
function cleanEnvironment(home, proxy) {
  const around = { HOME: home, PATH: process.env.PATH ?? "", TERM: "dumb", LANG: "C.UTF-8", CI: "1", NO_COLOR: "1" };
  const refusing = { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, http_proxy: proxy, https_proxy: proxy };
  return { ...around, ...refusing, NO_PROXY: "127.0.0.1", no_proxy: "127.0.0.1" };
}

/**
 * @param {import("./agent.mjs").Agent} agent @param {string} home @param {string} target
 * @returns {Promise<readonly string[]>} The names in the target folder.
 */
async function copyTranscripts(agent, home, target) {
  const copied = [];
  for (const { folder, ends } of agent.transcripts) {
    const from = path.join(home, folder);
    if (!existsSync(from)) continue;
    for (const name of await readdir(from, { recursive: true })) {
      if (!name.endsWith(ends)) continue;
      const to = path.join("home", folder, name);
      await mkdir(path.dirname(path.join(target, to)), { recursive: true });
      await copyFile(path.join(from, name), path.join(target, to));
      copied.push(to);
    }
  }
  return copied;
}
