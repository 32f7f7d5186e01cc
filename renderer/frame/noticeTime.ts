import type { Notice } from "../data/states.ts";

const readMs = 5_000;
const offeredMs = 15_000;

/** How long a notice is shown, in ms; undefined: until somebody takes what it has to do, or puts it away. */
export function noticeTime({ tone, action, isOffer }: Pick<Notice, "tone" | "action" | "isOffer">): number | undefined {
  if (action === undefined) return readMs;
  return isOffer === true && tone === "info" ? offeredMs : undefined;
}
