import { describe, expect, it } from "vitest";
import { runNow } from "../conversation/pacer.ts";
import { ByteWindow } from "../scanner/byteWindow.ts";
import { replay } from "../snapshot/testing/clientReplay.ts";
import { SeededRandom } from "../snapshot/testing/random.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { eventShapes } from "./agui/shapes.ts";
import { mended } from "./mended.ts";
import { fits } from "./parsedShape.ts";
import type { Fitness, RecordShape, Shape, Value } from "./shape.ts";
import { fitness } from "./survey.ts";

const shapes: ReadonlyMap<string, RecordShape> = new Map(Object.entries(eventShapes));
const rounds = 400;

describe("the shape of an event", () => {
  it.each([...shapes])(
    "%s fits only as the official client takes it, and is mended so that it does",
    async (type, shape) => {
      const random = new SeededRandom(type.length);
      const counts = { fine: 0, mend: 0, unfit: 0 };
      for (let round = 0; round < rounds; round++) {
        const text = `{"type":"${type}",${randomRecord(random, shape).slice(1)}`.replace(/,\}$/, "}");
        const found = fitnessOf(text, shape);
        counts[found]++;
        expect([text, fits(JSON.parse(text), shape)]).toEqual([text, found === "fine"]);
        if (found === "unfit") continue;
        const written = found === "fine" ? text : mendedText(text, shape);
        expect([text, written, await refusal(written)]).toEqual([text, written, undefined]);
        expect([text, written, fitnessOf(written, shape)]).toEqual([text, written, "fine"]);
      }
      expect(Math.min(counts.fine, counts.mend)).toBeGreaterThan(rounds / 50);
    },
  );
});

/** What the client refuses in an event's form; what it says to its place in the log does not matter. */
async function refusal(event: string): Promise<string | undefined> {
  const { error } = await replay(`{"type":"RUN_STARTED","threadId":"t","runId":"r"}\n${event}`);
  return error?.startsWith("[") === true ? error : undefined;
}

function fitnessOf(text: string, shape: RecordShape): Fitness {
  const { window, value } = open(text);
  return runNow(fitness(window, value, shape));
}

function mendedText(text: string, shape: RecordShape): string {
  const { window, value } = open(text);
  let written = "";
  for (const part of mended(window, value, shape)) {
    if (typeof part === "string") written += part;
    else if (part !== undefined) written += "quoted" in part ? JSON.stringify(read(part.quoted)) : read(part);
  }
  return written;

  function read({ offset, length }: { readonly offset: number; readonly length: number }): string {
    return window.view(offset, length).toString("utf8");
  }
}

function open(text: string): { readonly window: ByteWindow; readonly value: Value } {
  const source = createMemorySource(text);
  return { window: new ByteWindow(source), value: { type: "object", offset: 0, length: source.size } };
}

const anything = ["null", "true", "0", "-1", "1.5", '""', '"a"', '"/a~1"', "[]", "{}", '["a"]', '{"type":"text"}'];

/** JSON text of a value that more or less has a shape. */
function randomValue(random: SeededRandom, shape: Shape): string {
  if (random.chance(3)) return random.pick(anything);
  switch (shape.is) {
    case "any":
    case "value":
      return random.pick(anything);
    case "string":
    case "quotable":
      return random.pick(['"a"', '""', '"\\u00e9\\n"']);
    case "boolean":
      return random.pick(["true", "false"]);
    case "time":
      return random.pick(["12", "1.7e12", "1769162400.25", '"2026-01-23T10:00:01.25Z"', '"soon"']);
    case "whole":
      return random.pick(["0", "12", "3.0", "4e2"]);
    case "object":
      return random.pick(["{}", '{"a":null}']);
    case "pointer":
      return random.pick(['""', '"/a/0"', '"/~0~1"']);
    case "word":
      return JSON.stringify(random.pick(shape.words));
    case "stringOr":
      return random.chance(50) ? '"a"' : randomValue(random, shape.other);
    case "list": {
      const items = Array.from({ length: random.below(4) }, () => randomValue(random, shape.of));
      return `[${items.join(",")}]`;
    }
    case "variant": {
      const [name, variant] = random.pick([...shape.of]);
      const tag = random.chance(90) ? name : random.pick(["new", ...shape.of.keys()]);
      return `{"${shape.by}":"${tag}",${randomRecord(random, variant).slice(1)}`.replace(/,\}$/, "}");
    }
    default:
      return randomRecord(random, shape);
  }
}

function randomRecord(random: SeededRandom, shape: RecordShape): string {
  const members: string[] = [];
  for (const [spelling, member] of shape.spelled) {
    const isRight = spelling === member.name;
    const often = isRight ? (member.required ? 95 : 30) : 4;
    if (!random.chance(often)) continue;
    members.push(`"${spelling}":${randomValue(random, member.shape)}`);
    if (random.chance(3)) members.push(`"${spelling}":${randomValue(random, member.shape)}`);
  }
  if (random.chance(10)) members.push(`"__proto__":${random.pick(anything)}`);
  if (random.chance(10)) members.push(`"extra":${random.pick(anything)}`);
  return `{${random.shuffle(members).join(",")}}`;
}
