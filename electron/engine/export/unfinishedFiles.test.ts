import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { bundleProgram } from "../../testing/bundleProgram.ts";
import { runChild } from "../../testing/runChild.ts";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { noteUnfinishedFile, removeUnfinishedFiles, unfinishedSuffix } from "./unfinishedFiles.ts";

const makeFolder = temporaryFolders();

beforeEach(() => {
  vi.stubEnv("SEEKLINE_SPOOL_DIR", makeFolder());
});

/** A process id that no process has. */
const deadPid = 2 ** 22 + 1;

function writeNote(note: unknown): void {
  noteUnfinishedFile("/nowhere")();
  const [folder] = fs.readdirSync(process.env.SEEKLINE_SPOOL_DIR ?? "");
  fs.writeFileSync(path.join(process.env.SEEKLINE_SPOOL_DIR ?? "", folder ?? "", "1-a.json"), JSON.stringify(note));
}

describe("unfinished files", () => {
  it("of a killed process are removed by the next one, and the target is left as it was", async () => {
    const program = await bundleProgram(
      path.resolve(import.meta.dirname, "../../testing/writeForEver.ts"),
      makeFolder(),
    );
    const folder = makeFolder();
    const target = path.join(folder, "out.jsonl");
    fs.writeFileSync(target, "old");
    const end = await runChild([program, target], {
      onStart: (child) => child.onOutput(() => child.kill("SIGKILL")),
    });
    expect(end.signal).toBe("SIGKILL");
    expect(fs.readdirSync(folder).filter((name) => name.endsWith(unfinishedSuffix)).length).toBe(1);
    removeUnfinishedFiles();
    expect(fs.readdirSync(folder)).toEqual(["out.jsonl"]);
    expect(fs.readFileSync(target, "utf8")).toBe("old");
  });

  it("of a running process are left alone", () => {
    const file = path.join(makeFolder(), `a${unfinishedSuffix}`);
    fs.writeFileSync(file, "");
    const forget = noteUnfinishedFile(file);
    removeUnfinishedFiles();
    expect(fs.existsSync(file)).toBe(true);
    forget();
  });

  it.each([
    ["a name that is not ours", (file: string) => ({ path: file, pid: deadPid, host: os.hostname() })],
    ["another machine", (file: string) => ({ path: file + unfinishedSuffix, pid: deadPid, host: "elsewhere.example" })],
    [
      "a relative path",
      (file: string) => ({ path: path.relative(process.cwd(), file), pid: deadPid, host: os.hostname() }),
    ],
    ["a note of another shape", (file: string) => ({ file })],
  ])("are not removed for %s", (_, noteOf) => {
    const file = path.join(makeFolder(), "precious");
    fs.writeFileSync(file, "");
    fs.writeFileSync(file + unfinishedSuffix, "");
    writeNote(noteOf(file));
    removeUnfinishedFiles();
    expect(fs.existsSync(file)).toBe(true);
    expect(fs.existsSync(file + unfinishedSuffix)).toBe(true);
  });
});
