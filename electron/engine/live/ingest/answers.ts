// What an endpoint says, and what it means for the sender.

import { z } from "zod";
import { shortenedTo } from "../../../../shared/beginningOf.ts";

const takenSchema = z.object({
  accepted: z.int().nonnegative(),
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  complete: z.boolean().optional(),
});

/** The last event that an endpoint has, as it says itself. */
export interface Taken {
  readonly type: "taken";
  readonly accepted: number;
  /** Of all events up to there, where the endpoint keeps one. */
  readonly digest: string | undefined;
  readonly complete: boolean;
}

export type Answer =
  | Taken
  /** It did not get or not take what was sent: ask where it is, and go on from there. */
  | { readonly type: "failed"; readonly reason: string; readonly pauseMs: number | undefined }
  /** Sending the same again would lead to the same. */
  | { readonly type: "refused"; readonly reason: string };

/** Statuses that may be others the next time: a conflict of numbers, time-outs, too many requests. All from 500 on are too. */
const passing: ReadonlySet<number> = new Set([408, 409, 425, 429]);

/** The longest pause that an endpoint can ask for, in ms. */
const longestPause = 5 * 60_000;

/** Reads an answer; `body` holds at most the first `answerBytes` bytes of it. */
export function readAnswer(status: number, retryAfter: string | undefined, body: string, now: number): Answer {
  if (status === 200) {
    const taken = takenSchema.safeParse(parsed(body));
    if (!taken.success)
      return { type: "refused", reason: `it does not speak the ingest protocol, and says ${quoted(body)}` };
    const { accepted, digest, complete } = taken.data;
    return { type: "taken", accepted, digest, complete: complete ?? false };
  }
  const reason = `it answers ${status} and says ${quoted(errorOf(body))}`;
  if (!passing.has(status) && status < 500) return { type: "refused", reason };
  return { type: "failed", reason, pauseMs: pauseOf(retryAfter, now) };
}

/** RFC 9110, section 10.2.3: seconds or a date. */
function pauseOf(retryAfter: string | undefined, now: number): number | undefined {
  if (retryAfter === undefined) return undefined;
  const seconds = /^\s*(\d+)\s*$/.exec(retryAfter)?.[1];
  const pause = seconds === undefined ? Date.parse(retryAfter) - now : 1_000 * Number(seconds);
  return Number.isNaN(pause) ? undefined : Math.min(Math.max(pause, 0), longestPause);
}

const errorSchema = z.object({ error: z.string() });

function errorOf(body: string): string {
  const told = errorSchema.safeParse(parsed(body));
  return told.success ? told.data.error : body;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Characters of an answer that a person is shown. */
const mostQuoted = 200;

function quoted(text: string): string {
  const words = text.trim();
  if (words === "") return "nothing";
  return `“${shortenedTo(words, mostQuoted)}”`;
}
