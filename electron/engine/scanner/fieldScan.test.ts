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
});
