import { beginningOf } from "./beginningOf.ts";
import { printText } from "./printText.ts";

/** Longer words of an error say no more. */
const mostCharacters = 500;

/** The environment of a process. `SEEKLINE_DEBUG=1` is for people who want to mend the bug. */
interface Environment {
  readonly SEEKLINE_DEBUG?: string | undefined;
}

/**
 * What a terminal is told of an error that nobody expected: one calm, harmless line, and where it happened if asked. `log`: the
 * file that says so, too.
 */
export function unexpectedLines(
  error: unknown,
  { SEEKLINE_DEBUG: debug = "" }: Environment,
  log?: string,
): readonly string[] {
  const { message, stack } =
    error instanceof Error ? error : { message: typeof error === "string" ? error : "no error was given", stack: "" };
  const what = beginningOf(message.trim(), mostCharacters);
  const sentence = `This is a bug in Seekline, and no fault of yours: ${what}. Please report it`;
  if (debug !== "" && debug !== "0") return [`${sentence}.`, ...(stack ?? "").split("\n")].map(printText);
  if (log !== undefined) return [printText(`${sentence}, with the last line of “${log}”, which quotes nothing.`)];
  return [printText(`${sentence}. With SEEKLINE_DEBUG=1 it says where it happened.`)];
}
