import { describe, expect, it } from "vitest";
import { generateLog } from "./generateLog.ts";

interface Line {
  readonly text: string;
  readonly value: unknown;
}

async function lines(): Promise<readonly Line[]> {
  const blocks: Buffer[] = [];
  const sink = { write: (bytes: Uint8Array) => void blocks.push(Buffer.from(bytes)) };
  await generateLog({ shape: "claude", seed: 3, bytes: 6_000_000 }, sink);
  const texts = Buffer.concat(blocks).toString().trimEnd().split("\n");
  return texts.map((text) => ({ text, value: JSON.parse(text) }));
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function blocksOf(value: unknown): readonly unknown[] {
  const content = member(member(value, "message"), "content");
  return Array.isArray(content) ? content : [];
}

describe("the shape claude", () => {
  it("puts a line's type behind its message, which has members of that name", async () => {
    const withMessage = (await lines()).filter(({ value }) => member(value, "message") !== undefined);
    expect(withMessage.length).toBeGreaterThan(100);
    for (const { value } of withMessage) {
      const keys = Object.keys(value ?? {});
      expect(keys.indexOf("type")).toBeGreaterThan(keys.indexOf("message"));
    }
    const nestedFirst = withMessage.filter(
      ({ text, value }) => /"type":"([^"]+)"/.exec(text)?.[1] !== member(value, "type"),
    );
    expect(nestedFirst.length).toBeGreaterThan(withMessage.length / 2);
  });

  it("has lines of 200 bytes to 200 KB, most of them short", async () => {
    const lengths = (await lines()).map(({ text }) => Buffer.byteLength(text)).sort((a, b) => a - b);
    expect(lengths[0]).toBeLessThan(300);
    expect(lengths[lengths.length >> 1]).toBeLessThan(2_000);
    expect(lengths.at(-1)).toBeGreaterThan(100_000);
    expect(lengths.at(-1)).toBeLessThan(260_000);
  });

  it("answers each tool call in the line behind it, and links lines by their ids", async () => {
    const all = (await lines()).map(({ value }) => value);
    const calls = all.flatMap((value, line) =>
      blocksOf(value).flatMap((block) =>
        member(block, "type") === "tool_use" ? [{ line, id: member(block, "id") }] : [],
      ),
    );
    expect(calls.length).toBeGreaterThan(30);
    for (const { line, id } of calls) expect(member(blocksOf(all[line + 1])[0], "tool_use_id")).toBe(id);
    const chain = all.filter((value) => member(value, "uuid") !== undefined);
    chain.forEach((value, place) => {
      expect(member(value, "parentUuid")).toBe(place === 0 ? null : member(chain[place - 1], "uuid"));
    });
  });

  it("holds escapes and text that is not ASCII", async () => {
    const text = (await lines()).map((line) => line.text).join("\n");
    for (const piece of ["\\n", '\\"', "\\t", "\\\\", "\\u00e9", "\\ud83d\\ude00", "東京", "🚆", "→"])
      expect(text).toContain(piece);
  });
});
