import { succeed } from "../../../shared/result.ts";
import { createTotals } from "../index/kindTotals.ts";
import { untilAborted } from "../query/untilAborted.ts";
import type { View } from "../query/view.ts";

/** What a filter finds in a group whose transcripts are still being read: nothing yet, and it is to be asked again. */
export function createUnreadView(whenIndexed: () => Promise<unknown>): View {
  return {
    rows: () => 0,
    bytes: () => 0,
    complete: () => false,
    searched: () => 0,
    notice: () => undefined,
    lacks: () => undefined,
    failure: () => undefined,
    whenComplete: async (signal) => {
      await untilAborted(whenIndexed(), signal);
      return succeed(undefined);
    },
    visit: () => {},
    kinds: createTotals,
    passing: () => ({ decided: 0, match: "none" }),
    rowOf: () => 0,
    accepts: () => false,
    ranges: function* () {},
    close: () => {},
  };
}
