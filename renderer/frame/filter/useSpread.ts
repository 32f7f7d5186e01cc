import { useEffect, useState } from "react";
import type { SpreadText } from "../../../shared/conversation.ts";
import type { Filter } from "../../../shared/filter/filter.ts";
import { parseFilter } from "../../../shared/filter/filter.ts";
import { useOpenTranscript, useWhole, useWorkspace } from "../../data/useWorkspace.ts";

/** A text, or words side by side that may be meant as one. */
function phraseOf(filter: Filter): string | undefined {
  const parts = filter.type === "and" ? filter.of : [filter];
  const texts = parts.flatMap((part) => (part.type === "text" && !part.exactCase ? [part.text] : []));
  return texts.length === parts.length ? texts.join(" ").slice(0, 1000) : undefined;
}

/**
 * Where the text of a filter stands that is spread over several records; undefined until that is known, and for filters that
 * are more than a text. Looked for as long as it is `wanted`: it reads the whole conversation.
 */
export function useSpread(filter: string, wanted: boolean): SpreadText | undefined {
  const { connection } = useWorkspace();
  const connected = useWhole(connection.state);
  const engine = connected.phase === "ready" ? connected.engine : undefined;
  const transcript = useOpenTranscript((open) => open.id);
  const [found, setFound] = useState<{ readonly filter: string; readonly spread: SpreadText }>();
  useEffect(() => {
    const parsed = parseFilter(filter);
    const text = parsed.ok ? phraseOf(parsed.value) : undefined;
    if (!wanted || text === undefined || engine === undefined || transcript === undefined) return;
    const stop = new AbortController();
    const ask = async () => {
      const answer = await engine.request("spread", { transcript, text }, stop.signal);
      if (!stop.signal.aborted && answer.ok) setFound({ filter, spread: answer.value });
    };
    void ask();
    return () => stop.abort();
  }, [filter, wanted, engine, transcript]);
  return found?.filter === filter ? found.spread : undefined;
}
