// Standard input that is followed: its rows are printed while it comes into a spool, in parts that end anywhere.

import { readArguments } from "../../../cli/arguments/readArguments.ts";
import type { RowsRequest } from "../../../cli/arguments/rowsArguments.ts";
import { followRows } from "../../../cli/followRows.ts";
import { withLiveInput } from "../../../cli/liveInput.ts";
import { useFile } from "../../../cli/openInput.ts";
import { SourceError } from "../../../engine/source/fileSource.ts";
import { capturedTerminal } from "../capturedTerminal.ts";
import type { Content, Stage } from "../stage.ts";
import { sentenceOf } from "./commandStage.ts";

/** Some 60 of a session. */
const partBytes = 2_500;

export function followedInputStage(source: (content: Content) => Buffer): Stage {
  return {
    name: "followed standard input",
    uses: ["spool", "cache"],
    source: undefined,
    run: async () => {
      const { terminal, printed, said } = capturedTerminal();
      const { signal } = new AbortController();
      const request = rowsRequest();
      try {
        const result = await withLiveInput(
          signal,
          (file, live) =>
            useFile(file, request, terminal, signal, (session) => followRows(request, { ...session, live })),
          () => partsOf(source("first")),
        );
        if (!result.ok) return sentenceOf(result);
        return said.length > 0 ? { is: "sentence", sentence: said.join(" ") } : { is: "answer", answer: printed };
      } catch (error) {
        if (error instanceof SourceError) return sentenceOf({ ok: false, failure: error.failure });
        throw error;
      }
    },
  };
}

function rowsRequest(): RowsRequest {
  const read = readArguments(["rows", "-", "--follow"]);
  if (read.ok && read.value.type === "command" && read.value.request.command === "rows") return read.value.request;
  throw new Error("the arguments cannot be read");
}

async function* partsOf(bytes: Buffer): AsyncGenerator<Uint8Array, undefined, undefined> {
  for (let at = 0; at < bytes.length; at += partBytes) {
    yield bytes.subarray(at, at + partBytes);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return undefined;
}
