import type { ExportProgress } from "../../../shared/exports.ts";

/** Least time between two reports, in ms: ten a second. */
const interval = 100;

/** Passes on at most ten reports a second, and the first and the last of a stage always. */
export function createProgressMeter(
  report: ((progress: ExportProgress) => void) | undefined,
  bytesWritten: () => number,
): (stage: string, done: number, total: number) => void {
  let lastStage: string | undefined;
  let lastTime = 0;
  return (stage, done, total) => {
    const now = performance.now();
    if (report === undefined || (stage === lastStage && done < total && now - lastTime < interval)) return;
    lastStage = stage;
    lastTime = now;
    report({ stage, done, total, bytesWritten: bytesWritten() });
  };
}
