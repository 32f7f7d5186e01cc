import { exitCodeAtEnd } from "../exitCode.ts";
import type { ReadingContext } from "../format.ts";

/** How a command of Kimi Code ended (2.1), by the last sentence of its result. What the program prints has nothing else that tells it. */
export function exitCodeOf(result: unknown, context: ReadingContext): number | undefined {
  return exitCodeAtEnd(result, /Command failed with exit code: (\d+)\.\s*$/, context);
}
