import { useEffect, useState } from "react";
import type { Params } from "../../shared/engineContract.ts";
import type { Result } from "../../shared/result.ts";
import type { EngineClient } from "../data/engineClient.ts";
import { useOpenTranscript, useView, useWhole, useWorkspace } from "../data/useWorkspace.ts";

/**
 * Between two looks at a transcript that is indexed or written to, or a filter whose rows are being found: at least so many ms,
 * and so many times as long as the last look took.
 */
const pause = { leastMs: 800, times: 4 };

/**
 * The open file in so many parts, with the rows of the filter if there is one; asked for anew as more is known. `request` is to be
 * the same function each time.
 */
export function useOverview<Known>(
  request: (engine: EngineClient, params: Params<"overview">, signal: AbortSignal) => Promise<Result<Known>>,
  parts: number,
): Known | undefined {
  const { connection } = useWorkspace();
  const connected = useWhole(connection.state);
  const engine = connected.phase === "ready" ? connected.engine : undefined;
  const transcript = useOpenTranscript((open) => open.id);
  const filtered = useView((model) => (model.shown?.filter ?? "").trim() !== "");
  const view = useView((model) => model.shown?.state.view);
  const settled = useView((model) => model.shown?.state.complete ?? false);
  const indexed = useOpenTranscript((open) => open.progress.state.phase !== "indexing") ?? false;
  const written = useOpenTranscript((open) => open.progress.live?.active) ?? false;
  const [known, setKnown] = useState<{ readonly transcript: string; readonly overview: Known }>();

  useEffect(() => {
    if (parts === 0 || engine === undefined || transcript === undefined) return;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const begun = performance.now();
      const params = { transcript, parts, ...(filtered && view !== undefined ? { view } : {}) };
      const answer = await request(engine, params, stop.signal);
      if (stop.signal.aborted) return;
      if (answer.ok) setKnown({ transcript, overview: answer.value });
      if (settled && indexed && !written) return;
      timer = setTimeout(() => void ask(), Math.max(pause.leastMs, pause.times * (performance.now() - begun)));
    };
    // What follows the first rows need not come before them.
    timer = setTimeout(() => void ask(), 60);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [engine, filtered, indexed, parts, request, settled, transcript, view, written]);

  return known?.transcript === transcript ? known?.overview : undefined;
}
