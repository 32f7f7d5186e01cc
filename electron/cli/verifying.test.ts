// A manifest of exported records, and `verify`, which holds it against the transcript.

import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { describe, expect, it } from "vitest";
import { manifestEndSchema, manifestHeadSchema, manifestRangeSchema } from "../engine/export/manifest/manifestLines.ts";
import { seeklineProgram } from "../testing/seekline.ts";

const seekline = seeklineProgram();
const lines = Array.from({ length: 40 }, (_, number) => `{"type":"${number % 4 === 0 ? "A" : "B"}","n":${number}}`);
const log = `${lines.join("\n")}\n`;

const sumOf = (bytes: string | Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Exports the records of kind A with a manifest beside them. */
async function exported(name = "out.jsonl") {
  const file = seekline.fileOf(log);
  const folder = path.dirname(file);
  const [out, manifest] = [path.join(folder, name), path.join(folder, "manifest.jsonl")];
  const args = ["export", file, "--as", "records", "--filter", "kind:A", "--manifest", manifest, "-o", out];
  expect(await seekline.run(args)).toMatchObject({ status: 0, stdout: "", stderr: "" });
  return { file, out, manifest, folder };
}

describe("a manifest", () => {
  it("names the ranges of the source with their sums, and that of the export", async () => {
    const { file, out, manifest } = await exported();
    const [head, ...rest] = fs.readFileSync(manifest, "utf8").trimEnd().split("\n");
    expect(manifestHeadSchema.parse(JSON.parse(head ?? ""))).toEqual({
      manifest: 1,
      source: { path: "log.jsonl", bytes: log.length },
      filter: "kind:A",
    });
    const ranges = rest.slice(0, -1).map((line) => manifestRangeSchema.parse(JSON.parse(line)));
    const source = fs.readFileSync(file);
    for (const { offset, length, sha256 } of ranges)
      expect(sha256).toBe(sumOf(source.subarray(offset, offset + length)));
    expect(ranges.map(({ offset }) => source.toString("utf8", offset).split("\n", 1)[0])).toEqual(
      lines.filter((line) => line.includes('"A"')),
    );
    expect(manifestEndSchema.parse(JSON.parse(rest.at(-1) ?? ""))).toEqual({
      ranges: 10,
      records: 10,
      bytes: ranges.reduce((sum, { length }) => sum + length, 0),
      sha256: sumOf(fs.readFileSync(out)),
    });
  });

  it("is of what a compressed export holds", async () => {
    const { out, manifest } = await exported("out.jsonl.gz");
    const end = manifestEndSchema.parse(
      JSON.parse(fs.readFileSync(manifest, "utf8").trimEnd().split("\n").at(-1) ?? ""),
    );
    expect(end.sha256).toBe(sumOf(zlib.gunzipSync(fs.readFileSync(out))));
  });

  it("is the same every time, and appears with the export or not at all", async () => {
    const { file, manifest, folder } = await exported();
    const again = path.join(folder, "again.jsonl");
    const args = ["export", file, "--as", "records", "--filter", "kind:A", "--manifest", again, "-o"];
    await seekline.run([...args, path.join(folder, "other.jsonl")]);
    expect(fs.readFileSync(again, "utf8")).toBe(fs.readFileSync(manifest, "utf8"));
    const before = fs.readdirSync(folder).sort();
    for (const wrong of [path.join(file, "x"), folder]) {
      const place = ["export", file, "--as", "records", "--manifest", wrong, "-o", path.join(folder, "new.jsonl")];
      expect(await seekline.run(place)).toMatchObject({ status: 1, stdout: "" });
      const target = ["export", file, "--as", "records", "--manifest", path.join(folder, "new.jsonl"), "-o", wrong];
      expect(await seekline.run(target)).toMatchObject({ status: 1, stdout: "" });
    }
    expect(await seekline.run([...args.slice(0, -2), file, "-o", "-"])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("is the transcript itself"),
    });
    expect(fs.readdirSync(folder).sort()).toEqual(before);
    expect(fs.readFileSync(file, "utf8")).toBe(log);
  });

  it("is refused where there is nothing to hold it against", async () => {
    const file = seekline.fileOf(log);
    const wrong = async (...args: readonly string[]) =>
      (await seekline.run(["export", ...args])).stderr.split("\n", 1)[0];
    expect(await wrong(file, "--as", "csv", "--manifest", "m", "-o", "o")).toContain("--as records");
    expect(await wrong("-", "--as", "records", "--manifest", "m", "-o", "o")).toContain("needs a FILE");
    expect(await wrong(file, "--as", "records", "--manifest", "./o", "-o", "o")).toContain("the same file");
  });
});

describe("seekline verify", () => {
  it("says that all records stand where they stood, in a source that grew and moved", async () => {
    const { file, manifest, folder } = await exported();
    fs.appendFileSync(file, '{"type":"A","n":40}\n');
    const end = await seekline.run(["verify", manifest]);
    expect(end).toMatchObject({ status: 0, stderr: "" });
    expect(end.stdout).toMatch(/^All 10 records \(10 ranges, \d+ B\) stand in “log\.jsonl” as they were exported\.\n$/);
    const moved = path.join(folder, "moved.jsonl");
    fs.renameSync(file, moved);
    expect(await seekline.run(["verify", manifest])).toMatchObject({ status: 1, stdout: "" });
    const found = await seekline.run(["verify", manifest, "--source", moved, "--json"]);
    expect(JSON.parse(found.stdout)).toMatchObject({ verified: true, source: "moved.jsonl", ranges: 10, records: 10 });
  });

  it("names the first range that differs, or is gone", async () => {
    const { file, manifest } = await exported();
    const at = log.indexOf('"n":8}');
    fs.writeFileSync(file, log.replace('"n":8}', '"n":9}').replace('"n":12}', '"n":13}'));
    const end = await seekline.run(["verify", manifest]);
    expect(end).toMatchObject({ status: 1, stdout: "" });
    expect(end.stderr).toContain("Range 3 (");
    const json = await seekline.run(["verify", manifest, "--json"]);
    const said = JSON.parse(json.stdout);
    expect(said).toMatchObject({ verified: false, code: "range-differs", range: 3, isMissing: false });
    expect(said.offset).toBeLessThan(at);
    expect(said.offset + said.length).toBeGreaterThan(at);
    fs.truncateSync(file, log.indexOf('"n":4}'));
    const cut = await seekline.run(["verify", manifest, "--json"]);
    expect(JSON.parse(cut.stdout)).toMatchObject({ verified: false, range: 2, isMissing: true });
    expect(cut).toMatchObject({ status: 1, stderr: expect.stringContaining("Range 2 (") });
  });

  it("holds what a packed transcript says against it, and never writes to that", async () => {
    const file = seekline.fileOf(zlib.gzipSync(log), "log.jsonl.gz");
    const manifest = path.join(path.dirname(file), "manifest.jsonl");
    const args = ["export", file, "--as", "records", "--filter", "kind:A", "-o"];
    expect(await seekline.run([...args, "-", "--manifest", manifest])).toMatchObject({ status: 0, stderr: "" });
    const end = await seekline.run(["verify", manifest]);
    expect(end.stdout).toContain("stand in “log.jsonl.gz” as they were exported");
    fs.writeFileSync(file, zlib.gzipSync(log.replace('"n":8}', '"n":9}')));
    expect(await seekline.run(["verify", manifest])).toMatchObject({ status: 1, stdout: "" });
    const overwriting = await seekline.run([...args, file]);
    expect(overwriting).toMatchObject({ status: 1, stderr: expect.stringContaining("is the transcript itself") });
  });

  it("does not mind other records", async () => {
    const { file, manifest } = await exported();
    fs.writeFileSync(file, log.replace('"n":9}', '"n":0}'));
    expect(await seekline.run(["verify", manifest])).toMatchObject({ status: 0 });
  });

  it("says how a transcript that was moved is named", async () => {
    const { file, manifest, folder } = await exported();
    const moved = path.join(folder, "moved.jsonl");
    fs.renameSync(file, moved);
    const end = await seekline.run(["verify", manifest]);
    expect(end).toMatchObject({ status: 1, stdout: "", stderr: expect.stringContaining("name it with --source.") });
    expect(await seekline.run(["verify", manifest, "--source", moved])).toMatchObject({ status: 0, stderr: "" });
    const wrong = await seekline.run(["verify", manifest, "--source", file]);
    expect(wrong.stderr).toContain("There is no file “log.jsonl”. Check its name");
  });

  it("tells what is no manifest, or only a part of one", async () => {
    const { file, manifest } = await exported();
    const text = fs.readFileSync(manifest, "utf8");
    const refused = async (wrong: string) => {
      fs.writeFileSync(manifest, wrong);
      const end = await seekline.run(["verify", manifest]);
      expect(end).toMatchObject({ status: 1, stdout: "" });
      return end.stderr;
    };
    expect(await refused("")).toContain("is no manifest");
    expect(await refused(log)).toContain("its first line is none");
    expect((await seekline.run(["verify", seekline.makeFolder()])).stderr).toContain("it is a folder");
    expect(await refused("x".repeat(1_000_000))).toContain("a line that is too long");
    expect(await refused(text.slice(0, text.lastIndexOf('{"ranges"')))).toContain("its end is missing");
    expect(await refused(text.replace(/(\n.*){3}/, "\nbroken$&"))).toContain("line 2 of it cannot be read");
    expect(await refused(`${text}${text}`)).toMatch(/line 13 stands behind its end/);
    const withoutOne = text.split("\n").toSpliced(4, 1).join("\n");
    expect(await refused(withoutOne)).toContain("do not add up");
    expect(await refused(text.replace(/"sha256":"[0-9a-f]{64}"}\n$/, `"sha256":"${"0".repeat(64)}"}\n`))).toContain(
      "do not add up",
    );
    expect((await seekline.run(["verify", path.join(file, "none")])).status).toBe(1);
    expect((await seekline.run(["verify"])).status).toBe(2);
  });
});
