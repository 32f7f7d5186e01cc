// Plays one scene: the agent runs in a home and a folder of its own, with an environment that holds nothing of ours, and
// what it wrote and printed is copied out.

import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { protocols } from "./agent.mjs";
import { startModelServer } from "./modelServer.mjs";

/** Ended by force after this long; an agent that waits for a network never ends by itself. */
const longestRunMs = 60_000;

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
    for (const [name, text] of Object.entries(agent.files?.(access) ?? {})) {
      await mkdir(path.dirname(path.join(home, name)), { recursive: true });
      await writeFile(path.join(home, name), text);
    }
    const env = { ...cleanEnvironment(home, server.url), ...agent.environment(access) };
    const program = path.join(installed, "node_modules", ".bin", agent.bin);
    /** @param {readonly string[]} args @param {NodeJS.Signals} [signal] */
    const start = (args, signal) => runAgent(program, args, { env, work, signal });

    let printed = "";
    /** @type {{ prompt: string, status: number | string, signal: NodeJS.Signals | undefined, said: string }[]} */
    const statuses = [];
    for (const [index, run] of scene.runs.entries()) {
      server.play(run.turns);
      await rm(path.join(work, "running"), { force: true });
      const ended = await start(agent.args({ prompt: run.prompt, again: index > 0 }), run.signal);
      printed += ended.printed;
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
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env: Record<string, string>, work: string, signal?: NodeJS.Signals | undefined }} settings
 * @returns {Promise<{ status: number | string, printed: string, said: string }>}
 */
function runAgent(program, args, { env, work, signal }) {
  return new Promise((resolve, reject) => {
    // A group of its own, so that what it starts can be ended with it.
    const child = spawn(program, args, { cwd: work, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    const { pid } = child;
    let printed = "";
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      printed += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      said += text;
    });
    /** @param {NodeJS.Signals} name */
    const tell = (name) => {
      try {
        if (pid !== undefined) process.kill(-pid, name);
      } catch {
        // It has ended by itself.
      }
    };
    const limit = setTimeout(() => tell("SIGKILL"), longestRunMs);
    const watch = setInterval(() => {
      if (signal === undefined || !existsSync(path.join(work, "running"))) return;
      clearInterval(watch);
      tell(signal);
    }, 100);
    child.on("error", reject);
    child.on("close", (code, by) => {
      clearTimeout(limit);
      clearInterval(watch);
      tell("SIGKILL");
      resolve({ status: code ?? by ?? "unknown", printed, said });
    });
  });
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
