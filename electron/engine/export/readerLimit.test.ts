import fs from "node:fs";
import path from "node:path";
import { expect, it, vi } from "vitest";
import { generateLog } from "../../cli/generator/generateLog.ts";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { openTranscript } from "../session.ts";
import { runExport } from "./runExport.ts";

const makeFolder = temporaryFolders();

it.each(["markdown", "html", "atif", "otlp"] as const)(
  "a document as %s that most readers cannot take is not begun",
  async (as) => {
    vi.stubEnv("SEEKLINE_CACHE_DIR", makeFolder());
    const file = path.join(makeFolder(), "log.jsonl");
    await generateLog({ shape: "agui", seed: 1, bytes: 20_000 }, { write: (block) => fs.appendFileSync(file, block) });
    const opened = await openTranscript(file);
    if (!opened.ok) throw new Error(opened.failure.code);
    const folder = makeFolder();
    const out = path.join(folder, "out");
    const options = { as, filter: "", pretty: false, dropRaw: false };
    expect(await runExport(opened.value, { ...options, readerLimit: 4 }, out)).toMatchObject({
      failure: { code: "too-large-to-read", limit: 4 },
    });
    expect(fs.readdirSync(folder)).toEqual([]);
    expect(await runExport(opened.value, { ...options, readerLimit: 0 }, out)).toMatchObject({ ok: true });
    expect(fs.readdirSync(folder)).toEqual(["out"]);
    opened.value.close();
  },
);
