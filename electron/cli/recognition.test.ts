// What the command line says of how a file is read, and how that is chosen.

import fs from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { bundleProgram } from "../testing/bundleProgram.ts";
import type { ChildEnd } from "../testing/runChild.ts";
import { runChild } from "../testing/runChild.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";

const makeFolder = temporaryFolders();
let program = "";

beforeAll(async () => {
  program = await bundleProgram(path.join(import.meta.dirname, "cli.ts"));
});

function fileOf(content: string | Uint8Array, name = "log.jsonl"): string {
  const file = path.join(makeFolder(), name);
  fs.writeFileSync(file, content);
  return file;
}

function seekline(...args: readonly string[]): Promise<ChildEnd> {
  return runChild([program, ...args], { env: { SEEKLINE_SPOOL_DIR: makeFolder(), SEEKLINE_CACHE_DIR: makeFolder() } });
}

function rowsIn({ stdout }: ChildEnd): readonly unknown[] {
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line): unknown => JSON.parse(line));
}

const log = '{"what":{"sort":"a"},"begun":1767225600000}\n{"what":{"sort":"b"},"begun":1767225601000}\n';

describe("members named on the command line", () => {
  it("give kinds and times to every command that opens a file", async () => {
    const file = fileOf(log);
    const chosen = ["--kind-path", "what.sort", "--time-path", "begun"];
    expect(rowsIn(await seekline("rows", file, ...chosen))).toMatchObject([
      { kind: "a", time: 1767225600000 },
      { kind: "b", time: 1767225601000 },
    ]);
    const stats = await seekline("stats", file, "--json", ...chosen);
    expect(rowsIn(stats)).toMatchObject([{ firstTime: 1767225600000, kinds: [{ kind: "a" }, { kind: "b" }] }]);
    const shown = await seekline("stats", file, ...chosen);
    expect(shown.stdout).toContain("times    chosen: begun (2) of 2 records looked at");
    const filtered = await seekline("export", file, "--as", "records", "--filter", "kind:b", "-o", "-", ...chosen);
    expect(filtered.stdout).toBe(`${log.split("\n")[1]}\n`);
    expect((await seekline("record", file, "0", ...chosen)).status).toBe(0);
    const summary = await seekline("summary", file, "--json", ...chosen);
    expect(rowsIn(summary)).toMatchObject([{ started: 1767225600000, ended: 1767225601000 }]);
  });

  it("are wrong use when they are no path, and said when no record has them", async () => {
    for (const option of ["--kind-path", "--time-path"]) {
      for (const wrong of ["", ".a", "a..b"]) {
        const end = await seekline("stats", fileOf(log), option, wrong);
        expect(end.status).toBe(2);
        expect(end.stderr).toContain(`${option} takes the keys down to a member`);
      }
    }
    const end = await seekline("rows", fileOf(log), "--time-path", "begn");
    expect(end.status).toBe(0);
    expect(end.stderr).toContain("None of the 2 records that were looked at has a fitting member “begn”.");
  });

  it("are named with the reason when they hold dates that are read as no times", async () => {
    const dated = (when: string) => fileOf(`{"type":"a","timestamp":"${when}","begun":"${when}"}\n`);
    const said = async (when: string, ...args: readonly string[]) =>
      (await seekline("stats", dated(when), ...args)).stderr;
    const twoDays = "means two days, by the order of day and month; write them as 2026-03-01.\n";
    expect(await said("03/01/2026 10:00:00")).toBe(
      `seekline: “timestamp” is not read as a time: “03/01/2026 10:00:00” ${twoDays}`,
    );
    expect(await said("1.3.2026", "--time-path", "begun")).toBe(
      `seekline: “begun” is not read as a time: “1.3.2026” ${twoDays}`,
    );
    expect(await said("0001-01-01T00:00:00Z")).toContain("“0001-01-01T00:00:00Z” lies before 1827 or after 2112.");
    for (const when of ["2026-03-01", "10/2026", "yesterday"]) expect(await said(when)).not.toContain("not read");
  });
});

/** Where no sample looks, some lines of another sort; at the end, `bytes` more. */
function logOfTwoSorts(bytes: number): string {
  const line = (record: object): string => {
    const text = JSON.stringify({ ...record, pad: "" });
    return `${text.slice(0, -2)}${"x".repeat(127 - text.length)}"}\n`;
  };
  const usual = line({ type: "snapshot" });
  const other = line({ event: "user", created_at: "2026-03-01T10:00:00.000Z" });
  return usual.repeat(42_460) + other.repeat(200) + usual.repeat(58_300 + Math.ceil(bytes / 128));
}

describe("a file whose index shows a better way to read it", () => {
  it("gives rows by that, all of them, where it is short", async () => {
    const end = await seekline("rows", fileOf(logOfTwoSorts(0)), "--from", "42458", "--count", "4");
    expect(rowsIn(end)).toMatchObject([
      { kind: "snapshot", time: null },
      { kind: "snapshot", time: null },
      { kind: "user", time: 1_772_359_200_000 },
      { kind: "user", time: 1_772_359_200_000 },
    ]);
    expect(end.stderr).toContain("The file was indexed anew");
    expect(end.stderr).not.toContain("printed");
  });

  it("says of the rows of a long one by what they were printed, and gives the others when it is run again", async () => {
    const [file, cache] = [fileOf(logOfTwoSorts(66_000_000)), makeFolder()];
    const rows = () =>
      runChild([program, "rows", file, "--count", "42461"], {
        env: { SEEKLINE_SPOOL_DIR: makeFolder(), SEEKLINE_CACHE_DIR: cache },
      });
    const first = await rows();
    const isByFirst = rowsIn(first).at(-1);
    const again = await rows();
    expect(rowsIn(again).at(-1)).toMatchObject({ kind: "user" });
    expect(again.stderr).not.toContain("printed by");
    // How far the index has come when they are printed is the machine's.
    const isSaid = first.stderr.includes("The rows were printed by how the file was read at first.");
    expect(isByFirst).toMatchObject({ kind: isSaid ? "(none)" : expect.any(String) });
  });
});

describe("a file that is not what it seems", () => {
  it("is named on standard error by every command", async () => {
    const file = fileOf(Buffer.from(`\ufeff${log}`, "utf16le"), "captured.jsonl");
    for (const args of [
      ["stats", file],
      ["rows", file],
      ["record", file, "0"],
      ["summary", file],
    ]) {
      const end = await seekline(...args);
      expect(end.status, args[0]).toBe(0);
      expect(end.stderr).toBe(
        "seekline: “captured.jsonl” is UTF-16 (little-endian) and is shown as UTF-8: offsets and sizes are those of that.\n",
      );
    }
    const exported = await seekline("export", file, "--as", "records", "-o", "-");
    expect(exported.stderr).toContain("is UTF-16 (little-endian) and is shown as UTF-8");
  });

  it("does not write control characters of its name to a terminal", async () => {
    const end = await seekline("stats", fileOf('{\n"a": 1\n}\n', "odd\u001b[31m.json"));
    expect(end.stderr).toContain("odd\\u{1b}[31m.json");
  });
});
