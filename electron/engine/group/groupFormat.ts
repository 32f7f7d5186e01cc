import type { FormatChoice } from "../../../shared/transcript.ts";
import { formatTitle } from "../../../shared/transcript.ts";
import type { GroupSource } from "./group.ts";

/** That of most transcripts, with those of the others. */
export function groupFormat(sources: readonly GroupSource[]): FormatChoice {
  const counts = new Map<FormatChoice["name"], number>();
  for (const { format } of sources) counts.set(format, (counts.get(format) ?? 0) + 1);
  const [main, ...others] = [...counts].sort(([, one], [, other]) => other - one);
  const listed = [...counts].map(([name, count]) => `${count} × ${formatTitle(name)}`).join(", ");
  const none = { by: "detected", members: [], candidates: [] } as const;
  return {
    name: main?.[0] ?? "generic",
    by: "detected",
    reason: `Several transcripts, each read by itself: ${listed}.`,
    others: others.map(([name]) => name),
    ...{ prefix: [], sampled: 0, kind: none, time: none },
  };
}
