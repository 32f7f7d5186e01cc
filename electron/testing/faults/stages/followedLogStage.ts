// A file, packed or not, that is followed while another program writes more behind what it holds: whole parts, and one in two halves.
// Where it becomes another file meanwhile, nothing of a mixture may be told.

import fs from "node:fs";
import path from "node:path";
import { everything } from "../../../../shared/filter/filter.ts";
import { readText } from "../../../engine/query/recordText.ts";
import type { View } from "../../../engine/query/view.ts";
import { openTranscript } from "../../../engine/session.ts";
import { SourceError } from "../../../engine/source/fileSource.ts";
import type { ReadableFile } from "../../../engine/spool/plainFile.ts";
import { readableFile } from "../../../engine/spool/readableFile.ts";
import type { Transcript } from "../../../engine/transcript.ts";
import type { FaultFolders } from "../faultFolders.ts";
import type { Content, Outcome, Stage } from "../stage.ts";
import { sentenceOf } from "./commandStage.ts";
import { tried } from "./followedGroupStage.ts";

const lines = (from: number, to: number): Buffer =>
  Buffer.from(Array.from({ length: to - from }, (_, n) => `{"type":"LINE","n":${from + n}}\n`).join(""));

/** `name`: of the file, which says how it is packed, if it is; `pack` makes a part of it: a member, or lines as they are. */
export function followedLogStage(name: string, pack: (bytes: Buffer) => Buffer): Stage {
  const fileIn = (folders: FaultFolders): string => path.join(folders.source, name);
  const membersFrom = (first: number): readonly Buffer[] => [
    pack(lines(first, first + 5)),
    pack(lines(first + 5, first + 10)),
  ];
  const packed: Readonly<Record<Content, Buffer>> = {
    first: Buffer.concat(membersFrom(0)),
    shorter: membersFrom(0)[0] ?? Buffer.alloc(0),
    // It grows by what is written below.
    longer: Buffer.concat(membersFrom(0)),
    another: Buffer.concat(membersFrom(2_000)),
    rewritten: Buffer.concat(membersFrom(3_000)),
  };
  const source = (content: Content): Buffer => packed[content];
  const half = pack(lines(20, 30));
  const middle = Math.floor(half.length / 2);
  /** What is written, and how many lines have come behind it. */
  const writes = [
    { bytes: pack(lines(10, 20)), rows: 10 },
    { bytes: half.subarray(0, middle), rows: 10 },
    { bytes: half.subarray(middle), rows: 20 },
    { bytes: pack(lines(30, 1_000)), rows: 990 },
  ];
  return {
    name: `followed ${name}`,
    uses: ["source", "spool", "cache"],
    source,
    sourceName: name,
    prepareNext: (folders, content) => fs.writeFileSync(fileIn(folders), source(content)),
    run: async (folders) => {
      const path = fileIn(folders);
      const file = await readableFile({ path, original: path }, { follow: true });
      if (!file.ok) return sentenceOf(file);
      try {
        return await followed(file.value, (bytes) => fs.appendFileSync(path, bytes), writes);
      } finally {
        await file.value.remove();
      }
    },
  };
}

interface Write {
  readonly bytes: Buffer;
  /** Lines that have come by then. */
  readonly rows: number;
}

async function followed(
  file: ReadableFile,
  append: (bytes: Buffer) => void,
  writes: readonly Write[],
): Promise<Outcome> {
  const opened = await openTranscript(file, { follow: true });
  if (!opened.ok) return sentenceOf(opened);
  const transcript = opened.value;
  try {
    const { state } = await transcript.whenIndexed();
    if (state.phase === "failed") return sentenceOf({ ok: false, failure: state.failure });
    let all = transcript.query(everything);
    const before = all.rows();
    for (const { bytes, rows } of writes) {
      if (!tried(() => append(bytes))) return { is: "sentence", sentence: "The other program could not write." };
      while (problemOf(file, transcript) === undefined && all.rows() < before + rows) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        // With more of it, it may be read in another way.
        if (!transcript.isCurrent(all)) all = transcript.query(everything);
      }
    }
    const problem = problemOf(file, transcript);
    if (problem !== undefined) return problem;
    const content = contentOf(transcript, all);
    return { is: "answer", answer: () => content };
  } catch (error) {
    if (error instanceof SourceError) return sentenceOf({ ok: false, failure: error.failure });
    throw error;
  } finally {
    transcript.close();
  }
}

/** What a person would be told by now. */
function problemOf(file: ReadableFile, transcript: Transcript): Outcome | undefined {
  const { state, change } = transcript.progress();
  const failure = state.phase === "failed" ? state.failure : file.failure;
  if (failure !== undefined) return sentenceOf({ ok: false, failure });
  if (change !== undefined && change !== "grown") {
    return sentenceOf({ ok: false, failure: { code: "source-changed", name: transcript.name, change } });
  }
  const sentence = file.notice ?? transcript.notice;
  return sentence === undefined ? undefined : { is: "sentence", sentence };
}

function contentOf(transcript: Transcript, view: View): string {
  return transcript
    .rows(view, 0, view.rows())
    .map(({ record }) => {
      const place = transcript.record(record);
      if (!place.ok) throw new Error(place.failure.code);
      return readText(transcript.source, place.value, 0, 200).text;
    })
    .join("\n");
}
