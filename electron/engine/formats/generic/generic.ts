// Any JSON Lines file. Which member names an event's kind and which its time is guessed from the first records: the first
// of the usual names that most records have. Wrong guesses cost nothing but a column.

import type { FieldPath } from "../../scanner/fields.ts";
import type { Format, Head } from "../format.ts";
import { memberOf, othersOf } from "../head.ts";

/** Usual names, most telling first. A dot stands for a step down. */
const labelNames = [
  ...["type", "event", "kind", "_type", "eventType", "event_type", "record_type", "method", "action", "object"],
  ...["level", "severity", "log.level", "logLevel", "EventID", "Channel", "name", "category", "role", "status"],
];
const timeNames = [
  ...["timestamp", "@timestamp", "time", "ts", "datetime", "date", "created_at", "createdAt", "eventTime", "EventTime"],
  ...["start_time", "startTime", "_timestamp", "t"],
];
const toolNames = ["tool", "toolName", "tool_name"];

/** A member counts when at least half of the records have it. */
const enough = 0.5;

export const generic: Format = {
  name: "generic",
  detect: (sample) => {
    const objects = sample.filter((head) => typeof head === "object" && head !== null).length;
    const label = guess(sample, labelNames, isLabel);
    const time = guess(sample, timeNames, isTime);
    const found = [
      label === undefined ? "no member names the kind" : `“${label}” names the kind`,
      time === undefined ? "none the time" : `“${time}” the time`,
    ].join(", ");
    return {
      score: objects > 0 ? 0.1 : 0.01,
      reason: objects > 0 ? `JSON Lines: ${found}.` : "No JSON was found in the first lines.",
    };
  },
  plan: (sample) => {
    const label = guess(sample, labelNames, isLabel);
    const time = guess(sample, timeNames, isTime);
    return {
      kind: label === undefined ? [] : [[pathOf(label)]],
      time: time === undefined ? [] : [pathOf(time)],
      pair: [["id"], ["uuid"]],
      role: [["role"], ["message", "role"]],
      tool: toolNames.map(pathOf),
      sidechain: ["isSidechain"],
    };
  },
  errorKinds: ["*error*", "*Error*", "*ERROR*", "*fatal*", "*FATAL*", "*critical*", "*CRITICAL*"],
  preview: (head) => othersOf(head),
};

function pathOf(name: string): FieldPath {
  return name.split(".");
}

function valueAt(head: Head, name: string): unknown {
  // A member may itself be called "log.level".
  return memberOf(head, name) ?? name.split(".").reduce(memberOf, head);
}

function guess(
  sample: readonly Head[],
  names: readonly string[],
  fits: (value: unknown) => boolean,
): string | undefined {
  return names.find(
    (name) => sample.filter((head) => fits(valueAt(head, name))).length >= Math.max(1, sample.length * enough),
  );
}

function isLabel(value: unknown): boolean {
  return (
    (typeof value === "string" && value.length > 0 && value.length <= 80) ||
    (typeof value === "number" && Number.isInteger(value))
  );
}

function isTime(value: unknown): boolean {
  if (typeof value === "number") return value > 1e8;
  return typeof value === "string" && (/^\d{4}-\d\d-\d\d[T ]/.test(value) || /^\d{9,19}$/.test(value));
}
