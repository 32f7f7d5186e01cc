// The run or turn that a record of a group belongs to: of those of its own transcript, since several run side by side. A view for
// each transcript that was looked at lately tells it as the view by kind does where there is one transcript.

import type { Filter } from "../../../shared/filter/filter.ts";
import { kindPatterns } from "../../../shared/filter/namePattern.ts";
import type { Row, TurnAt } from "../../../shared/rows.ts";
import { turnAt } from "../query/turns.ts";
import type { View } from "../query/view.ts";

export interface GroupTurnsNeeds {
  /** The transcript's number that a record is from. */
  readonly sourceOf: (record: number) => number | undefined;
  readonly nameOf: (source: number) => string;
  /** The kinds that begin a turn of it, as `Format.turns` has them. */
  readonly turnsOf: (source: number) => readonly string[];
  readonly openView: (filter: Filter) => View;
  readonly rows: (view: View, from: number, count: number) => readonly Row[];
}

export interface GroupTurns {
  /** Throws the signal's reason. */
  at(record: number, signal?: AbortSignal): Promise<TurnAt>;
  close(): void;
}

/** While two or three agents take turns on screen, none of them is counted again. */
const mostViews = 8;
const none: TurnAt = { turns: 0, turn: undefined, next: undefined };

/**
 * Holds up to eight views open and closes them. A record of a family without turns has none, and so has one whose view
 * fails.
 */
export function createGroupTurns({ sourceOf, nameOf, turnsOf, openView, rows }: GroupTurnsNeeds): GroupTurns {
  /** By transcript, the one that was asked for last behind the others. */
  const views = new Map<number, View>();

  function viewOf(source: number, turns: readonly string[]): View {
    const ofSource: Filter = { type: "source", patterns: [[nameOf(source)]] };
    const view =
      views.get(source) ?? openView({ type: "and", of: [ofSource, { type: "kind", patterns: kindPatterns(turns) }] });
    views.delete(source);
    views.set(source, view);
    for (const [oldest, other] of views) {
      if (views.size <= mostViews) break;
      views.delete(oldest);
      other.close();
    }
    return view;
  }

  return {
    async at(record, signal) {
      const source = sourceOf(record);
      const turns = source === undefined ? [] : turnsOf(source);
      if (source === undefined || turns.length === 0) return none;
      const view = viewOf(source, turns);
      const known = await view.whenComplete(signal);
      return known.ok ? turnAt(view, (from, count) => rows(view, from, count), record) : none;
    },
    close() {
      for (const view of views.values()) view.close();
      views.clear();
    },
  };
}
