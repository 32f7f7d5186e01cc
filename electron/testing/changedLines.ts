// Lines of a transcript, changed in ways that a reader must not mind, or must mind in the same way however it reads them.

import fc from "fast-check";

/** What stands in the place of another value. */
const values: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1e21, 2.5, "", " ", "x", "é", "\ud83c\udf27", "\n", "a\\b", '"', "(no content)"],
  ...[[], {}, [null], [1, 2], [{}], ["x"], { "0": { type: "text", text: "x" } }, { type: "text", text: "x" }],
  ...["<persisted-output>\nOutput too large (1 MB). Full output saved to: /a/s1/tool-results/b.txt", "<synthetic>"],
  ...["user", "assistant", "tool_use", "tool_result", "text", "thinking", "Task", "exec", "exec_command", "message"],
  ...["Exit code: 1\nOutput:\nno", "Process exited with code 2\nOutput:\n", "y".repeat(2050), "é".repeat(1030)],
  [{ type: "tool_result", tool_use_id: "c1", content: [{ type: "text", text: "beds" }] }],
];

/** Members that change what a line means. */
const members: readonly (readonly [string, unknown])[] = [
  ...(
    ["isMeta", "isSidechain", "isCompactSummary", "isApiErrorMessage", "isAbortedMidStream", "turnCompanion"] as const
  ).map((name) => [name, true] as const),
  ["toolDenialKind", "interrupted"],
  ["promptSource", "system"],
  ["origin", { kind: "task" }],
  ["forkedFrom", { sessionId: "s0" }],
  ["requestSessionId", "s0"],
  ["toolUseResult", { agentId: "a1" }],
  ["turn_id", "t1"],
  ["thread_id", "other"],
  ["agent_thread_id", "a2"],
  ["namespace", "mcp__x"],
  ["internal_chat_message_metadata_passthrough", { turn_id: "t2", content_item_kinds: ["user.text"] }],
  ["ordinal", 7],
  ["success", false],
  ["status", "failed"],
  ["__proto__", 1],
];

interface Change {
  readonly sort: "set" | "remove" | "add" | "again" | "turn" | "append" | "escape" | "spread" | "repeat" | "glue";
  /** Chooses a place in the line. */
  readonly at: number;
  readonly value: unknown;
  readonly member: readonly [string, unknown];
}

const change: fc.Arbitrary<Change> = fc.record({
  sort: fc.constantFrom(
    "set",
    "set",
    "remove",
    "add",
    "add",
    "again",
    "turn",
    "append",
    "escape",
    "spread",
    "repeat",
    "glue",
  ),
  at: fc.nat(),
  value: fc.constantFrom(...values),
  member: fc.constantFrom(...members),
});

/** Transcripts that are made of `lines` in their order, some of them changed. */
export function changedLines(lines: readonly string[]): fc.Arbitrary<string> {
  const changes = fc.array(fc.tuple(fc.nat(lines.length - 1), change), { minLength: 1, maxLength: 12 });
  return changes.map((chosen) =>
    lines
      .map((line, n) => chosen.filter(([at]) => at === n).reduce((text, [, one]) => changed(text, one), `${line}\n`))
      .join(""),
  );
}

function changed(line: string, { sort, at, value, member: [name, told] }: Change): string {
  switch (sort) {
    case "spread":
      return line.replaceAll('":', '" : ').replaceAll("}", " }");
    case "repeat":
      return line + line;
    case "glue":
      return line.trimEnd();
    case "escape":
      return line.replace(/"([0-9a-z])([^"\\]{2,})"/g, (all, first: string, rest: string, place: number) =>
        (place + at) % 3 === 0 ? `"\\u00${first.charCodeAt(0).toString(16)}${rest}"` : all,
      );
    default:
      break;
  }
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch {
    return line;
  }
  const containers = containersIn(record);
  const around = containers[at % containers.length];
  if (around === undefined) return line;
  const names = Object.keys(around);
  const key = names[(at >> 3) % Math.max(1, names.length)] ?? "x";
  if (sort === "again") {
    // The last member of a name counts.
    const text = JSON.stringify(around);
    const more = `${JSON.stringify(key)}:${JSON.stringify(value)}`;
    const twice = Array.isArray(around) || names.length === 0 ? text : `${text.slice(0, -1)},${more}}`;
    return line.replace(text, () => twice);
  }
  if (sort === "remove" && !Array.isArray(around)) Reflect.deleteProperty(around, key);
  else if (sort === "append" && Array.isArray(around)) around.push(around[0] ?? value);
  else if (sort === "turn" && !Array.isArray(around)) {
    const turned = Object.entries(around).reverse();
    for (const one of names) Reflect.deleteProperty(around, one);
    for (const [one, its] of turned) Reflect.set(around, one, its);
  } else if (sort === "add" && !Array.isArray(around)) Reflect.set(around, name, told);
  else Reflect.set(around, key, value);
  return `${JSON.stringify(record)}\n`;
}

function containersIn(value: unknown): readonly object[] {
  if (typeof value !== "object" || value === null) return [];
  return [value, ...Object.values(value).flatMap(containersIn)];
}
