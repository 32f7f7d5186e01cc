import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { openedTranscripts } from "../../testing/openedTranscripts.ts";
import type { Redacted } from "../export/redactedTranscript.ts";
import { redactTranscript } from "../export/redactedTranscript.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { longestFinding } from "./finder.ts";
import { findMasks } from "./findMasks.ts";
import { redactionRules } from "./redactionRules.ts";

const { makeFolder, transcriptOf } = openedTranscripts();
const { signal } = new AbortController();

const token = `ghp_${"a1B2".repeat(9)}`;
const key = `-----BEGIN RSA PRIVATE KEY-----\n${`${"Ab3+".repeat(16)}\n`.repeat(40)}-----END RSA PRIVATE KEY-----`;

async function redacted(text: string, rules?: unknown): Promise<Redacted> {
  const file = rules === undefined ? undefined : path.join(makeFolder(), "rules.json");
  if (file !== undefined) fs.writeFileSync(file, JSON.stringify(rules));
  const result = await redactTranscript(await transcriptOf(text), { rules: file, signal });
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

function read({ transcript: { source } }: Redacted): string {
  const buffer = Buffer.alloc(source.size);
  expect(source.readInto(buffer, 0, buffer.length, 0)).toBe(buffer.length);
  return buffer.toString("utf8");
}

async function hidden(text: string, rules?: unknown): Promise<string> {
  return read(await redacted(text, rules));
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

describe("redaction", () => {
  it("hides keys of known shapes behind a marker of the same length", async () => {
    const text = line({ type: "T", text: `it is ${token}.` });
    expect(await hidden(text)).toBe(text.replace(token, "[githubToken]".padEnd(token.length, "*")));
  });

  it.each([
    ["awsAccessKey", "AKIAABCDEFGHIJKLMNOP"],
    ["slackToken", "xoxb-1234567890-abcdef"],
    ["stripeKey", "sk_live_0123456789abcdef0123"],
    ["modelKey", `sk-ant-api03-${"aB3_".repeat(20)}`],
    ["webToken", `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${"s1G-".repeat(10)}`],
    ["packageToken", `npm_${"aB3x".repeat(9)}`],
    ["privateKey", key],
    ["googleKey", `AIza${"aB3-x".repeat(7)}`],
    ["gitlabToken", "glpat-0123456789abcdefghij"],
  ])("knows %s, also behind a line break and in JSON inside of JSON", async (kind, secret) => {
    const text = line({ type: "T", a: `x\n${secret}\ny`, b: JSON.stringify({ c: `\n${secret}` }) });
    const found = await redacted(text);
    expect(found.masks.counts()).toEqual([{ kind, count: 2 }]);
    const { a, b } = JSON.parse(read(found));
    expect(a).toMatch(new RegExp(`^x\\n\\[${kind}\\]\\*+\\ny$`));
    expect(JSON.parse(b).c).toMatch(new RegExp(`^\\n\\[${kind}\\]\\*+$`));
  });

  it("finds a character that is spelled as an escape", async () => {
    const spelled = token.replace("_", "\\u005f").replace("B2", "\\u00422");
    const found = await hidden(`{"type":"T","text":"${spelled}"}\n`);
    expect(JSON.parse(found).text).toBe("[githubToken]".padEnd(spelled.length, "*"));
  });

  it("hides other copies of what an assignment called a secret", async () => {
    const text = line({ env: 'DB_PASSWORD="s3cret!pass"' }) + line({ log: "connecting with s3cret!pass" });
    const { masks } = await redacted(text);
    expect(masks.counts()).toEqual([{ kind: "password", count: 2 }]);
    expect(await hidden(text)).not.toContain("s3cret");
  });

  it("hides the values of members that say so, and of addresses and headers", async () => {
    const text = line({
      password: "abc123xyz",
      url: "https://me:pa55word@example.org/x",
      h: `Bearer ${"abc.1".repeat(5)}`,
    });
    const { masks } = await redacted(text);
    const kinds = masks.counts().map(({ kind }) => kind);
    expect(kinds).toEqual(["bearerToken", "urlPassword", "password"]);
  });

  it("leaves words, numbers and addresses alone", async () => {
    const text = line({
      usage: { input_tokens: 1234567890123456, token: "none" },
      text: "password: string; const token = getToken(userId123456789); me@example.org /home/me/file skip-this-long-word",
    });
    expect(await hidden(text)).toBe(text);
  });

  it("finds a secret that is spread over the records of an answer", async () => {
    const pieces = `the key: ${token}, again`.match(/.{1,7}/gs) ?? [];
    const records = [
      { type: "RUN_STARTED", threadId: "t", runId: "r" },
      { type: "TEXT_MESSAGE_START", messageId: "m", role: "assistant" },
      ...pieces.map((delta) => ({ type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta })),
      { type: "TEXT_MESSAGE_END", messageId: "m" },
      { type: "RUN_FINISHED", threadId: "t", runId: "r" },
    ];
    const found = await redacted(records.map(line).join(""));
    expect(found.masks.counts()).toEqual([{ kind: "githubToken", count: 1 }]);
    const deltas = read(found)
      .split("\n")
      .filter((text) => text.includes("delta"));
    const joined = deltas.map((text) => JSON.parse(text).delta).join("");
    expect(joined).toBe(`the key: ${"[githubToken]".padEnd(token.length, "*")}, again`);
  });

  it("walks a list of messages once, however many there are", async () => {
    const messages = Array.from({ length: 4000 }, (_, id) => ({ id: `m${id}`, role: "user", content: `word ${id}` }));
    const list = line({
      type: "MESSAGES_SNAPSHOT",
      messages: [...messages, { id: "k", role: "user", content: token }],
    });
    const transcript = await transcriptOf(list);
    const read = vi.spyOn(transcript.source, "readInto");
    const found = await redactTranscript(transcript, { signal });
    if (!found.ok) throw new Error(found.failure.code);
    expect(found.value.masks.counts()).toEqual([{ kind: "githubToken", count: 1 }]);
    const bytes = read.mock.results.reduce((sum, { value }) => sum + Number(value), 0);
    expect(bytes).toBeLessThan(20 * list.length);
  });

  it("finds secrets wherever the windows in which it reads end, on lines of any length", async () => {
    const far = 128 * 1024 - longestFinding;
    for (const before of [far - 41, far - 1, far, far + 1, 128 * 1024 - 20, 256 * 1024 - 7]) {
      const text = `{"type":"T","text":"${"x ".repeat(before / 2)}${token} ${"y ".repeat(200_000)}"}\n`;
      expect((await redacted(text)).masks.counts()).toEqual([{ kind: "githubToken", count: 1 }]);
    }
  });

  it("follows the user's own rules", async () => {
    const text = line({ text: "Ada Löwe, KN-12345678, me@example.org", example: "AKIAABCDEFGHIJKLMNOP", n: 12345678 });
    const found = await hidden(text, {
      rules: [
        { kind: "person", text: "Ada Löwe" },
        { kind: "customer", pattern: "\\b[0-9]{8}\\b" },
      ],
      also: ["emailAddress"],
      keep: ["AKIAABCDEFGHIJKLMNOP"],
    });
    expect(JSON.parse(found)).toEqual({
      text: "[person]*, KN-99999999, [emailAddress]",
      example: "AKIAABCDEFGHIJKLMNOP",
      n: 99999999,
    });
  });

  it.each([
    [{ rules: [{ kind: "x", pattern: "(a" }] }, /“\(a” is no regular expression/],
    [{ rules: [{ kind: "x" }] }, /either a pattern or a text/],
    [{ rules: [{ kind: "two words", text: "x" }] }, /a kind is a word/],
    [{ also: ["nothing"] }, /also/],
    [{ other: 1 }, /other/],
  ])("says what is wrong with a file of rules: %j", async (rules, said) => {
    const file = path.join(makeFolder(), "rules.json");
    fs.writeFileSync(file, JSON.stringify(rules));
    const result = await redactTranscript(await transcriptOf("{}\n"), { rules: file, signal });
    expect(result).toMatchObject({
      ok: false,
      failure: { code: "bad-redact-rules", detail: expect.stringMatching(said) },
    });
  });

  it("keeps every record what it is, whatever is hidden in it", async () => {
    const key = fc.constantFrom("a", "password", "b c");
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: "binary" }),
        fc.constantFrom(token, "password=abc123", 'x "token": "abcdef0123456789"', "\\", '\\"', "\n"),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("any"), { maxLength: 4 }),
        fc.dictionary(key, tie("any"), { maxKeys: 3 }),
      ),
    })).any;
    const rule = fc.constantFrom("[a-e0-9:, ]+", ".", '"[^"]*"', "\\W+", "[^x]{3,9}", "e|true|u", "\\d");
    const file = path.join(makeFolder(), "rules.json");
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 5 }), rule, async (values, pattern) => {
        const bytes = Buffer.from(values.map((one) => line({ value: one })).join(""));
        fs.writeFileSync(file, JSON.stringify({ rules: [{ kind: "own", pattern }] }));
        const rules = await redactionRules(file);
        if (!rules.ok) throw new Error(rules.failure.code);
        const { masks } = await findMasks({
          ...{ source: createMemorySource(bytes), rules: rules.value, reading: undefined, signal },
        });
        masks.apply(bytes, 0, bytes.length, 0);
        const found = bytes.toString("utf8").split("\n").slice(0, -1);
        expect(found.length).toBe(values.length);
        found.forEach((one, index) => {
          const [hidden] = Object.values(JSON.parse(one));
          expect(shapeOf(hidden)).toEqual(shapeOf(JSON.parse(JSON.stringify(values[index]))));
        });
      }),
      { numRuns: 300 },
    );
  });

  it("never touches the transcript", async () => {
    const text = line({ text: token });
    const transcript = await transcriptOf(text);
    await redactTranscript(transcript, { signal });
    const buffer = Buffer.alloc(transcript.source.size);
    transcript.source.readInto(buffer, 0, buffer.length, 0);
    expect(buffer.toString("utf8")).toBe(text);
    expect(fs.readFileSync(transcript.source.path, "utf8")).toBe(text);
  });

  it("ends when it is cancelled", async () => {
    const transcript = await transcriptOf(line({ text: "x ".repeat(1_000_000) }));
    const controller = new AbortController();
    const looking = redactTranscript(transcript, { signal: controller.signal });
    controller.abort();
    await expect(looking).rejects.toThrow();
  });
});

/** What sort of value stands where; names of members may be hidden, and then be the same. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  return "object";
}
