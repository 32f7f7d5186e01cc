// Prompts and answers that spans hold as JSON text: their words are shown and written everywhere, and a secret in them nowhere.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { itemTextBytes } from "../../../../shared/conversation.ts";
import type { ExportKind } from "../../../../shared/exports.ts";
import { exportKinds, isOfMessages } from "../../../../shared/exports.ts";
import { openedTranscripts } from "../../../testing/openedTranscripts.ts";
import { seeklineProgram } from "../../../testing/seekline.ts";
import { itemsOf, shownOf } from "../../../testing/shownOf.ts";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { runExport } from "../../export/runExport.ts";
import { readStringText } from "../../query/recordTree.ts";
import { createMemorySource } from "../../source/memorySource.ts";
import { longestSpoken } from "../spokenWords.ts";

const seekline = seeklineProgram();
const { makeFolder, transcriptOf } = openedTranscripts();

const saying = (content: string) => ({ type: "text", content });
const user = (content: string) => ({ role: "user", parts: [saying(content)] });
const assistant = (...parts: object[]) => ({ role: "assistant", parts, finish_reason: "stop" });

type Said = readonly object[] | string;
const textOf = (said: Said) => (typeof said === "string" ? said : JSON.stringify(said));

function chat(spanId: string, input: Said, output: Said): object {
  const attributes = { "gen_ai.operation.name": "chat", "gen_ai.conversation.id": "garden" };
  const said = { "gen_ai.input.messages": textOf(input), "gen_ai.output.messages": textOf(output) };
  const listed = Object.entries({ ...attributes, ...said }).map(([key, stringValue]) => ({
    key,
    value: { stringValue },
  }));
  const startTimeUnixNano = "1772359200000000000";
  const span = { traceId: "t1", spanId, name: "chat", startTimeUnixNano, endTimeUnixNano: startTimeUnixNano };
  return { resourceSpans: [{ scopeSpans: [{ spans: [{ ...span, attributes: listed }] }] }] };
}

/** Quotes, breaks, backslashes, signs that HTML and Markdown escape, digits that no number holds, and half a pair. */
const first = 'What grows "here"?\nIn C:\\beds\\new, 12345678901234567890.10 & <b>';
const second = "And théré 🌹?";
const reply = "Roses\tand \\n, as written.";
const log = [
  chat("s1", [user(first)], [assistant({ type: "reasoning", content: "I look around." }, saying(reply))]),
  chat(
    "s2",
    [{ role: "system", parts: [saying("You are a gardener.")] }, user(first), assistant(saying(reply)), user(second)],
    [assistant(saying("Tulips."), saying("Figs.")), assistant(saying("And plums."))],
  ),
];
const last = "Tulips.\nFigs.\n\nAnd plums.";
const lines = (records: readonly object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join("");

async function exported(as: ExportKind, records: readonly object[], redact?: true): Promise<string> {
  const target = path.join(makeFolder(), "out");
  const options = { as, filter: "", pretty: false, dropRaw: false, readerLimit: 0, with: ["reasoning" as const] };
  const written = await runExport(
    await transcriptOf(lines(records)),
    { ...options, ...(redact && { redact }) },
    target,
  );
  if (!written.ok) throw new Error(written.failure.code);
  return fs.readFileSync(target, "utf8");
}

describe("the words of messages that stand as JSON text", () => {
  it("are what the conversation shows, each by the record that it is of", async () => {
    const items = await itemsOf(await shownOf(log));
    expect(
      items.map((item) =>
        item.sort === "message" ? [item.record, item.texts.map(({ sort, head }) => [sort, head])] : [],
      ),
    ).toEqual([
      [0, [["text", first]]],
      [
        0,
        [
          ["reasoning", "I look around."],
          ["text", reply],
        ],
      ],
      [1, [["text", second]]],
      [1, [["text", last]]],
    ]);
  });

  it("are the same where JSON text was written as JSON text once more, all of it or the parts alone", async () => {
    const twice = (messages: readonly object[]) => JSON.stringify(JSON.stringify(messages));
    const parts = (role: string, ...texts: readonly string[]) => ({
      role,
      content: JSON.stringify(texts.map((text) => ({ type: "text", text }))),
    });
    const again = [
      chat("s1", twice([user(first)]), twice([assistant({ type: "reasoning", content: "I look." }, saying(reply))])),
      chat("s2", [parts("user", first), parts("user", second)], [parts("assistant", "Tulips.", "Figs.")]),
      chat("s3", [user(first), user(second), user("[1] is a bed")], JSON.stringify("A bed,\nindeed.")),
    ];
    const shown = (await itemsOf(await shownOf(again))).map((item) =>
      item.sort === "message" ? [item.record, ...item.texts.map(({ head }) => head)] : [],
    );
    expect(shown).toEqual([
      [0, first],
      [0, "I look.", reply],
      [1, second],
      [1, "Tulips.\nFigs."],
      [2, "[1] is a bed"],
      [2, "A bed,\nindeed."],
    ]);
    const messages: readonly { readonly content: string }[] = JSON.parse(await exported("messages", again));
    expect(messages.map(({ content }) => content)).toEqual(expect.arrayContaining([reply, "A bed,\nindeed."]));
    expect((await summaryOf(again)).result).toMatchObject({ text: "A bed,\nindeed." });
  });

  it("are what messages and trajectories hold", async () => {
    const [prompt, , answer, ...more] = JSON.parse(await exported("messages", log));
    expect([prompt, answer, ...more]).toMatchObject([
      { role: "user", content: first, metadata: { record: 0 } },
      { role: "assistant", content: reply, metadata: { record: 0 } },
      { role: "user", content: second, metadata: { record: 1 } },
      { role: "assistant", content: last, metadata: { record: 1 } },
    ]);
    const { steps } = JSON.parse(await exported("atif", log));
    expect(steps).toMatchObject([
      { message: first },
      { message: reply, reasoning_content: "I look around." },
      { message: second },
      { message: last },
    ]);
  });

  it.each(["snapshot", "markdown", "text", "html", "otlp"] as const)("are what %s says", async (as) => {
    const written = await exported(as, log);
    expect(written).toContain("And plums.");
    expect(written).toContain("théré 🌹?");
    expect(written).not.toContain("finish_reason");
  });

  it("are read as they were once they were written as spans", async () => {
    const items = await itemsOf(
      await shownOf(
        (await exported("otlp", log))
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line)),
      ),
    );
    expect(items.flatMap((item) => (item.sort === "message" ? item.texts.map(({ head }) => head) : []))).toEqual(
      expect.arrayContaining([reply, last]),
    );
  });

  it("hold no secret where one was redacted, nor one that two parts would make together", async () => {
    const token = `ghp_${"a1B2".repeat(9)}`;
    const leaky = [
      chat("s1", [user(`with\n${token}"`)], [assistant({ type: "reasoning", content: token }, saying(`\\${token}`))]),
      chat("s2", [user("?"), user(`again ${token}`)], [assistant(saying(token.slice(0, 20)), saying(token.slice(20)))]),
    ];
    const file = seekline.fileOf(lines(leaky));
    for (const as of exportKinds) {
      const out = path.join(seekline.makeFolder(), "out");
      const reasoning = isOfMessages(as) ? ["--with", "reasoning"] : [];
      const end = await seekline.run(["export", file, "--as", as, "--redact", ...reasoning, "-o", out]);
      expect([as, end.status, end.stdout]).toEqual([as, 0, expect.any(String)]);
      expect(fs.readFileSync(out, "latin1"), as).not.toContain(token);
    }
    const messages = await seekline.run(["export", file, "--as", "messages", "--redact", "-q", "-o", "-"]);
    expect(JSON.parse(messages.stdout)[0].content).toBe(`with\n${"[githubToken]".padEnd(token.length, "*")}"`);
  });

  it("are read on in slices where they are longer than what an item shows", async () => {
    const long = `begin ${'"é🌹\\'.repeat(itemTextBytes)} end`;
    const records = [chat("s1", [user(long)], [])];
    const [item] = await itemsOf(await shownOf(records));
    const text = item?.sort === "message" ? item.texts[0] : undefined;
    expect(text).toMatchObject({ bytes: Buffer.byteLength(long), places: [{ record: 0, spoken: 0 }] });
    expect(long.startsWith(text?.head ?? "?") && long.endsWith(text?.tail ?? "?")).toBe(true);
    const raw = Buffer.from(lines(records));
    let read = "";
    for (let from = 0; ; ) {
      const place = { offset: 0, length: raw.length - 1 };
      const slice = readStringText(createMemorySource(raw, "log"), place, text?.places[0]?.at ?? 0, from, 5000, 0);
      if (!slice.ok) throw new Error(slice.failure.code);
      read += slice.value.text;
      from = slice.value.next;
      if (from >= slice.value.end) break;
    }
    expect(read).toBe(long);
  });

  it("are found wherever they stand in long JSON text, behind others and behind reasoning", async () => {
    const asked = Array.from({ length: 5000 }, (_, n) => user(`How is bed ${n}, which we dug a long time ago?`));
    const thought = { type: "reasoning", content: "Let me see. ".repeat(40_000) };
    const items = await itemsOf(await shownOf([chat("s1", asked, [assistant(thought, saying(reply))])]));
    const texts = items.flatMap((item) => (item.sort === "message" ? item.texts : []));
    expect(texts.map(({ sort }) => sort)).toEqual([...asked.map(() => "text"), "reasoning", "text"]);
    expect(texts[4999]?.head).toBe("How is bed 4999, which we dug a long time ago?");
    expect(texts.at(-1)?.head).toBe(reply);
  });

  it("stand in JSON text that is too long to be looked into once for each prompt, and with each long answer", async () => {
    const long = user("x".repeat(longestSpoken));
    const called = { role: "tool", parts: [{ type: "tool_call_response", response: "wet" }] };
    const items = await itemsOf(
      await shownOf([
        chat("s1", [long], [assistant({ type: "reasoning", content: "y".repeat(longestSpoken) }, saying(reply))]),
        chat("s2", [long, assistant(), called], [assistant(saying("Wet."))]),
        chat(
          "s3",
          [long, assistant(), called, assistant(saying("Wet.")), user("And now?")],
          [assistant(saying("Dry."))],
        ),
      ]),
    );
    const said = items.map((item) => (item.sort === "message" ? [item.record, item.texts[0]?.head.slice(0, 14)] : []));
    expect(said).toEqual([
      [0, '[{"role":"user'],
      [0, '[{"role":"assi'],
      [1, "Wet."],
      [2, '[{"role":"user'],
      [2, "Dry."],
    ]);
  });

  it("stay JSON text where it is too long to be read as a whole, or holds no messages", async () => {
    const long = [chat("s1", [user("x".repeat(longestSpoken))], [])];
    const [item] = await itemsOf(await shownOf(long));
    expect(item?.sort === "message" && item.texts[0]?.head.startsWith('[{"role":"user"')).toBe(true);
    expect(JSON.parse(await exported("messages", long))[0].content).toHaveLength(
      JSON.stringify([user("x".repeat(longestSpoken))]).length,
    );
    const odd = [chat("s1", [user("Hm?")], [{ type: "text", content: "Roses." }])];
    expect(await summaryOf(odd)).toMatchObject({ result: { text: '[{"type":"text","content":"Roses."}]' } });
    expect(JSON.parse(await exported("messages", odd))[1].content).toBe('[{"type":"text","content":"Roses."}]');
  });
});
