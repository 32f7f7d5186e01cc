// What went wrong, in the words of the transcript, with its code where the words do not say it.

import { numberAt, textAt } from "./condensedValue.ts";

/** `code` is a member of the problem; what stands in it says more to programs than to people, but is what one looks for. */
export function errorWords(problem: unknown, code: string, without: string): string {
  const message = textAt(problem, "message") ?? textAt(problem, "error") ?? without;
  const told = textAt(problem, code) ?? numberAt(problem, code);
  return told === undefined || told === "" || message.includes(String(told)) ? message : `${message} (${told})`;
}
