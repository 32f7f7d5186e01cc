import type { Milliseconds } from "../../../shared/units.ts";
import { formatTime } from "../../data/format.ts";

const timeOfDay = /(^|[\s(-])(after|before):(\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?)(?=[\s)]|$)/g;

/** A filter's times of day on the day of `near`, as they are read where one goes to a time; undefined when it has none. */
export function datedTimes(text: string, near: Milliseconds | undefined): string | undefined {
  const day = near === undefined ? undefined : formatTime(near)?.date;
  if (day === undefined) return undefined;
  const dated = text.replace(timeOfDay, (_all, lead, side, time) => `${lead}${side}:"${day} ${time}"`);
  return dated === text ? undefined : dated;
}
