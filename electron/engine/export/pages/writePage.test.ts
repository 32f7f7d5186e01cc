// Conversations as pages to read: complete, exact, and never more than text, whatever a transcript holds.

import { describe, expect, it, vi } from "vitest";
import { transcriptOf } from "../../../testing/summaryOf.ts";
import { recognise } from "../../formats/recognition.ts";
import { readSample } from "../../formats/sample.ts";
import type { Extras } from "../../snapshot/chosenEntries.ts";
import { withoutExtras } from "../../snapshot/testing/exportEntries.ts";
import { createMemorySource } from "../../source/memorySource.ts";
import type { Source } from "../../source/source.ts";
import type { PageKind } from "./writePage.ts";
import { writePage } from "./writePage.ts";

const timestamp = "2026-03-01T10:00:00.000Z";

function pageOf(as: PageKind, records: readonly object[], extras: Extras = withoutExtras) {
  return pageOfSource(as, createMemorySource(transcriptOf(records), "garden <b>.jsonl"), extras);
}

async function pageOfSource(as: PageKind, source: Source, extras: Extras = withoutExtras) {
  const { format, choice } = recognise(readSample(source).heads, {});
  const chunks: Buffer[] = [];
  const written = await writePage({
    ...{ source, size: source.size, prefix: choice.prefix, format, extras, as },
    ...{ signal: new AbortController().signal, accepts: undefined, thread: undefined },
    sink: { write: (bytes) => void chunks.push(Buffer.from(bytes)) },
    onProgress: () => {},
  });
  if (!written.ok) throw new Error(written.failure.code);
  return { summary: written.value, text: Buffer.concat(chunks).toString("utf8") };
}

const text = (words: string) => ({ type: "text", text: words });
function session(prompt: string, answer: string, output = "tulips"): readonly object[] {
  const entry = (id: string, parentId: string | null, message: object) => ({
    ...{ type: "message", id, parentId, timestamp, message },
  });
  return [
    { type: "session", version: 3, id: "s1", timestamp, cwd: "/home/me/garden" },
    entry("a1", null, { role: "user", content: [text(prompt)] }),
    entry("a2", "a1", {
      role: "assistant",
      content: [
        { type: "thinking", thinking: "Dig first." },
        text(answer),
        { type: "toolCall", id: "c1", name: "look", arguments: { bed: 1 } },
      ],
    }),
    entry("a3", "a2", { role: "toolResult", toolCallId: "c1", content: [text(output)], isError: true }),
  ];
}

const kinds: readonly PageKind[] = ["markdown", "html", "text"];

describe("a page", () => {
  it("as text has prompts, answers, calls and results in order", async () => {
    const { text: page, summary } = await pageOf("text", session("What grows?", "Let me look."));
    const rule = "-".repeat(72);
    expect(page).toBe(
      `garden <b>.jsonl\n\n${rule}\nUser · ${timestamp} · record 1\n\nWhat grows?\n\n` +
        `\n${rule}\nAssistant · ${timestamp} · record 2\n\nLet me look.\n\n` +
        `[call look, failed]\n[input]\n{"bed":1}\n\n[output]\ntulips\n\n`,
    );
    expect(summary).toMatchObject({ messages: 2, toolCalls: 1 });
  });

  it.each(kinds)("as %s has reasoning when it is asked for", async (as) => {
    const records = session("a", "b");
    expect((await pageOf(as, records)).text).not.toContain("Dig first.");
    expect((await pageOf(as, records, { ...withoutExtras, reasoning: true })).text).toContain("Dig first.");
  });

  it("as Markdown keeps every text inside its fence", async () => {
    const hostile = "```\n# gotcha\n<script>\n`````` \n![x](http://example.org/x.png)";
    const { text: page } = await pageOf("markdown", session(hostile, "fine"));
    expect(page).toContain(`\`\`\`\`\`\`\`text\n${hostile}\n\`\`\`\`\`\`\`\n`);
    expect(page).toMatch(/^# garden \\<b\\>\.jsonl\n/);
  });

  it("finds the longest row of backticks, wherever it is cut", async () => {
    for (const before of [32_700, 32_750, 32_760, 65_520]) {
      const hostile = `${"a".repeat(before)}${"`".repeat(100)}`;
      const { text: page } = await pageOf("markdown", session(hostile, "fine"));
      expect(page).toContain(`${"`".repeat(101)}text\na`);
    }
  });

  it("as HTML has no tag, script or address of the transcript's", async () => {
    const hostile = `</pre><script>alert(1)</script><img src=x onerror="a()">&amp;'`;
    const { text: page } = await pageOf("html", session(hostile, hostile, hostile));
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|<img/);
    expect(page.match(/&lt;\/pre&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;/g)).toHaveLength(4);
    expect(page).toContain("&amp;amp;&#39;");
    expect(page).toContain("<title>garden &lt;b&gt;.jsonl</title>");
    expect(page).toContain('<li><a href="#m1">');
    expect(page).toContain('<article id="m1" class="user">');
  });

  it("as HTML holds pictures whose bytes are those of one, up to a bound, and counts the others", async () => {
    const pngOf = (bytes: number) =>
      Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(bytes)]).toString("base64");
    const png = pngOf(1_500_000);
    const image = (data: string) => ({ type: "image", data, mimeType: "image/png" });
    const records = (...content: readonly object[]) => [
      { type: "session", version: 3, id: "s1", timestamp, cwd: "/home/me/garden" },
      { type: "message", id: "a1", parentId: null, timestamp, message: { role: "user", content } },
    ];
    const { text: page } = await pageOf(
      "html",
      records(text("Look"), image(png), image("AAAA"), image(pngOf(2_000_000))),
    );
    expect(page).toContain(`<img alt="" src="data:image/png;base64,${png}">`);
    expect(page.match(/<img/g)).toHaveLength(1);
    expect(page).toContain("2 attached, not shown");
    const many = await pageOf("html", records(...Array.from({ length: 20 }, () => image(png))));
    expect(many.text.match(/<img/g)).toHaveLength(16);
    expect(many.text).toContain("4 attached, not shown");
    expect((await pageOf("markdown", records(text("Look"), image(png)))).text).not.toContain("iVBOR");
  });

  it.each(kinds)("as %s shows control characters as signs and says where half a pair stood", async (as) => {
    const { text: page, summary } = await pageOf(
      as,
      session(
        "bell\u0007 esc\u001b[31m nul\u0000 line\u2028end",
        "half \ud83d.",
        "none \ufffe \ufdd0 \u{1ffff} \u{10fffd}.",
      ),
    );
    expect(page).toContain("bell\u2407 esc\u241b[31m nul\u2400 line\u2028end");
    expect(page).toContain("half \ufffd.");
    expect(page).toContain("none \ufffd \ufffd \ufffd \u{10fffd}.");
    expect(summary.mended.first).toMatchObject([{ record: 2, reason: expect.stringContaining("U+FFFD") }]);
  });

  it.each(kinds)("as %s is exact, however escapes, pairs and umlauts fall on borders", async (as) => {
    const unit = 'ü\ud83d\ude00 \\ line\n\t"é" ';
    for (const shift of [0, 1, 2, 3, 5, 7, 11]) {
      const long = "x".repeat(shift) + unit.repeat(20_000);
      const { text: page, summary } = await pageOf(as, session("hi", "hello", long));
      expect(summary.mended.count).toBe(0);
      expect(page.includes(as === "html" ? long.replaceAll('"', "&quot;") : long)).toBe(true);
    }
  });

  it.each(kinds)("as %s is the same twice", async (as) => {
    const records = session("a\u0301", "b");
    expect((await pageOf(as, records)).text).toBe((await pageOf(as, records)).text);
  });
});

it("says of pieces that belong to no message or call that they are left out", async () => {
  const run = { threadId: "t", runId: "r" };
  const { summary } = await pageOf("markdown", [
    { type: "RUN_STARTED", ...run },
    { type: "TEXT_MESSAGE_CONTENT", messageId: "gone", delta: "words" },
    { type: "TEXT_MESSAGE_START", messageId: "m", role: "assistant" },
    { type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta: "hello" },
    { type: "TEXT_MESSAGE_END", messageId: "m" },
    { type: "TOOL_CALL_ARGS", toolCallId: "gone", delta: "{}" },
    { type: "RUN_FINISHED", ...run },
  ]);
  expect(summary.skipped.first.map(({ record, line }) => [record, line])).toEqual([
    [1, 2],
    [5, 6],
  ]);
});

it("walks a list of messages once, however many there are", async () => {
  const messages = Array.from({ length: 3000 }, (_, id) => [
    { id: `m${id}`, role: "user", content: `word ${id}` },
    {
      id: `a${id}`,
      role: "assistant",
      content: "",
      toolCalls: [{ id: `c${id}`, type: "function", function: { name: "f", arguments: "{}" } }],
    },
    { id: `r${id}`, role: "tool", toolCallId: `c${id}`, content: `result ${id}` },
  ]).flat();
  const bytes = transcriptOf([{ type: "MESSAGES_SNAPSHOT", messages }]);
  const source = createMemorySource(bytes, "run.jsonl");
  const read = vi.spyOn(source, "readInto");
  const { text, summary } = await pageOfSource("text", source);
  expect(summary.messages).toBe(6000);
  for (const id of [0, 1500, 2999]) for (const word of ["word", "result"]) expect(text).toContain(`${word} ${id}\n`);
  // A few windows for each message, and not the list.
  const most = 3 * 64 * 1024 * messages.length;
  expect(most).toBeLessThan((messages.length * bytes.length) / 3);
  expect(read.mock.results.reduce((sum, { value }) => sum + Number(value), 0)).toBeLessThan(most);
});
