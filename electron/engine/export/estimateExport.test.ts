import { describe, expect, it } from "vitest";
import type { ExportKind, ExportOptions } from "../../../shared/exports.ts";
import { exportKinds } from "../../../shared/exports.ts";
import { openedTranscripts } from "../../testing/openedTranscripts.ts";
import { estimateExport, triedBytes } from "./estimateExport.ts";
import { runExport } from "./runExport.ts";

const { makeFolder, transcriptOf } = openedTranscripts();
const { signal } = new AbortController();

function log(messages: number, words = 10): string {
  const run = { threadId: "t", runId: "r" };
  const events = Array.from({ length: messages }, (_, number) => ({
    type: "TEXT_MESSAGE_CHUNK",
    messageId: `m${number}`,
    role: "user",
    delta: "Grüße ".repeat(words),
  }));
  return [{ type: "RUN_STARTED", ...run }, ...events].map((event) => `${JSON.stringify(event)}\n`).join("");
}

function options(as: ExportKind, more: Partial<ExportOptions> = {}): ExportOptions {
  return { as, filter: "", pretty: false, dropRaw: false, readerLimit: 0, ...more };
}

async function both(text: string, wanted: ExportOptions) {
  const transcript = await transcriptOf(text);
  const estimate = await estimateExport(transcript, wanted, signal);
  const written = await runExport(transcript, wanted, `${makeFolder()}/out`);
  if (!estimate.ok || !written.ok) throw new Error("neither may fail");
  return { estimate: estimate.value, bytes: written.value.bytesOut };
}

/** Half again as long as what is tried, so that that alone is too little; of long messages, which take less time to write. */
const words = 100;
const long = log((1.5 * triedBytes) / Buffer.byteLength("Grüße ".repeat(words)), words);

describe.each(exportKinds)("the size of an export as %s", (as) => {
  it("is told to the byte where the transcript is short", async () => {
    const { estimate, bytes } = await both(log(100), options(as));
    expect(estimate).toEqual({ bytes, isExact: true });
  });

  it("is judged by the beginning where it is long", async () => {
    const { estimate, bytes } = await both(long, options(as));
    expect(estimate.isExact).toBe(as === "records");
    expect((estimate.bytes ?? 0) / bytes).toBeGreaterThan(0.8);
    expect((estimate.bytes ?? 0) / bytes).toBeLessThan(1.25);
  });
});

it("is that of the records that pass", async () => {
  for (const as of ["records", "csv", "timeline", "text"] as const) {
    const { estimate, bytes } = await both(log(100), options(as, { filter: "record:10-19" }));
    expect(estimate).toEqual({ bytes, isExact: true });
  }
});

it("is unknown where the beginning says nothing", async () => {
  const estimate = await estimateExport(
    await transcriptOf(log(40_000)),
    options("csv", { filter: "record:30000-" }),
    signal,
  );
  expect(estimate).toEqual({ ok: true, value: { bytes: undefined, isExact: false } });
});

it("is none of what cannot be exported, and is not told to who has gone", async () => {
  const plain = await transcriptOf('{"a":1}\n');
  expect(await estimateExport(plain, options("messages"), signal)).toMatchObject({
    failure: { code: "not-a-conversation" },
  });
  expect(await estimateExport(plain, options("csv"), AbortSignal.abort())).toMatchObject({
    failure: { code: "cancelled" },
  });
});
