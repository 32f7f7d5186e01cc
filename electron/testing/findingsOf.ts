// What is wrong in transcripts that a test writes line by line.

import type { Finding } from "../../shared/findings.ts";
import { checkSource } from "../engine/check/checkFile.ts";
import { createMemorySource } from "../engine/source/memorySource.ts";
import { transcriptOf } from "./summaryOf.ts";

/** In the format that is detected. The lines are values (written as JSON) or texts (taken as they are). */
export async function findingsOf(lines: readonly unknown[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  await checkSource(createMemorySource(transcriptOf(lines)), { onFinding: (finding) => findings.push(finding) });
  return findings;
}
