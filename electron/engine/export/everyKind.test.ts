// What holds for every export, whatever its kind: bad input and a bad end leave the right bytes or none, and the same
// transcript gives the same bytes.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { ExportKind, ExportOptions, ExportTable } from "../../../shared/exports.ts";
import { exportKinds } from "../../../shared/exports.ts";
import { fail } from "../../../shared/result.ts";
import { generateLog } from "../../cli/generator/generateLog.ts";
import { openedTranscripts } from "../../testing/openedTranscripts.ts";
import { openAtomicFile } from "./atomicFile.ts";
import type { ExportTarget } from "./exportTargets.ts";
import { nodeFiles } from "./fileOperations.ts";
import { runExport } from "./runExport.ts";

const { makeFolder, transcriptOf } = openedTranscripts();

const forms: readonly (readonly [ExportKind, ExportTable?])[] = [
  ...exportKinds.map((as) => [as] as const),
  ["csv", "messages"],
  ["parquet", "messages"],
];
const isJson = (as: ExportKind) => ["messages", "atif", "otlp", "timeline"].includes(as);
const isText = (as: ExportKind) => as !== "parquet";

function optionsOf(as: ExportKind, table?: ExportTable): ExportOptions {
  return { as, table, filter: "", pretty: false, dropRaw: false, readerLimit: 0, with: ["reasoning"] };
}

async function exported(text: string | Uint8Array, as: ExportKind, table?: ExportTable): Promise<Buffer> {
  const target = path.join(makeFolder(), "out");
  const written = await runExport(await transcriptOf(text), optionsOf(as, table), target);
  if (!written.ok) throw new Error(written.failure.code);
  return fs.readFileSync(target);
}

/** A log with a prompt of this text, whatever may stand in a JSON string. */
function promptOf(json: string): string {
  return [
    '{"type":"RUN_STARTED","threadId":"t","runId":"r"}',
    `{"type":"TEXT_MESSAGE_CHUNK","messageId":"m","role":"user","delta":"${json}"}`,
    `{"type":"TOOL_CALL_CHUNK","toolCallId":"c","toolCallName":"look","delta":"{\\"a\\":1}"}`,
    `{"type":"TOOL_CALL_RESULT","messageId":"m2","toolCallId":"c","content":"${json}"}`,
    '{"type":"RUN_FINISHED","threadId":"t","runId":"r"}\n',
  ].join("\n");
}

let log: Buffer | undefined;

/** Made once, since nobody changes it. */
async function generated(): Promise<Buffer> {
  if (log !== undefined) return log;
  const blocks: Buffer[] = [];
  await generateLog(
    { shape: "agui", seed: 9, bytes: 300_000 },
    { write: (block) => void blocks.push(Buffer.from(block)) },
  );
  log = Buffer.concat(blocks);
  return log;
}

describe.each(forms.map(([as, table]) => [[as, table].join(" ").trim(), as, table] as const))(
  "an export as %s",
  (_, as, table) => {
    it("is the same bytes every time", async () => {
      const log = await generated();
      const one = await exported(log, as, table);
      expect(one.length).toBeGreaterThan(100);
      expect(one.equals(await exported(log, as, table))).toBe(true);
    });

    it("holds line separators and halves of pairs as far as its form can", async () => {
      const bytes = await exported(promptOf("one\u2028two \\ud83d half"), as, table);
      if (!isText(as)) return;
      const text = bytes.toString("utf8");
      // Readers of these two refuse a document with half of a pair, also where JSON spells it.
      const half = as === "atif" || as === "otlp" ? "\ufffd" : "\\ud83d";
      if (isJson(as)) expect(JSON.stringify(JSON.parse(text))).toContain(`one\u2028two ${half} half`);
      else if (as === "snapshot") {
        for (const line of text.trimEnd().split("\n")) expect(() => JSON.parse(line)).not.toThrow();
      } else if (as === "records") expect(text).toBe(promptOf("one\u2028two \\ud83d half"));
      else if (as !== "csv") expect(text).toContain("one\u2028two \ufffd half");
      expect(text).not.toContain("\ud83d");
    });

    it("takes ten thousand lists inside each other", async () => {
      const nested = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
      const event = `{"type":"CUSTOM","name":"n","value":${nested}}\n`;
      const text = (await exported(promptOf("hello") + event, as, table)).toString("latin1");
      if (["records", "timeline", "snapshot"].includes(as)) expect(text).toContain(nested);
      else expect(text.length).toBeGreaterThan(10);
    });

    // So many that anything which takes more than its share of them would not end.
    it("takes a message with a hundred thousand links", async () => {
      const text = "[a](http://example.org/) ".repeat(100_000);
      const bytes = await exported(promptOf(text), as, table);
      if (as === "csv" || as === "parquet") expect(bytes.length).toBeLessThan(100_000);
      else expect(bytes.length).toBeGreaterThan(2 * text.length);
    });

    it("leaves nothing on a disk that is full", async () => {
      const folder = makeFolder();
      const refuse = async () => Promise.reject(Object.assign(new Error("ENOSPC"), { code: "ENOSPC" }));
      const files = {
        ...nodeFiles,
        create: async (file: string) => ({ ...(await nodeFiles.create(file)), write: refuse }),
      };
      const target: ExportTarget = () => openAtomicFile(path.join(folder, "out"), { files });
      const written = await runExport(await transcriptOf(await generated()), optionsOf(as, table), target);
      expect(written).toEqual(fail({ code: "disk-full", name: "out" }));
      expect(fs.readdirSync(folder)).toEqual([]);
    });

    it("leaves nothing when it is cancelled, wherever it is", async () => {
      const transcript = await transcriptOf(await generated());
      const stages = new Set<string>();
      await runExport(transcript, optionsOf(as, table), path.join(makeFolder(), "out"), {
        onProgress: ({ stage }) => stages.add(stage),
      });
      // What is indexed already is not indexed again.
      stages.delete("indexing");
      expect(stages.size).toBeGreaterThan(1);
      for (const wanted of stages) {
        const folder = makeFolder();
        const control = new AbortController();
        const written = await runExport(transcript, optionsOf(as, table), path.join(folder, "out"), {
          signal: control.signal,
          onProgress: ({ stage }) => {
            if (stage === wanted && wanted !== "saving") control.abort();
          },
        });
        expect(written.ok ? wanted : written).toEqual(wanted === "saving" ? wanted : fail({ code: "cancelled" }));
        expect(fs.readdirSync(folder)).toEqual(written.ok ? ["out"] : []);
      }
    });

    it("leaves nothing of a source that is another now", async () => {
      const log = await generated();
      const transcript = await transcriptOf(log);
      await transcript.whenIndexed();
      const changed = Buffer.from(log.toString("latin1").replaceAll("delta", "DELTA"), "latin1");
      const handle = fs.openSync(transcript.source.path, "r+");
      fs.writeSync(handle, changed, 0, changed.length, 0);
      fs.closeSync(handle);
      const folder = makeFolder();
      const written = await runExport(transcript, optionsOf(as, table), path.join(folder, "out"));
      expect(written).toMatchObject({ ok: false, failure: { code: "source-changed", name: "log.jsonl" } });
      expect(fs.readdirSync(folder)).toEqual([]);
    });

    it("never writes to the transcript, nor where nobody may", async () => {
      const log = await generated();
      const transcript = await transcriptOf(log);
      const { path: file } = transcript.source;
      expect(await runExport(transcript, optionsOf(as, table), file)).toMatchObject({
        ok: false,
        failure: { code: "would-overwrite-source" },
      });
      expect(await runExport(transcript, optionsOf(as, table), path.join(file, "out"))).toMatchObject({
        ok: false,
        failure: { code: "not-writable" },
      });
      expect(fs.readFileSync(file).equals(log)).toBe(true);
    });
  },
);
