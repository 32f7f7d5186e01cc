// What a simple program does with such a file: every line, parsed.

import fs from "node:fs";
import { noKind } from "../kindCounts.ts";
import type { Task } from "./task.ts";
import { timed } from "./task.ts";

export const parse: Task = async ({ file }) => ({
  milliseconds: await timed(async () => eachValue(file, () => {})),
});

/** How many records of each `type`. */
export const countByParsing: Task = async ({ file }) => {
  const counts = new Map<string, number>();
  const milliseconds = await timed(async () =>
    eachValue(file, (value) => {
      const kind = typeOf(value);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }),
  );
  return { milliseconds, counts: [...counts] };
};

function typeOf(value: unknown): string {
  const type = typeof value === "object" && value !== null && "type" in value ? value.type : undefined;
  return typeof type === "string" ? type : noKind;
}

/** Blocks of 1 MiB, cut into lines. Undefined for a line that is not one JSON value: a loop that stops there measures nothing. */
function eachValue(file: string, onValue: (value: unknown) => void): void {
  const handle = fs.openSync(file, "r");
  const block = Buffer.allocUnsafe(1024 * 1024);
  let rest = Buffer.alloc(0);
  for (let read = fs.readSync(handle, block); read > 0; read = fs.readSync(handle, block)) {
    const bytes = rest.length === 0 ? block.subarray(0, read) : Buffer.concat([rest, block.subarray(0, read)]);
    const end = bytes.lastIndexOf(0x0a);
    for (const line of bytes.toString("utf8", 0, Math.max(end, 0)).split("\n")) {
      if (line !== "") onValue(parsed(line));
    }
    rest = Buffer.from(bytes.subarray(end + 1));
  }
  if (rest.length > 0) onValue(parsed(rest.toString()));
  fs.closeSync(handle);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
