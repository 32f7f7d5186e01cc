// Rewrites standard events as platforms write them: other names of members, tool calls written flat, times as text.

import type { SeededRandom } from "./random.ts";
import type { Event } from "./randomPayloads.ts";

export interface PlatformLog {
  readonly events: readonly Event[];
  /** Records that are not as the standard wants them, and all changes in them. */
  readonly records: number;
  readonly changed: number;
}

const otherNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  STATE_SNAPSHOT: { snapshot: "state" },
  STATE_DELTA: { delta: "patch" },
  ACTIVITY_DELTA: { patch: "delta" },
  RAW: { event: "data" },
  RUN_ERROR: { message: "error" },
};

export function asPlatform(events: readonly Event[], random: SeededRandom): PlatformLog {
  let records = 0;
  let changed = 0;
  const rewritten = events.map((event) => {
    const before = changed;
    const names = otherNames[String(event.type)] ?? {};
    const members = Object.entries(event).map(([key, value]): [string, unknown] => {
      const other = Object.hasOwn(names, key) && random.chance(60) ? names[key] : undefined;
      if (other !== undefined) changed++;
      if (key === "timestamp" && typeof value === "number" && event.type !== "USAGE_METADATA") {
        changed++;
        return [key, spelledTime(value, random)];
      }
      if (event.type === "MESSAGES_SNAPSHOT" && key === "messages" && Array.isArray(value)) {
        return [key, value.map((message: Event) => flatMessage(message))];
      }
      return [other ?? key, value];
    });
    if (changed > before) records++;
    return Object.fromEntries(members);
  });
  return { events: rewritten, records, changed };

  function flatMessage(message: Event): Event {
    if (!Array.isArray(message.toolCalls)) return message;
    const toolCalls = message.toolCalls.map((call) => {
      if (random.chance(40)) return call;
      changed++;
      const { function: of, ...others } = call;
      return { ...others, name: of.name, args: of.arguments };
    });
    return { ...message, toolCalls };
  }
}

function spelledTime(time: number, random: SeededRandom): unknown {
  const iso = new Date(time).toISOString();
  return random.pick([iso, iso.replace("Z", "+00:00"), iso.replace("Z", "987Z"), time / 1000, `${time}`]);
}
