// Everything that reads and writes files, as stages. A new one is a line here.

import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { openTranscript } from "../../../engine/session.ts";
import { inAnHour } from "../../inAnHour.ts";
import { openedConversation } from "../../openedConversation.ts";
import { summaryOfFile } from "../../summaryOfFile.ts";
import type { FaultFolders } from "../faultFolders.ts";
import type { Content, Stage } from "../stage.ts";
import { sourceName } from "../stage.ts";
import { comfortStages } from "./comfortStage.ts";
import { commandStage, exportStage } from "./commandStage.ts";
import { conversationStage } from "./conversationStage.ts";
import { followedGroupStage } from "./followedGroupStage.ts";
import { followedInputStage } from "./followedInputStage.ts";
import { followedLogStage } from "./followedLogStage.ts";
import { librarySearchStage } from "./librarySearchStage.ts";
import { pagingStage } from "./pagingStage.ts";
import { receiveStage } from "./receiveStage.ts";
import { serveStage } from "./serveStage.ts";
import { behindBlanks, generatedSource, packed } from "./sources.ts";

/** Longer than that of which nothing is kept, in bytes. */
const worthKeeping = 4.3e6;

/** Bytes by which a file grows behind its kept index. */
const growth = 50_000;

export async function allStages(): Promise<readonly Stage[]> {
  const short = await generatedSource("agui", 150_000);
  const session = await generatedSource("claude-session", 150_000);
  const another = await generatedSource("claude-session", 40_000);
  const long = await generatedSource("agui", worthKeeping);
  const keptSession = behindBlanks(session, worthKeeping);
  const read = ["source", "spool", "cache"] as const;
  const written = ["source", "spool", "cache", "target"] as const;
  const records = "kind:TEXT_MESSAGE_CONTENT";
  const stats = ["stats", "FILE", "--json"];
  const summary = ["summary", "FILE", "--json"];
  const rows = ["rows", "FILE", "--from", "1000", "--count", "200", "--filter", records];
  const exported = (as: string, file: string, source: (content: Content) => Buffer): Stage =>
    exportStage(
      {
        name: `export as ${as} to ${file}`,
        uses: written,
        source,
        words: ["export", "FILE", "--as", as, "--quiet", "-o", "OUT"],
      },
      file,
    );
  return [
    commandStage({ name: "index", uses: read, source: short, words: stats, lasting: withoutIndex }),
    commandStage({ name: "index that is kept", uses: read, source: long, words: stats, lasting: withoutIndex }),
    commandStage({ name: "kept index", uses: read, source: long, words: rows, prepare: keepIndex }),
    commandStage({
      ...{ name: "kept index of a file that grew", uses: read, source: long, words: stats, lasting: withoutIndex },
      prepare: async (folders) => {
        const file = path.join(folders.source, sourceName);
        const bytes = fs.readFileSync(file);
        const before = bytes.length - growth;
        fs.truncateSync(file, before);
        await keepIndex(folders);
        fs.appendFileSync(file, bytes.subarray(before));
      },
    }),
    commandStage({ name: "rows by text", uses: read, source: short, words: ["rows", "FILE", "--filter", "weather"] }),
    commandStage({
      name: "rows by time",
      uses: read,
      source: short,
      words: ["rows", "FILE", "--filter", "after:2001-01-01"],
    }),
    commandStage({ name: "record", uses: read, source: short, words: ["record", "FILE", "7"] }),
    commandStage({ name: "summary", uses: read, source: session, words: summary }),
    later(commandStage({ name: "summary that is kept", uses: read, source: keptSession, words: summary })),
    later(
      commandStage({
        ...{ name: "kept summary", uses: read, source: keptSession, words: summary },
        prepare: async (folders) => void (await summaryOfFile(path.join(folders.source, sourceName))),
      }),
    ),
    later(conversationStage({ name: "conversation that is kept", uses: read, source: keptSession })),
    later(
      conversationStage({
        ...{ name: "kept conversation", uses: read, source: keptSession },
        prepare: async (folders) => void (await openedConversation(path.join(folders.source, sourceName))),
      }),
    ),
    commandStage({ name: "check", uses: read, source: session, words: ["check", "FILE", "--json"] }),
    commandStage({
      name: "packed file",
      uses: read,
      source: packed(short),
      words: stats,
      lasting: withoutIndex,
      isSaid: true,
    }),
    ...groupStages(short, another),
    followedGroupStage(another),
    followedLogStage("log.jsonl", (bytes) => bytes),
    followedLogStage("log.jsonl.gz", (bytes) => zlib.gzipSync(bytes)),
    followedLogStage("log.jsonl.zst", (bytes) => zlib.zstdCompressSync(bytes)),
    followedLogStage("log.jsonl.br", (bytes) => zlib.brotliCompressSync(bytes)),
    followedInputStage(session),
    librarySearchStage("library search", ""),
    librarySearchStage("library search without ripgrep", "none"),
    exported("records", "out.jsonl", short),
    exported("records", "out.jsonl.gz", short),
    exported("snapshot", "out.jsonl", short),
    exported("messages", "out.json", session),
    exported("html", "out.html", session),
    exported("csv", "out.csv", short),
    exported("parquet", "out.parquet", short),
    later(serveStage({ name: "serve compacted", source: short })),
    later(serveStage({ name: "serve records", source: short, query: "?raw=1" })),
    serveStage({ name: "serve messages", source: session, until: "MESSAGES_SNAPSHOT" }),
    pagingStage,
    receiveStage(short),
    ...comfortStages,
  ];
}

/** Folders with another transcript beside the source, as one. What is wrong with one of them is the answer. */
function groupStages(source: (content: Content) => Buffer, another: (content: Content) => Buffer): readonly Stage[] {
  const read = { uses: ["source", "spool", "cache"], source, isSaid: true } as const;
  const prepare = async (folders: FaultFolders): Promise<void> => {
    fs.writeFileSync(path.join(folders.source, "another.jsonl"), another("first"));
  };
  return [
    commandStage({
      ...{ ...read, name: "group", words: ["stats", "FOLDER", "--json"], prepare },
      lasting: withoutIndex,
    }),
    commandStage({ ...read, name: "group by text", words: ["rows", "FOLDER", "--filter", "weather"], prepare }),
  ];
}

/** Files were written long before the stage begins. */
function later(stage: Stage): Stage {
  return {
    ...stage,
    prepare: async (folders) => inAnHour(async () => stage.prepare?.(folders)),
    run: (folders) => inAnHour(() => stage.run(folders)),
  };
}

/** What is said of the index itself differs each time. */
function withoutIndex(printed: string): string {
  return printed.replace(/,"index":\{[^}]*\}/, "");
}

async function keepIndex(folders: FaultFolders): Promise<void> {
  const opened = await openTranscript(path.join(folders.source, sourceName));
  if (!opened.ok) throw new Error(opened.failure.code);
  await opened.value.whenIndexed();
  opened.value.close();
  await new Promise(setImmediate);
}
