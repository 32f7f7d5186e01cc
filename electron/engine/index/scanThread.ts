// The program of a scan thread: takes ranges, one at a time, and answers with their indexes. Its file is the engine's own
// descriptor, so it reads what the engine has open whatever happens to the path.

import os from "node:os";
import { parentPort } from "node:worker_threads";
import type { Failure } from "../../../shared/failure.ts";
import type { CapturePlan } from "../scanner/indexScan.ts";
import { SourceError, sharedFile } from "../source/fileSource.ts";
import { isInApp } from "./inApp.ts";
import type { ByteRange, RangeResult } from "./rangeIndex.ts";
import { indexRange } from "./rangeIndex.ts";
import { takeWorkshop } from "./workshops.ts";

export interface RangeTask {
  readonly descriptor: number;
  readonly size: number;
  readonly plan: CapturePlan;
  readonly range: ByteRange;
  readonly sumsFrom: number;
}

export type RangeAnswer = { readonly result: RangeResult } | { readonly failure: Failure };

/** In the app, the window comes first where cores are few. Linux alone gives threads a priority of their own. */
if (process.platform === "linux" && isInApp) os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

// Made before it is needed.
const workshop = takeWorkshop();

parentPort?.on("message", (task: RangeTask) => {
  const answer = work(task);
  const buffers = "result" in answer ? answer.result.segments.map(({ bytes }) => bytes.buffer) : [];
  parentPort?.postMessage(
    answer,
    buffers.filter((buffer) => buffer instanceof ArrayBuffer),
  );
});

function work({ descriptor, size, plan, range, sumsFrom }: RangeTask): RangeAnswer {
  try {
    return { result: indexRange(sharedFile(descriptor, size), plan, range, { workshop, sumsFrom }) };
  } catch (error) {
    if (error instanceof SourceError) return { failure: error.failure };
    throw error;
  }
}
