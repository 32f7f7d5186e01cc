import path from "node:path";
import { parseArgs } from "node:util";
import { parseByteSize } from "../electron/cli/generator/byteSize.ts";
import type { ContenderName } from "./contenders.ts";
import { groupNames, namedContenders } from "./contenders.ts";
import type { FileName } from "./files.ts";
import { fileNames } from "./files.ts";

export const usage = `Usage: bench [--files NAME,...] [--file FILE] [--bytes 1gb] [--runs 3] [--only NAME,...]
             [--against DIR] [--growth] [--sizes SIZE,...] [--reprint] [--docs] [--cache DIR]

Measures Seekline and what people use otherwise, as ratios in one run. Prints Markdown; the cache folder gets results.json,
results.md and a picture.

  --files NAME,...  ${fileNames.join(", ")} (default all; corpus needs SEEKLINE_CORPUS, a folder of real transcripts;
                    "" for none)
  --file FILE       a file of yours instead
  --bytes SIZE      how large the files are made (default 1gb)
  --runs NUMBER     medians of so many runs (default 3)
  --only NAME,...   ${groupNames.join(", ")}, or single contenders
  --against DIR     another checkout of Seekline that is built: its first opening is measured beside ours, in turns
  --growth          one log in several sizes, too; takes a while
  --sizes SIZE,...  which (default 10mb,100mb,1gb,10gb); more than 1 GB is removed afterwards
  --reprint         measures nothing, prints the last results again
  --docs            writes the results into docs/performance.md, the picture into docs/pictures
  --cache DIR       where files and results are kept (default .cache/bench)
`;

export interface Options {
  readonly files: readonly FileName[];
  readonly file: string | undefined;
  readonly bytes: number;
  readonly runs: number;
  readonly only: readonly ContenderName[];
  /** The command line of another build. */
  readonly against: string | undefined;
  /** The sizes of the growing log, in bytes; none when it is not wanted. */
  readonly sizes: readonly number[];
  readonly reprint: boolean;
  readonly docs: boolean;
  readonly cache: string;
}

/** The options, "help", or what is wrong with the arguments. */
export function readOptions(args: readonly string[]): Options | "help" | { readonly wrong: string } {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(args);
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
  if (values.help === true) return "help";
  const bytes = parseByteSize(values.bytes);
  if (bytes === undefined) return { wrong: `--bytes takes a size such as 1gb, not “${values.bytes}”` };
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) return { wrong: "--runs takes a whole number from 1 on" };
  const named = split(values.files);
  const files = named.flatMap((name) => fileNames.find((known) => known === name) ?? []);
  if (files.length < named.length) return { wrong: `--files takes of ${fileNames.join(", ")}` };
  const only = namedContenders(split(values.only));
  if (only === undefined) return { wrong: `--only takes of ${groupNames.join(", ")}, or contenders` };
  const sizes = split(values.sizes).flatMap((size) => parseByteSize(size) ?? []);
  if (sizes.length < split(values.sizes).length) return { wrong: "--sizes takes sizes such as 10mb,1gb" };
  return {
    files: values.file === undefined ? files : [],
    file: values.file,
    bytes,
    runs,
    only: values.against === undefined ? only : [...only, "otherOpening"],
    against: values.against === undefined ? undefined : path.resolve(values.against, "out/main/cli.js"),
    sizes: values.growth ? sizes : [],
    reprint: values.reprint,
    docs: values.docs,
    cache: path.resolve(values.cache),
  };
}

function split(names: string): readonly string[] {
  return names.split(",").filter((name) => name !== "");
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      files: { type: "string", default: fileNames.join() },
      file: { type: "string" },
      bytes: { type: "string", default: "1gb" },
      runs: { type: "string", default: "3" },
      only: { type: "string", default: groupNames.join() },
      against: { type: "string" },
      growth: { type: "boolean", default: false },
      sizes: { type: "string", default: "10mb,100mb,1gb,10gb" },
      reprint: { type: "boolean", default: false },
      docs: { type: "boolean", default: false },
      cache: { type: "string", default: ".cache/bench" },
      help: { type: "boolean", short: "h" },
    },
  }).values;
}
