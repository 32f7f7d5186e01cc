// Holds two transcripts against each other.

import type { Comparison } from "../../shared/comparison.ts";
import { printJson } from "../../shared/printText.ts";
import type { Result } from "../../shared/result.ts";
import { succeed } from "../../shared/result.ts";
import { compareFiles } from "../engine/compare/compareSources.ts";
import type { CompareRequest } from "./arguments/compareArguments.ts";
import { printComparison } from "./comparisonTable.ts";
import { withFile } from "./openInput.ts";
import { printBytes } from "./printed.ts";
import type { ReadSession } from "./readSession.ts";

export async function compareCommand(request: CompareRequest, session: ReadSession): Promise<Result<undefined>> {
  const { terminal, signal } = session;
  const { a, b, json, format, kindPath, timePath } = request;
  const compared: Result<Comparison> = await withFile({ file: a }, terminal, signal, (one) =>
    withFile({ file: b }, terminal, signal, (other) =>
      compareFiles(one, other, {
        ...{ format, kindPath, timePath, signal },
        onProgress: (name, bytes) => terminal.progress(`reading ${name}: ${printBytes(bytes)}`),
        onNotice: (name, notice) => terminal.say(`seekline: ${name}: ${notice}`),
      }),
    ),
  );
  terminal.progress("");
  if (!compared.ok) return compared;
  await terminal.output.write(json ? `${printJson(compared.value)}\n` : printComparison(compared.value));
  return succeed(undefined);
}
