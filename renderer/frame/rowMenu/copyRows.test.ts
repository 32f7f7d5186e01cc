import { expect, it } from "vitest";
import { succeed } from "../../../shared/result.ts";
import type { Row } from "../../../shared/rows.ts";
import { byteLength, byteOffset, lineNumber, recordNumber } from "../../../shared/units.ts";
import type { EngineClient } from "../../data/engineClient.ts";
import type { Target } from "../../data/target.ts";
import { copyRows } from "./copyRows.ts";

const row: Row = {
  ...{ record: recordNumber(7), line: lineNumber(3), offset: byteOffset(5000), length: byteLength(310) },
  ...{ time: undefined, kind: "user", role: undefined, tool: undefined, flags: [], preview: "Sow" },
};

/** Answers with this row, and with the citation that its offset in the whole of what is open makes. */
function targetWith(shown: Row): Target {
  const cited = { offset: shown.offset, length: shown.length, hash: "0123456789abcdef", sha256: "" };
  const request = (method: string): Promise<never> =>
    new Promise((resolve) =>
      Reflect.apply(resolve, undefined, [succeed(method === "rows" ? { from: 0, rows: [shown] } : cited)]),
    );
  const engine: EngineClient = {
    request,
    start: () => ({ id: 0, answer: request("") }),
    onEvent: () => () => undefined,
    onClosed: () => () => undefined,
    close: () => undefined,
  };
  return { engine, transcript: "t" };
}

async function citationOf(shown: Row): Promise<string> {
  let copied = "";
  const copyText = async (text: string) => {
    copied = text;
    return undefined;
  };
  const copying = { to: targetWith(shown), list: { view: "v" }, file: "open", copyText };
  expect(await copyRows(copying, [{ first: 0, last: 0 }], "citation")).toMatchObject({ ok: true });
  return copied;
}

it("says so in a sentence when the clipboard does not take them", async () => {
  const copying = { to: targetWith(row), list: { view: "v" }, file: "open", copyText: async () => "Refused." };
  const answer = await copyRows(copying, [{ first: 0, last: 0 }], "citation");
  expect(answer).toEqual({ ok: false, failure: "Refused." });
});

it("cites a record of a group in the transcript that it is from", async () => {
  expect(await citationOf(row)).toBe("open@5000+310#0123456789abcdef");
  const origin = { number: 1, name: "beds/b.jsonl", record: recordNumber(2), offset: byteOffset(1024) };
  expect(await citationOf({ ...row, origin })).toBe("beds/b.jsonl@1024+310#0123456789abcdef");
});
