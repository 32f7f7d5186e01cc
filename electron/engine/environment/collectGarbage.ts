// Asks the runtime to look for what nobody holds any more. It does so by itself when its own memory fills, and knows nothing of
// files that wait for it: what is forgotten there is known only behind such a look.

import v8 from "node:v8";
import vm from "node:vm";

let collect: (() => void) | undefined;

/** Some 20 ms for the engine's heap. Who waits for it is told by a FinalizationRegistry, in a turn of its own. */
export function collectGarbage(): void {
  collect ??= collectorOf();
  collect();
}

/** The function is there only for contexts that are made while the flag is on. */
function collectorOf(): () => void {
  v8.setFlagsFromString("--expose-gc");
  const found: unknown = vm.runInNewContext("gc");
  v8.setFlagsFromString("--no-expose-gc");
  return typeof found === "function" ? () => void found() : () => undefined;
}
