// The command behind `npm run generate`: reads the arguments, writes the log and its manifest. An interrupted or failed
// run removes what it has written.

import { open, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { describeFailure } from "../../../shared/failure.ts";
import { printText } from "../../../shared/printText.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { ExportFailed } from "../../engine/export/exportFailed.ts";
import { writeFailure } from "../../engine/export/writeFailure.ts";
import { OutputClosed, OutputFailed, openStandardOutput } from "../standardOutput.ts";
import { parseByteSize } from "./byteSize.ts";
import { generateLog, type LogSettings, shapeNames } from "./generateLog.ts";
import type { BlockSink } from "./logWriter.ts";

const usage = `Usage: generate --bytes SIZE -o OUT [--seed NUMBER] [--shape NAME] [--manifest FILE]

Writes a valid transcript of any size, the same one for the same seed.

  --bytes SIZE      about how long: 1gb, 64kib, 4096 (default 1mb)
  -o, --output OUT  where to; - is standard output
  --seed NUMBER     0 to 4294967295 (default 1)
  --shape NAME      ${shapeNames.join(", ")} (default agui)
  --manifest FILE   writes what the log holds, as JSON
`;

/** Gives the exit status: 0 done, 1 failed, 2 wrong use, 130 interrupted. */
export async function runGenerate(argv: readonly string[]): Promise<number> {
  const read = readArguments(argv);
  if (!read.ok) {
    process.stderr.write(`generate: ${printText(read.failure)}\n\n${usage}`);
    return 2;
  }
  const request = read.value;
  const interrupt = new AbortController();
  const onSignal = () => interrupt.abort();
  process.once("SIGINT", onSignal);
  process.once("SIGTERM", onSignal);
  try {
    if (request === "help") await openStandardOutput().write(usage);
    else await write(request, interrupt.signal);
    return 0;
  } catch (error) {
    if (error instanceof OutputClosed) return 0;
    if (interrupt.signal.aborted) return 130;
    if (!(error instanceof ExportFailed) && !(error instanceof OutputFailed)) throw error;
    process.stderr.write(`generate: ${printText(describeFailure(error.failure))}\n`);
    return 1;
  } finally {
    process.off("SIGINT", onSignal);
    process.off("SIGTERM", onSignal);
  }
}

interface Request extends LogSettings {
  readonly output: string;
  readonly manifest: string | undefined;
}

/** The failure is a sentence about the arguments. */
function readArguments(argv: readonly string[]): Result<Request | "help", string> {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(argv);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
  if (values.help === true) return succeed("help");
  const bytes = parseByteSize(values.bytes);
  if (bytes === undefined) return fail(`--bytes takes a size such as 1gb, not “${values.bytes}”`);
  const seed = Number(values.seed);
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff)
    return fail("--seed takes a whole number up to 4294967295");
  const shape = shapeNames.find((name) => name === values.shape);
  if (shape === undefined) return fail(`--shape takes one of ${shapeNames.join(", ")}`);
  if (values.output === undefined) return fail("-o OUT is missing");
  return succeed({ bytes, seed, shape, output: values.output, manifest: values.manifest });
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    options: {
      bytes: { type: "string", default: "1mb" },
      seed: { type: "string", default: "1" },
      shape: { type: "string", default: "agui" },
      output: { type: "string", short: "o" },
      manifest: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  }).values;
}

async function write(request: Request, signal: AbortSignal): Promise<void> {
  const manifest = await withOutput(request.output, (sink) => generateLog(request, sink, signal));
  const { manifest: manifestFile } = request;
  if (manifestFile === undefined) return;
  await writing(manifestFile, () => writeFile(manifestFile, `${JSON.stringify(manifest, undefined, 2)}\n`));
}

async function withOutput<Value>(output: string, use: (sink: BlockSink) => Promise<Value>): Promise<Value> {
  if (output === "-") {
    const sink = openStandardOutput();
    const value = await use(sink);
    await sink.finish();
    return value;
  }
  const file = await writing(output, () => open(output, "w"));
  try {
    const value = await use({
      async write(bytes) {
        for (let at = 0; at < bytes.length; ) at += (await writing(output, () => file.write(bytes, at))).bytesWritten;
      },
    });
    await writing(output, () => file.close());
    return value;
  } catch (error) {
    // What fails while clearing up must not hide why.
    await file.close().catch(() => undefined);
    await rm(output, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** What the system refuses is an expected failure. */
async function writing<Value>(file: string, act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    throw new ExportFailed(writeFailure(path.basename(file), error));
  }
}
