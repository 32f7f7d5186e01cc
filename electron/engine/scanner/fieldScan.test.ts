import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openFile } from "../source/fileSource.ts";
import { createFieldScan } from "./fieldScan.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-fields-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function sourceOf(text: string) {
  const file = path.join(folder, "transcript.jsonl");
  fs.writeFileSync(file, text);
  const opened = openFile(file);
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
}

describe("createFieldScan", () => {
  it("finds values by path, with their places in the file", async () => {
    const records = [
      '{"type":"A","id":"x","delta":"h\\u00e9","list":[1,{"a":"]"}]}',
      '{"id":"x","type":null,"n":12}',
      '{"id":"y"}',
      '{"id":',
    ] as const;
    const text = `${records[0]}\r\n\n${records[1]}${records[2]}\n${records[3]}`;
    const place = (index: 0 | 1 | 2 | 3) => [text.lastIndexOf(records[index]), records[index].length];
    const scan = createFieldScan([
      { path: ["type"], intern: false },
      { path: ["id"], intern: true },
      { path: ["delta"], intern: false },
      { path: ["list"], intern: false },
      { path: ["n"], intern: false },
    ]);
    const seen: unknown[] = [];
    await scan.read(sourceOf(text), 0, text.length, (record) => {
      seen.push([
        record.offset,
        record.length,
        record.line,
        record.malformed,
        record.torn,
        record.type(0),
        record.text(0),
        record.id(1),
        record.text(2),
        text.slice(record.start(3), record.start(3) + record.byteLength(3)),
        record.type(4),
      ]);
      return undefined;
    });
    expect(seen).toEqual([
      [...place(0), 1, false, false, "string", "A", 1, "hé", '[1,{"a":"]"}]', "absent"],
      [...place(1), 3, false, false, "null", undefined, 1, undefined, "", "number"],
      [...place(2), 3, false, false, "absent", undefined, 2, undefined, "", "absent"],
      [...place(3), 4, true, true, "absent", undefined, 0, undefined, "", "absent"],
    ]);
    expect(scan.internedText(2)).toBe("y");
  });

  it("says where a record lies that is in memory from end to end, and of no other", async () => {
    const pad = (n: number): string => "é".repeat((n * 37) % 400);
    const line = (n: number): string =>
      n % 5 === 0 ? `{"n":${n},"pad":"${pad(n)}","type":"B"}` : `{"type":"A","pad":"${pad(n)}","n":[${n}]}`;
    const lines = Array.from({ length: 3000 }, (_, n) => line(n));
    lines[700] = `{"type":"C","pad":"${"x".repeat(700_000)}"}`;
    lines[900] = `${line(900)}${line(901)} {"pad": "${pad(77)}", "type":`;
    const text = lines.join("\n");
    const bytes = Buffer.from(text);
    const scan = createFieldScan([{ path: ["type"], intern: true }]);
    let told = 0;
    let records = 0;
    await scan.read(sourceOf(text), 0, bytes.length, (record) => {
      records++;
      const at = record.recordAddress(0);
      if (at === 0) return undefined;
      told++;
      const there = Buffer.from(record.memory.subarray(at, at + record.length));
      expect(there.equals(bytes.subarray(record.offset, record.offset + record.length))).toBe(true);
      return undefined;
    });
    scan.dispose();
    expect(records).toBe(3002);
    expect(records - told).toBeLessThan(20);
    expect(told).toBeLessThan(records);
  });
});
