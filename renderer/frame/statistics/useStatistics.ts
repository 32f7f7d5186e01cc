// What the index tells comes at once; what calls took and used is known when the conversation was read, which can be stopped.

import { useEffect, useReducer, useState } from "react";
import type { Failure } from "../../../shared/failure.ts";
import type { CallStatistics, FileStatistics } from "../../../shared/statistics.ts";
import type { EngineClient } from "../../data/engineClient.ts";

/** `stopped`: by the user. */
export type Part<Known> =
  | { readonly phase: "reading"; readonly done: number; readonly total: number }
  | { readonly phase: "stopped" }
  | { readonly phase: "failed"; readonly failure: Failure }
  | { readonly phase: "known"; readonly value: Known };

/** Both parts are known at different times, and each may fail or be stopped for itself. */
export interface StatisticsState {
  readonly file: Part<FileStatistics>;
  /** The value is undefined for a format without a conversation. */
  readonly calls: Part<CallStatistics | undefined>;
  /** Ends the reading of the conversation. */
  stop(): void;
  /** Asks for what failed or was stopped. */
  again(): void;
}

const begun = { phase: "reading", done: 0, total: 0 } as const;

/** Asks when it is first drawn, and anew for another engine or transcript; nothing without an engine. */
export function useStatistics(engine: EngineClient | undefined, transcript: string): StatisticsState {
  const [file, setFile] = useState<Part<FileStatistics>>(begun);
  const [calls, setCalls] = useState<Part<CallStatistics | undefined>>(begun);
  // How often each was asked for.
  const [fileAsked, askForFile] = useReducer((times: number) => times + 1, 0);
  const [callsAsked, askForCalls] = useReducer((times: number) => times + 1, 0);
  const [reading, setReading] = useState(() => new AbortController());

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same again
  useEffect(() => {
    if (engine === undefined) return;
    const gone = new AbortController();
    setFile(begun);
    void engine.request("fileStatistics", { transcript }, gone.signal).then((answer) => {
      if (!gone.signal.aborted) setFile(partOf(answer));
    });
    return () => gone.abort();
  }, [engine, transcript, fileAsked]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same again
  useEffect(() => {
    if (engine === undefined) return;
    const stop = new AbortController();
    setReading(stop);
    setCalls(begun);
    const stopHearing = engine.onEvent((event) => {
      if (event.type !== "conversation" || event.transcript !== transcript) return;
      const { bytesRead: done, bytes: total } = event.state;
      setCalls((before) => (before.phase === "reading" ? { phase: "reading", done, total } : before));
    });
    void engine.request("callStatistics", { transcript }, stop.signal).then((answer) => {
      if (stop.signal.aborted) return;
      setCalls(partOf(answer.ok ? { ok: true, value: answer.value.calls } : answer));
    });
    return () => {
      stop.abort();
      stopHearing();
    };
  }, [engine, transcript, callsAsked]);

  return {
    file,
    calls,
    stop() {
      reading.abort();
      setCalls({ phase: "stopped" });
    },
    again() {
      if (file.phase === "failed") askForFile();
      if (calls.phase === "failed" || calls.phase === "stopped") askForCalls();
    },
  };
}

function partOf<Known>(
  answer: { readonly ok: true; readonly value: Known } | { readonly ok: false; readonly failure: Failure },
): Part<Known> {
  return answer.ok ? { phase: "known", value: answer.value } : { phase: "failed", failure: answer.failure };
}
