// All formats, and the choice among them.

import type { FormatChoice, FormatName } from "../../../shared/transcript.ts";
import { agui } from "./agui/agui.ts";
import type { Format, Head } from "./format.ts";
import { generic } from "./generic/generic.ts";
import { pi } from "./pi/pi.ts";
import { piStream } from "./pi/piStream.ts";

/** One line a format. Of formats that recognise a transcript equally well the first is taken. */
const formats: readonly Format[] = [agui, pi, piStream, generic];

export function formatNamed(name: FormatName): Format {
  return formats.find((format) => format.name === name) ?? generic;
}

/** The format that recognises the sample best; `wanted` is the user's choice and wins. */
export function chooseFormat(sample: readonly Head[], wanted?: FormatName): FormatChoice {
  if (wanted !== undefined) return { name: wanted, by: "chosen", reason: formatNamed(wanted).detect(sample).reason };
  const judged = formats.map((format) => ({ name: format.name, ...format.detect(sample) }));
  const best = judged.reduce((a, b) => (b.score > a.score ? b : a));
  return { name: best.name, by: "detected", reason: best.reason };
}
