import v8 from "node:v8";
import vm from "node:vm";
import { everything } from "../../shared/filter/filter.ts";
import { indexed, opened } from "./opened.ts";
import type { Task } from "./task.ts";
import { timed } from "./task.ts";

/** Rows that a window shows at first. */
const firstRowCount = 50;
/** So many at once, since what other parts of a program hold goes up and down. */
const heldTranscripts = 8;

/** From nothing to the whole index; from a kept index when there is one. */
export const index: Task = async ({ file }) => ({
  milliseconds: await timed(async () => (await indexed(file)).close()),
});

/** From nothing to the first rows; `whole` is the time to the whole index in the same run. */
export const firstRows: Task = async ({ file }) => {
  const started = performance.now();
  const transcript = await opened(file);
  const view = transcript.query(everything);
  while (view.rows() < firstRowCount && transcript.progress().state.phase === "indexing") {
    await new Promise(setImmediate);
  }
  transcript.rows(view, 0, firstRowCount);
  const milliseconds = performance.now() - started;
  await transcript.whenIndexed();
  const whole = performance.now() - started;
  transcript.close();
  return { milliseconds, numbers: { whole } };
};

/** What an opened transcript holds in memory while nobody looks at it: mainly the directory of its index. */
export const held: Task = async ({ file }) => {
  v8.setFlagsFromString("--expose-gc");
  const collect: () => void = vm.runInNewContext("gc");
  // What the first one brings for good is not the transcript's.
  const transcripts = [await indexed(file)];
  const before = await liveBytes(collect);
  const started = performance.now();
  for (let more = heldTranscripts; more > 0; more--) transcripts.push(await indexed(file));
  const milliseconds = (performance.now() - started) / heldTranscripts;
  const heldBytes = ((await liveBytes(collect)) - before) / heldTranscripts;
  for (const transcript of transcripts) transcript.close();
  return { milliseconds, numbers: { heldBytes } };
};

/** What nothing refers to any more goes in several rounds: some of it waits for its finalizers. */
async function liveBytes(collect: () => void): Promise<number> {
  for (let round = 0; round < 4; round++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
