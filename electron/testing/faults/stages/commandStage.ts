// A command of the command line as a stage: what it prints, or what it makes of its target, is the answer.

import fs from "node:fs";
import path from "node:path";
import { describeFailure } from "../../../../shared/failure.ts";
import type { Result } from "../../../../shared/result.ts";
import { fail } from "../../../../shared/result.ts";
import { readArguments, type TranscriptRequest } from "../../../cli/arguments/readArguments.ts";
import { runOnGroup } from "../../../cli/groupCommands.ts";
import { isFolder } from "../../../cli/isFolder.ts";
import { runRequest } from "../../../cli/runRequest.ts";
import { SourceError } from "../../../engine/source/fileSource.ts";
import { capturedTerminal } from "../capturedTerminal.ts";
import type { FaultFolders } from "../faultFolders.ts";
import { filesLeft } from "../faultFolders.ts";
import type { Outcome, Stage } from "../stage.ts";
import { sourceName } from "../stage.ts";

interface Command extends Pick<Stage, "name" | "uses" | "prepare"> {
  readonly source: NonNullable<Stage["source"]>;
  /** `FILE` stands for the source, `FOLDER` for the folder that it lies in, `OUT` for the target. */
  readonly words: readonly string[];
  /** What is said of a file that is damaged is the answer. */
  readonly isSaid?: true;
  /** What of the printed text is the same each time; all of it by default. */
  readonly lasting?: (printed: string) => string;
}

export function commandStage({ words, lasting = (printed) => printed, isSaid, ...stage }: Command): Stage {
  return {
    ...stage,
    run: async (folders) => {
      const { result, printed, said } = await runCommand(named(words, folders));
      if (result.ok && isSaid && said.length > 0) return { is: "sentence", sentence: said.join(" ") };
      return result.ok ? { is: "answer", answer: () => lasting(printed) } : sentenceOf(result);
    },
  };
}

/** What an export finds where its file is to be. */
const old = "what was there before\n";

/** An export to a file of this name, in the place of an older one. */
export function exportStage({ words, ...stage }: Omit<Command, "lasting">, target: string): Stage {
  const targetIn = (folders: FaultFolders): string => path.join(folders.target, target);
  return {
    ...stage,
    prepare: async (folders) => {
      await stage.prepare?.(folders);
      fs.writeFileSync(targetIn(folders), old);
    },
    run: async (folders) => {
      const { result } = await runCommand(named(words, folders, targetIn(folders)));
      return result.ok ? { is: "answer", answer: () => readIn(targetIn(folders)) } : sentenceOf(result);
    },
    complaint: (folders, outcome, right, mayLeave) => {
      const isThere = fs.existsSync(targetIn(folders));
      const text = isThere ? readIn(targetIn(folders)) : "";
      const mayBe = outcome.is === "answer" ? right : [old, ...right];
      if (!isThere || !mayBe.includes(text))
        return `the target holds ${text.slice(0, 200)} (${text.length} characters)`;
      const others = filesLeft(folders.target).filter((name) => name !== target);
      return others.length === 0 || mayLeave ? undefined : `beside the target: ${others.join(", ")}`;
    },
  };
}

function named(words: readonly string[], folders: FaultFolders, target = ""): readonly string[] {
  const places = new Map([
    ["FILE", path.join(folders.source, sourceName)],
    ["FOLDER", folders.source],
    ["OUT", target],
  ]);
  return words.map((word) => places.get(word) ?? word);
}

/** Bytes as characters, one each. */
function readIn(file: string): string {
  return fs.readFileSync(file).toString("latin1");
}

export function sentenceOf(result: Extract<Result<unknown>, { readonly ok: false }>): Outcome {
  return { is: "sentence", sentence: describeFailure(result.failure) };
}

function requestOf(argv: readonly string[]): TranscriptRequest {
  const read = readArguments(argv);
  const request = read.ok && read.value.type === "command" ? read.value.request : undefined;
  switch (request?.command) {
    case "stats":
    case "summary":
    case "check":
    case "rows":
    case "record":
    case "export":
    case "secrets":
      return request;
    default:
      throw new Error(`no command of a transcript: ${argv.join(" ")}`);
  }
}

async function runCommand(
  argv: readonly string[],
): Promise<{ result: Result<undefined>; printed: string; said: readonly string[] }> {
  const request = requestOf(argv);
  const { terminal, printed, said } = capturedTerminal();
  const session = { terminal, signal: new AbortController().signal };
  try {
    const isGroup = isFolder(request.file) && "members" in request;
    const result = await (isGroup ? runOnGroup(request, session) : runRequest(request, session));
    return { result, printed: printed(), said };
  } catch (error) {
    // As the command line does (runCli.ts).
    if (error instanceof SourceError) return { result: fail(error.failure), printed: printed(), said };
    throw error;
  }
}
