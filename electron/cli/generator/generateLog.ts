// Writes a log of a shape, from a seed, block by block: memory does not grow with the log.

import { aguiShape } from "./aguiShape.ts";
import { claudeLikeShape } from "./claudeLikeShape.ts";
import { claudeSessionShape } from "./claudeSessionShape.ts";
import { claudeShape } from "./claudeShape.ts";
import { deltasShape } from "./deltasShape.ts";
import { deepShape, longLineShape, manyKindsShape, shortShape, wideShape } from "./hostileShapes.ts";
import { type BlockSink, LogWriter } from "./logWriter.ts";
import type { Manifest } from "./manifest.ts";
import { manyMessagesShape } from "./manyMessagesShape.ts";
import { parserStory } from "./parserStory.ts";
import { producersShape } from "./producersShape.ts";
import { Random } from "./random.ts";
import { rolloutShape } from "./rolloutShape.ts";
import type { Shape } from "./shape.ts";
import { weatherStory } from "./weatherStory.ts";

export const shapeNames = [
  "agui",
  "claude",
  "claude-like",
  "claude-session",
  "deep",
  "deltas",
  "long-line",
  "many-kinds",
  "many-messages",
  "producers",
  "rollout",
  "short",
  "wide",
  "story-parser",
  "story-weather",
] as const;
/** One of `shapeNames`: the word on the command line, and the `shape` of a manifest. */
export type ShapeName = (typeof shapeNames)[number];

const shapes: Readonly<Record<ShapeName, Shape>> = {
  agui: aguiShape,
  claude: claudeShape,
  "claude-like": claudeLikeShape,
  "claude-session": claudeSessionShape,
  deep: deepShape,
  deltas: deltasShape,
  "long-line": longLineShape,
  "many-kinds": manyKindsShape,
  "many-messages": manyMessagesShape,
  producers: producersShape,
  rollout: rolloutShape,
  short: shortShape,
  wide: wideShape,
  "story-parser": parserStory,
  "story-weather": weatherStory,
};

export interface LogSettings {
  readonly shape: ShapeName;
  readonly seed: number;
  /** About how many bytes; a story has its own length. */
  readonly bytes: number;
}

/** Throws the signal's reason when it is aborted. */
export async function generateLog(
  { shape, seed, bytes }: LogSettings,
  sink: BlockSink,
  signal?: AbortSignal,
): Promise<Manifest> {
  const log = new LogWriter();
  const steps = shapes[shape]({ log, random: new Random(seed), bytes });
  for (let step = steps.next(); ; step = steps.next()) {
    signal?.throwIfAborted();
    await log.flush(sink, step.done === true);
    if (step.done === true) return { shape, seed, ...log.manifest(), ...step.value };
  }
}
