// The command behind `npm run generate`: reads the arguments, writes the log and its manifest. An interrupted or failed
// run removes what it has written.

import { open, rm, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { OutputClosed, openStandardOutput } from "../standardOutput.ts";
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
  const request = readArguments(argv);
  if (request === "help") {
    process.stdout.write(usage);
    return 0;
  }
  if (typeof request === "string") {
    process.stderr.write(`generate: ${request}\n\n${usage}`);
    return 2;
  }
  const interrupt = new AbortController();
  const onSignal = () => interrupt.abort();
  process.once("SIGINT", onSignal);
  process.once("SIGTERM", onSignal);
  try {
    await write(request, interrupt.signal);
    return 0;
  } catch (error) {
    if (error instanceof OutputClosed) return 0;
    if (interrupt.signal.aborted) return 130;
    process.stderr.write(`generate: ${error instanceof Error ? error.message : String(error)}\n`);
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

/** The request, "help", or what is wrong with the arguments. */
function readArguments(argv: readonly string[]): Request | "help" | (string & {}) {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(argv);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (values.help === true) return "help";
  const bytes = parseByteSize(values.bytes);
  if (bytes === undefined) return `--bytes takes a size such as 1gb, not “${values.bytes}”`;
  const seed = Number(values.seed);
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff) return "--seed takes a whole number up to 4294967295";
  const shape = shapeNames.find((name) => name === values.shape);
  if (shape === undefined) return `--shape takes one of ${shapeNames.join(", ")}`;
  if (values.output === undefined) return "-o OUT is missing";
  return { bytes, seed, shape, output: values.output, manifest: values.manifest };
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
  if (request.manifest !== undefined) await writeFile(request.manifest, `${JSON.stringify(manifest, undefined, 2)}\n`);
}

async function withOutput<Value>(output: string, use: (sink: BlockSink) => Promise<Value>): Promise<Value> {
  if (output === "-") {
    const sink = openStandardOutput();
    const value = await use(sink);
    await sink.finish();
    return value;
  }
  const file = await open(output, "w");
  try {
    const value = await use({
      async write(bytes) {
        for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
      },
    });
    await file.close();
    return value;
  } catch (error) {
    await file.close();
    await rm(output, { force: true });
    throw error;
  }
}
