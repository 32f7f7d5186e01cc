import { describe, expect, it } from "vitest";
import { exportCommand } from "./commandLine.ts";

const plain = { as: "snapshot", filter: "", pretty: false, dropRaw: false } as const;

describe("the command that does what the sheet does", () => {
  it("has what was chosen, and nothing else", () => {
    expect(exportCommand("run.jsonl", plain, "run.snapshot.jsonl")).toBe(
      "seekline export run.jsonl --as snapshot -o run.snapshot.jsonl",
    );
    const all = {
      ...plain,
      as: "messages",
      filter: "kind:RUN_* x",
      pretty: true,
      thread: "t1",
      readerLimit: 0,
    } as const;
    expect(exportCommand("run.jsonl", all, "out.json")).toBe(
      "seekline export run.jsonl --as messages --filter 'kind:RUN_* x' --thread t1 --pretty --force -o out.json",
    );
    const raw = { ...plain, dropRaw: true, dropCustom: true };
    expect(exportCommand("a", raw, "b")).toContain("--drop-raw --drop-custom");
    expect(exportCommand("a", { ...plain, as: "csv", table: "messages" }, "b")).toContain("--as csv --table messages");
    expect(exportCommand("a", { ...plain, redact: true }, "b")).toBe("seekline export a --as snapshot --redact -o b");
  });

  it("survives a shell, whatever names and filters hold", () => {
    const filter = "-kind:A 'it''s' $(rm) `x`";
    expect(exportCommand("it's $HOME.jsonl", { ...plain, filter }, "-out.jsonl")).toBe(
      "seekline export 'it'\\''s $HOME.jsonl' --as snapshot --filter='-kind:A '\\''it'\\'''\\''s'\\'' $(rm) `x`' -o ./-out.jsonl",
    );
  });
});
