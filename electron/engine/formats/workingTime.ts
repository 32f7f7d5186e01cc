// When a call was at work, in the words of programs that tell it in the record of its result.

import { timeOf, timeOfNumber } from "../../../shared/time.ts";
import { numberAt, textAt } from "./condensedValue.ts";
import type { WorkingTime } from "./conversationOperations.ts";

/** Of two values that spell times. Undefined where either spells none, or they tell of no length: who does not know it writes one time twice. */
export function workingTime(began: unknown, ended: unknown): WorkingTime | undefined {
  const [from, to] = [timeIn(began), timeIn(ended)];
  return from === undefined || to === undefined || to <= from ? undefined : { from, to };
}

function timeIn(value: unknown): number | undefined {
  const number = numberAt(value);
  return number === undefined ? timeOf(textAt(value) ?? "") : timeOfNumber(number);
}
