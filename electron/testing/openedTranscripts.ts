// Transcripts that a test opens from files of its own, with folders of its own, and that are closed behind it.

import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, vi } from "vitest";
import { openTranscript } from "../engine/session.ts";
import type { Transcript } from "../engine/transcript.ts";
import { temporaryFolders } from "./temporaryFolders.ts";

export interface OpenedTranscripts {
  readonly makeFolder: () => string;
  readonly transcriptOf: (text: string | Uint8Array, name?: string) => Promise<Transcript>;
}

/** Call it at the top of a test file. */
export function openedTranscripts(): OpenedTranscripts {
  const makeFolder = temporaryFolders();
  const opened: Transcript[] = [];
  beforeEach(() => {
    vi.stubEnv("SEEKLINE_SPOOL_DIR", makeFolder());
    vi.stubEnv("SEEKLINE_CACHE_DIR", makeFolder());
  });
  afterEach(() => {
    for (const transcript of opened.splice(0)) transcript.close();
  });
  return {
    makeFolder,
    async transcriptOf(text, name = "log.jsonl") {
      const file = path.join(makeFolder(), name);
      fs.writeFileSync(file, text);
      const result = await openTranscript(file);
      if (!result.ok) throw new Error(result.failure.code);
      opened.push(result.value);
      return result.value;
    },
  };
}
