// Summaries of real transcripts against what a careful person counted by hand: `truth.json` in a folder of the corpus says
// it per file. Needs SEEKLINE_CORPUS.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { formatNames } from "../../../shared/transcript.ts";
import { summaryOfFile } from "../../testing/summaryOfFile.ts";

const corpus = process.env.SEEKLINE_CORPUS;

interface Truth {
  readonly format: string;
  /** Names of facts (`tokens.input`), and the readings of each that are right. */
  readonly facts: ReadonlyMap<string, readonly unknown[]>;
}

const truths = corpus === undefined ? [] : readTruths(corpus);
const known = truths.filter(([, { format }]) => formatNames.some((name) => name === format));

describe.runIf(corpus !== undefined)("a summary of a real transcript", () => {
  it("has files to compare with", () => {
    expect(known.length).toBeGreaterThan(0);
  });

  for (const [file, { facts }] of known) {
    it(`says of ${file} what a person counts`, async () => {
      const found = flat(await summaryOfFile(path.join(corpus ?? "", file)));
      const wrong = [...facts].filter(([name, right]) => !right.some((value) => Object.is(found.get(name), value)));
      expect(wrong.map(([name, right]) => ({ name, right, found: found.get(name) }))).toEqual([]);
    });
  }
});

function readTruths(folder: string): readonly (readonly [string, Truth])[] {
  return fs
    .globSync("*/truth.json", { cwd: folder })
    .flatMap((file) => Object.entries(parseObject(fs.readFileSync(path.join(folder, file), "utf8"))))
    .map(([name, truth]) => {
      const { either = {}, ...plain } = Object(truth);
      const facts = new Map([...flat(plain)].map(([fact, value]) => [fact, [value]] as const));
      const readings: readonly (readonly [string, readonly unknown[]])[] = Object.entries(Object(either)).map(
        ([fact, values]) => [fact, Array.isArray(values) ? values : [values]],
      );
      return [name, { format: String(plain.format), facts: new Map([...facts, ...readings]) }];
    });
}

/** `{a: {b: 1}}` as `a.b`: 1. */
function flat(value: object): ReadonlyMap<string, unknown> {
  return new Map(
    Object.entries(value).flatMap(([name, one]): (readonly [string, unknown])[] =>
      typeof one === "object" && one !== null && !Array.isArray(one)
        ? [...flat(one)].map(([inner, leaf]) => [`${name}.${inner}`, leaf] as const)
        : [[name, one]],
    ),
  );
}

function parseObject(text: string): object {
  const value: unknown = JSON.parse(text);
  return Object(value);
}
