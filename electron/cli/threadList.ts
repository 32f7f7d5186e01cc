import { printText } from "../../shared/printText.ts";
import type { ThreadList } from "../../shared/threads.ts";
import { printCount, printCounted, printedWidth } from "./printed.ts";

/** The threads of a log, one a line: the id as `--thread` takes it, its records, its runs. */
export function* printThreads({ first, total, isTotalExact }: ThreadList): Generator<string> {
  const ids = first.map(({ id }) => printText(id));
  const width = Math.max(0, ...ids.map(printedWidth));
  for (const [at, { records, runs }] of first.entries()) {
    const id = ids[at] ?? "";
    const gap = " ".repeat(width - printedWidth(id));
    yield `  --thread ${id}${gap}  ${printCounted(records, "record")}, ${printCounted(runs, "run")}`;
  }
  const left = total - first.length;
  if (left > 0) yield `  and ${isTotalExact ? "" : "at least "}${printCount(left)} more`;
}
