import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";

/** How long a request works before others are served. */
const sliceMs = 10;

/** Does work that pauses where it yields, a slice at a time, so that other requests are served meanwhile. */
export async function inSlices<Value>(work: Generator<undefined, Value>, signal: AbortSignal): Promise<Result<Value>> {
  let sliceEnd = performance.now() + sliceMs;
  for (;;) {
    const step = work.next();
    if (step.done === true) return succeed(step.value);
    if (performance.now() < sliceEnd) continue;
    await new Promise(setImmediate);
    if (signal.aborted) return fail({ code: "cancelled" });
    sliceEnd = performance.now() + sliceMs;
  }
}
