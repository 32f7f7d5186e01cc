import { useEffect, useState } from "react";
import type { SourceCount } from "../../shared/transcript.ts";
import { useOpenTranscript, useWhole, useWorkspace } from "../data/useWorkspace.ts";

interface Known {
  readonly transcript: string;
  readonly sources: readonly SourceCount[];
  /** How many records the group had. */
  readonly records: number;
  readonly at: number;
}

/** Between two questions about a group that grows, in ms. */
const pauseMs = 1000;

const none: readonly SourceCount[] = [];

/** The transcripts of the open group; none of one transcript, or until all are read. */
export function useSources(): readonly SourceCount[] {
  const { connection } = useWorkspace();
  const connected = useWhole(connection.state);
  const engine = connected.phase === "ready" ? connected.engine : undefined;
  const transcript = useOpenTranscript((open) => open.id);
  const isRead = useOpenTranscript((open) => open.isGroup && open.progress.state.phase === "complete") ?? false;
  const records = useOpenTranscript((open) => (open.isGroup ? open.progress.records : 0)) ?? 0;
  const [known, setKnown] = useState<Known | undefined>(undefined);

  useEffect(() => {
    if (!isRead || engine === undefined || transcript === undefined) return;
    const isOfIt = known?.transcript === transcript;
    if (isOfIt && known.records === records) return;
    const stop = new AbortController();
    const ask = async (): Promise<void> => {
      const answer = await engine.request("completions", { transcript }, stop.signal);
      if (!stop.signal.aborted && answer.ok) {
        setKnown({ transcript, records, sources: answer.value.sources, at: performance.now() });
      }
    };
    const timer = setTimeout(() => void ask(), isOfIt ? Math.max(0, known.at + pauseMs - performance.now()) : 0);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [isRead, engine, transcript, records, known]);

  return known !== undefined && known.transcript === transcript && isRead ? known.sources : none;
}
