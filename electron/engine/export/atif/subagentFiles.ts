// The files of sub-agents that lie beside a transcript, as far as they can be trajectories of their own in the same document.

import { mostRelatedFiles } from "../../../../shared/limits.ts";
import type { Entries } from "../../conversation/entries.ts";
import type { Entry } from "../../formats/conversationOperations.ts";
import type { Format } from "../../formats/format.ts";
import { recognise } from "../../formats/recognition.ts";
import { readSample } from "../../formats/sample.ts";
import { rememberSource } from "../../index/rememberedSource.ts";
import type { FieldPath } from "../../scanner/fields.ts";
import { openFile, SourceError } from "../../source/fileSource.ts";
import { realPath } from "../../source/realPath.ts";
import type { Source } from "../../source/source.ts";
import { readableFile } from "../../spool/readableFile.ts";
import { findSources } from "../../summary/findSources.ts";
import { mostDepth } from "./agentTrajectory.ts";

export interface SubagentFile {
  /** Its path from the transcript's folder, with slashes. */
  readonly name: string;
  readonly path: string;
  /** The call that started it; 0: nothing tells. */
  readonly call: Entry;
  /** It becomes a trajectory of the same document; else it is only named. */
  readonly isEmbedded: boolean;
}

/** A transcript whose agents are looked for. */
export interface TranscriptOfAgents {
  readonly file: string;
  readonly entries: Entries;
  /** How many agents have called it, one through the other. */
  readonly depth: number;
}

export interface OpenedSubagent {
  readonly source: Source;
  readonly format: Format;
  readonly prefix: FieldPath;
}

/** What one document holds: a file is in it once, whoever names it. */
export class SubagentFiles {
  readonly #isEmbedding: boolean;
  readonly #signal: AbortSignal;
  readonly #known: Set<string>;

  /** `isEmbedding`: false where only a part of the transcript, or not what it says, is to be written. */
  constructor(transcript: Source, isEmbedding: boolean, signal: AbortSignal) {
    this.#isEmbedding = isEmbedding;
    this.#signal = signal;
    this.#known = new Set([realPath(transcript.original)]);
  }

  /**
   * Those that a transcript names one by one, in the order in which it does, or those in the folders that it names. A file in a
   * folder may be named by an agent that comes before it, so each is looked at when it is its turn.
   */
  async *of(where: "by name" | "in a folder", whole: TranscriptOfAgents): AsyncGenerator<SubagentFile> {
    const { file, entries, depth } = whole;
    for (const { source, named, path } of findSources(file, entries.sources.values())) {
      if (source.relation !== "sub-agent" || path === undefined) continue;
      if ((named.by === "folder") !== (where === "in a folder")) continue;
      const real = realPath(path);
      if (this.#known.has(real)) continue;
      const mayEmbed = this.#isEmbedding && depth < mostDepth && this.#known.size <= mostRelatedFiles;
      this.#known.add(real);
      const isEmbedded = mayEmbed && (await this.use(path, async () => {})) !== undefined;
      yield { name: source.name, path, call: entries.callOf(named.call ?? ""), isEmbedded };
    }
  }

  /** What `read` gives; undefined: the file cannot be read, or is none of a conversation. */
  async use<T>(file: string, read: (opened: OpenedSubagent) => Promise<T>): Promise<{ readonly value: T } | undefined> {
    const readable = await readableFile({ path: file, original: file }, { signal: this.#signal });
    if (!readable.ok) return undefined;
    const opened = openFile(readable.value);
    if (!opened.ok) return undefined;
    const source = opened.value;
    try {
      const { format, choice } = recognise(readSample(source).heads, {});
      // Threads of an AG-UI log are chosen one by one, by whoever exports it.
      if (format.conversation === undefined || format.name === "ag-ui") return undefined;
      const changeOf = rememberSource(source);
      const value = await read({ source, format, prefix: choice.prefix });
      const changed = changeOf();
      if (changed !== undefined) throw new SourceError(changed);
      return { value };
    } finally {
      source.close();
      await readable.value.remove();
    }
  }
}
