import { expect, it } from "vitest";
import { parseFilter } from "../../../shared/filter/filter.ts";
import type { CallStatistics, FileStatistics } from "../../../shared/statistics.ts";
import type { KindCount } from "../../../shared/transcript.ts";
import { callTable, fileTable, kindsTable, tableAsCsv } from "./tables.ts";

const statistics: { readonly file: FileStatistics; readonly calls: CallStatistics } = {
  file: {
    tools: [{ tool: "say*", records: 3, bytes: 4000 }],
    longest: [{ record: 1200, kind: "RAW", bytes: 5000 }],
    silences: [{ record: 7, kind: "RUN_STARTED", ms: 65_000 }],
  },
  calls: {
    tools: [
      { tool: "read", calls: 4, errors: 1, open: 0, timed: 4, p50: 100.4, p95: 900, max: 1000 },
      { tool: 'a "b", c', calls: 1, errors: 0, open: 1, timed: 0, p50: undefined, p95: undefined, max: undefined },
    ],
    toolCount: 700,
    models: [
      { model: "large", requests: 2, tokens: { input: 100, output: 20 } },
      { model: "", requests: 1, tokens: { output: 60 } },
    ],
    longestCalls: [{ record: 1300, tool: "read", ms: 1000 }],
    largestRequests: [
      { record: 1400, model: "large", tokens: { input: 90, output: 15 } },
      { record: 3, model: "", tokens: { output: 60 } },
    ],
  },
};
const kinds = [
  { kind: "RAW", count: 2, bytes: 100 },
  { kind: "RUN_STARTED", count: 1, bytes: 900 },
];
const allOf = (file: FileStatistics, calls: CallStatistics | undefined, kinds: readonly KindCount[]) => [
  ...(["tools", "calls", "tokens", "requests"] as const).map((id) => callTable(id, calls)),
  kindsTable(kinds),
  ...(["fills", "longest", "silences"] as const).map((id) => fileTable(id, file)),
];
const tables = () => new Map(allOf(statistics.file, statistics.calls, kinds).map((table) => [table.id, table]));
const words = (id: string) =>
  tables()
    .get(id)
    ?.rows.map(({ name, cells }) =>
      [name, ...cells.map(({ text }) => text.replaceAll(/[\u00a0\u202f]/g, " "))].join(" | "),
    );

it("says of each tool, model, kind, record and silence what it is about", () => {
  expect(words("tools")).toEqual(["read | 4 | 1 | 0 | 100 ms | 900 ms | 1.0 s", 'a "b", c | 1 | 0 | 1 | — | — | —']);
  expect(words("tokens")).toEqual(["large | 2 | 100 | — | — | 20 | —", "(not named) | 1 | — | — | — | 60 | —"]);
  expect(words("calls")).toEqual(["1 300 | read | 1.0 s"].map((text) => text.replace("1 3", "1\u202f3")));
  expect(words("requests")).toEqual(["1\u202f400 | large | 90 | 15", "3 | (not named) | — | 60"]);
  expect(words("kinds")).toEqual(["RUN_STARTED | 1 | 900 B", "RAW | 2 | 100 B"]);
  expect(words("fills")).toEqual(["say* | 3 | 4.00 kB"]);
  expect(words("longest")).toEqual(["1\u202f200 | RAW | 5.00 kB"]);
  expect(words("silences")).toEqual(["7 | RUN_STARTED | 1 min 5 s"]);
  expect(tables().get("tools")?.remark).toBe("The first 2 of 700 tools.");
});

it("leads from each row to its records, whatever its name", () => {
  const filters = [...tables().values()].flatMap(({ rows }) => rows.flatMap(({ filter }) => filter ?? []));
  expect(filters).toEqual(["tool:read", 'tool:"a \\"b\\", c"', "large", "kind:RUN_STARTED", "kind:RAW", 'tool:"say*"']);
  expect(filters.every((filter) => parseFilter(filter).ok)).toBe(true);
  expect(tables().get("longest")?.rows[0]?.record).toBe(1200);
  expect(tables().get("calls")?.rows[0]?.record).toBe(1300);
  expect(tables().get("requests")?.rows[0]?.record).toBe(1400);
});

it("is CSV with plain numbers", () => {
  const tools = tables().get("tools");
  expect(tools === undefined ? "" : tableAsCsv(tools)).toBe(
    "Tool,Calls,Errors,No result,Median,95 %,Longest\r\n" + "read,4,1,0,100,900,1000\r\n" + '"a ""b"", c",1,0,1,,,\r\n',
  );
  const longest = tables().get("longest");
  expect(longest === undefined ? "" : tableAsCsv(longest)).toBe("Record,Kind,Bytes\r\n1200,RAW,5000\r\n");
});

it("says why a table is empty", () => {
  const none = allOf({ tools: [], longest: [], silences: [] }, undefined, []);
  expect(none.every(({ rows, empty }) => rows.length === 0 && /\.$/.test(empty))).toBe(true);
});
