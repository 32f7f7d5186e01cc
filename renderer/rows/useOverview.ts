import { useEffect, useState } from "react";
import type { Overview } from "../../shared/transcript.ts";
import { useOpenTranscript, useView, useWhole, useWorkspace } from "../data/useWorkspace.ts";

/** Between two looks at a transcript that is being indexed, or a filter whose rows are being found. */
const pauseMs = 800;

/** The open file in so many parts, with the rows of the filter if there is one; asked for anew as more is known. */
export function useOverview(parts: number, filtered: boolean): Overview | undefined {
  const { connection } = useWorkspace();
  const connected = useWhole(connection.state);
  const engine = connected.phase === "ready" ? connected.engine : undefined;
  const transcript = useOpenTranscript((open) => open.id);
  const view = useView((model) => model.shown?.state.view);
  const settled = useView((model) => model.shown?.state.complete ?? false);
  const indexed = useOpenTranscript((open) => open.progress.state.phase !== "indexing") ?? false;
  // A file that is written to goes on.
  const size = useOpenTranscript((open) => open.progress.bytesTotal);
  const [known, setKnown] = useState<{ readonly transcript: string; readonly overview: Overview }>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: of a file that has grown, another one is asked for
  useEffect(() => {
    if (parts === 0 || engine === undefined || transcript === undefined) return;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const params = { transcript, parts, ...(filtered && view !== undefined ? { view } : {}) };
      const answer = await engine.request("overview", params, stop.signal);
      if (stop.signal.aborted) return;
      if (answer.ok) setKnown({ transcript, overview: answer.value });
      if (!settled || !indexed) timer = setTimeout(() => void ask(), pauseMs);
    };
    // What follows the first rows need not come before them.
    timer = setTimeout(() => void ask(), 60);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [engine, filtered, indexed, parts, settled, size, transcript, view]);

  return known?.transcript === transcript ? known?.overview : undefined;
}
