import { useEffect, useState } from "react";
import type { Failure } from "../../../shared/failure.ts";
import type { Statistics } from "../../../shared/statistics.ts";
import type { EngineClient } from "../../data/engineClient.ts";

export type StatisticsState =
  | { readonly phase: "reading"; readonly done: number; readonly total: number }
  | { readonly phase: "failed"; readonly failure: Failure }
  | { readonly phase: "known"; readonly statistics: Statistics };

const begun: StatisticsState = { phase: "reading", done: 0, total: 0 };

/** Asks anew with each `attempt`. */
export function useStatistics(engine: EngineClient | undefined, transcript: string, attempt: number): StatisticsState {
  const [state, setState] = useState(begun);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same again
  useEffect(() => {
    if (engine === undefined) return;
    setState(begun);
    const stop = new AbortController();
    const stopHearing = engine.onEvent((event) => {
      if (event.type !== "conversation" || event.transcript !== transcript) return;
      const { bytesRead: done, bytes: total } = event.state;
      setState((before) => (before.phase === "reading" ? { phase: "reading", done, total } : before));
    });
    void engine.request("statistics", { transcript }, stop.signal).then((answer) => {
      if (stop.signal.aborted) return;
      setState(answer.ok ? { phase: "known", statistics: answer.value } : { phase: "failed", failure: answer.failure });
    });
    return () => {
      stop.abort();
      stopHearing();
    };
  }, [engine, transcript, attempt]);
  return state;
}
