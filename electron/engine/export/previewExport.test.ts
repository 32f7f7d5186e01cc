import { describe, expect, it } from "vitest";
import type { ExportOptions } from "../../../shared/exports.ts";
import { exportKinds } from "../../../shared/exports.ts";
import { openedTranscripts } from "../../testing/openedTranscripts.ts";
import { previewExport } from "./previewExport.ts";

const { transcriptOf } = openedTranscripts();
const options: ExportOptions = { as: "records", filter: "", pretty: false, dropRaw: false };
const { signal } = new AbortController();

function log(messages: number): string {
  const run = { threadId: "t", runId: "r" };
  const events = Array.from({ length: messages }, (_, number) => ({
    type: "TEXT_MESSAGE_CHUNK",
    messageId: `m${number}`,
    role: "user",
    delta: "Grüße ".repeat(10),
  }));
  return [{ type: "RUN_STARTED", ...run }, ...events].map((event) => `${JSON.stringify(event)}\n`).join("");
}

describe("a preview of an export", () => {
  it("is all of a short one, and says so", async () => {
    const text = log(2);
    expect(await previewExport(await transcriptOf(text), options, signal)).toEqual({
      ok: true,
      value: { text, isWhole: true },
    });
  });

  it.each(exportKinds)("is the beginning of a long one, as %s, however large its document will be", async (as) => {
    const transcript = await transcriptOf(log(3000));
    const preview = await previewExport(transcript, { ...options, as, readerLimit: 10 }, signal);
    if (!preview.ok) throw new Error(preview.failure.code);
    const { text, isWhole } = preview.value;
    expect(isWhole).toBe(false);
    expect(Buffer.byteLength(text)).toBeGreaterThan(4090);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4096);
    expect(text).not.toContain("\ufffd");
    if (as === "parquet") expect(text.startsWith("source,record,")).toBe(true);
  });

  it("tells why there is none", async () => {
    const transcript = await transcriptOf('{"a":1}\n');
    expect(await previewExport(transcript, { ...options, as: "messages" }, signal)).toMatchObject({
      ok: false,
      failure: { code: "not-a-conversation" },
    });
    expect(await previewExport(transcript, options, AbortSignal.abort())).toMatchObject({
      ok: false,
      failure: { code: "cancelled" },
    });
  });
});
