// How a record reads in one line of which a family knows nothing better: first what it says in words, then the rest of it, without what the
// list has in columns of its own (kind, time, role, tool) and without what tells a reader nothing: ids and empty values.

import type { Head } from "./format.ts";
import { compact, memberOf, othersOf } from "./head.ts";
import { kindMember, timeMembers } from "./members.ts";
import { numberText } from "./numberText.ts";

/** Members that hold what a record says, most telling first. */
const textNames = [
  ...[
    "text",
    "message",
    "messages",
    "msg",
    "content",
    "delta",
    "summary",
    "prompt",
    "input",
    "query",
    "question",
    "answer",
  ],
  ...[
    "command",
    "cmd",
    "output",
    "result",
    "error",
    "reason",
    "title",
    "body",
    "data",
    "payload",
    "part",
    "item",
    "name",
  ],
];
/** A message may lie in an item of a payload. */
const deepest = 3;
const columnNames = ["role", "tool", "toolName", "tool_name"];
const idName = /^(?:.*_)?(?:id|uuid|guid)s?$|[a-z](?:Id|ID|Uuid|UUID)s?$/;
/** Says of what sort a record is: `isSidechain`, `has_more`. */
const sortName = /^(?:is|has)(?:_|[A-Z])/;
const uuid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/**
 * Never empty for an object that has members but for those that are left out: when nothing else would be there, ids are
 * shown, and when that is nothing, all.
 */
export function generalPreview(head: Head, ...left: readonly string[]): string {
  if (!isObject(head)) return compact(head);
  const columns = [kindMember(head), ...timeMembers(head)].flatMap((path) => (path === undefined ? [] : [path]));
  const paths = [...left, ...columns.map((path) => path.join("."))];
  const kept = without(head, paths);
  const said = firstSaid(kept, deepest);
  const others = othersOf(kept, ...(said === undefined ? [] : [said.name]));
  const line = [said?.text, others].filter((part) => part !== undefined && part !== "").join("  ");
  return line || othersOf(head, ...paths) || othersOf(head, ...left);
}

/** The object without what is at these paths, what stands in columns by its name, ids, and what is empty. */
function without(head: object, paths: readonly string[], above = ""): object {
  const members = Object.entries(head).flatMap(([key, value]): [string, unknown][] => {
    const path = `${above}${key}`;
    if (paths.includes(path) || saysNothing(key, value) || (above === "" && isColumn(key, value))) return [];
    if (Array.isArray(value)) return [[key, value.map((part) => (isObject(part) ? without(part, []) : part))]];
    if (!isObject(value)) return [[key, value]];
    const inner = without(value, paths, `${path}.`);
    return Object.keys(inner).length === 0 ? [] : [[key, inner]];
  });
  return Object.fromEntries(members);
}

function isColumn(key: string, value: unknown): boolean {
  return columnNames.includes(key) && typeof value === "string";
}

function saysNothing(key: string, value: unknown): boolean {
  if (value === null || value === "" || value === undefined) return true;
  // That something did not succeed is told, that it is not of some sort is not.
  if (value === false) return sortName.test(key);
  if (typeof value === "string") return uuid.test(value) || idName.test(key);
  if (Array.isArray(value)) return value.length === 0;
  return idName.test(key) && !isObject(value);
}

interface Said {
  /** Of the outermost member that holds it. */
  readonly name: string;
  readonly text: string;
}

function firstSaid(value: object, depth: number): Said | undefined {
  for (const name of textNames) {
    const said = memberOf(value, name);
    // Of a history the newest: it is told again with each run.
    const text = saidBy(name === "messages" && Array.isArray(said) ? said.toReversed() : said, depth);
    if (text !== undefined) return { name, text };
  }
  return undefined;
}

/** A text, what an object says, or the first part of a list that says something. */
function saidBy(value: unknown, depth: number): string | undefined {
  if (typeof value === "string") return value.trim() === "" ? undefined : value;
  if (depth === 0) return undefined;
  if (Array.isArray(value)) {
    for (const part of value) {
      const text = saidBy(part, depth - 1);
      if (text !== undefined) return text;
    }
    return undefined;
  }
  return isObject(value) ? firstSaid(value, depth - 1)?.text : undefined;
}

/** Numbers that JavaScript prints in another way are objects, too. */
function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && numberText(value) === undefined;
}
