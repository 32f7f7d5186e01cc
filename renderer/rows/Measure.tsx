// What a column tells of a record that is not in its row. Nothing stands there while it is being asked for, and a dash where nobody
// knows, which is never 0.

import { useEffect, useSyncExternalStore } from "react";
import type { MeasureName, RecordMeasures } from "../../shared/rows.ts";
import type { TokenSums } from "../../shared/summary.ts";
import { formatCount, formatDuration, formatTokens } from "../data/format.ts";
import { useWorkspace } from "../data/useWorkspace.ts";
import styles from "./Measure.module.css";

export interface MeasureProps {
  readonly record: number;
  readonly name: MeasureName;
}

export function Measure({ record, name }: MeasureProps) {
  const { measures } = useWorkspace();
  useEffect(() => measures.show(record), [measures, record]);
  const known = useSyncExternalStore(measures.subscribe, () => measures.of(record));
  if (known === undefined) return <span className={styles.measure} />;
  return name === "duration" ? <Duration {...known} /> : <Tokens tokens={known.tokens} />;
}

function Duration({ duration }: RecordMeasures) {
  if (duration === undefined) return <Unknown />;
  return (
    <span className={styles.measure} title={`${formatCount(duration)} ms`}>
      {formatDuration(duration)}
    </span>
  );
}

function Tokens({ tokens }: Pick<RecordMeasures, "tokens">) {
  if (tokens === undefined) return <Unknown />;
  return (
    <span className={styles.measure} title={tokenWords(tokens)}>
      {tokens.input === undefined ? "—" : formatTokens(tokens.input)}
      <span className={styles.between}> → </span>
      {tokens.output === undefined ? "—" : formatTokens(tokens.output)}
    </span>
  );
}

function Unknown() {
  return <span className={styles.unknown}>—</span>;
}

function tokenWords({ input, cachedInput, cacheWrite, output, reasoning }: TokenSums): string {
  const told = (value: number | undefined, what: string) =>
    value === undefined ? [] : [`${formatCount(value)} ${what}`];
  return [
    ...told(input, "tokens in"),
    ...told(cachedInput, "of them from a cache"),
    ...told(cacheWrite, "of them written to a cache"),
    ...told(output, "tokens out"),
    ...told(reasoning, "of them for reasoning"),
  ].join("\n");
}
