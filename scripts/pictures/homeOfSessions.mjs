import { copyFile, mkdir, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { projectRoot } from "../projectRoot.mjs";

const asked = [
  ["shop", "Cart totals are off by a cent when there are three items. Where does it round?"],
  ["shop", "Write a migration that splits the name column, and one that undoes it"],
  ["notes", "Why does the search index take 40 s to build on CI and 3 s here?"],
  ["notes", "Replace the date picker by the native one, keep the keyboard"],
  ["ledger", "Read the import logs of last night and tell me which bank failed first"],
];

/**
 * A folder of sessions as an agent leaves them, for the picture of the first screen.
 * @param {string} folder Where it is made.
 * @returns {Promise<Readonly<Record<string, string>>>} The variables by which programs name the folders of their sessions.
 */
export async function homeOfSessions(folder) {
  const home = path.join(folder, "home");
  const config = path.join(home, "claude");
  let written = Date.UTC(2026, 5, 9, 9, 14, 24) / 1000;
  /** @param {string} project @param {string} name */
  const place = async (project, name) => {
    const projectFolder = path.join(config, "projects", `-home-dev-${project}`);
    await mkdir(projectFolder, { recursive: true });
    return path.join(projectFolder, `${name}.jsonl`);
  };
  const whole = await place("ledger", "0a61c5d2");
  await copyFile(path.join(projectRoot, "samples", "parser-session.jsonl"), whole);
  await utimes(whole, written, written);
  for (const [number, [project = "", text]] of asked.entries()) {
    const file = await place(project, `5e0${number}`);
    written -= 5_400 * (number + 1);
    const common = { sessionId: `s${number}`, cwd: `/home/dev/${project}`, version: "2.1.328" };
    const times = [written - 300, written].map((seconds) => new Date(seconds * 1000).toISOString());
    const lines = [
      { type: "user", message: { role: "user", content: text }, uuid: `u${number}`, timestamp: times[0], ...common },
      {
        type: "assistant",
        message: { id: "m", role: "assistant", content: [{ type: "text", text: "Done." }], stop_reason: "end_turn" },
        uuid: `a${number}`,
        timestamp: times[1],
        ...common,
      },
    ];
    await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    await utimes(file, written, written);
  }
  const others = ["CODEX_HOME", "GEMINI_CLI_HOME", "PI_CODING_AGENT_DIR", "COPILOT_HOME", "XDG_CONFIG_HOME", "HOME"];
  return { ...Object.fromEntries(others.map((name) => [name, home])), CLAUDE_CONFIG_DIR: config, TZ: "UTC" };
}
