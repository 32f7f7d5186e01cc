import { useEffect, useRef, useState } from "react";
import type { LibrarySession } from "../../shared/library.ts";
import type { EngineClient } from "../data/engineClient.ts";
import { reportedRequest } from "../data/reportedRequest.ts";
import { useWhole, useWorkspace } from "../data/useWorkspace.ts";

export interface Library {
  /** Undefined until the first of them are known. */
  readonly sessions: readonly LibrarySession[] | undefined;
  readonly isLooking: boolean;
  /** Sessions whose texts were looked through so far; undefined: it is not told. */
  readonly searched: number | undefined;
  /** What could not be looked through. */
  readonly problem: string | undefined;
  /** Undefined: there are no more. */
  readonly showMore: (() => void) | undefined;
}

interface Known {
  readonly find: string;
  readonly inTexts: boolean;
  readonly sessions: readonly LibrarySession[];
  readonly next: string | undefined;
  readonly problem: string | undefined;
}

/** Between the last key and the search, in ms. */
const restMs = 200;

/** The sessions of this machine that hold some words, page by page: in title, project or path, or `inTexts`, anywhere, as they are. */
export function useLibrary(find: string, inTexts: boolean): Library {
  const connection = useWhole(useWorkspace().connection.state);
  const engine: EngineClient | undefined = connection.phase === "ready" ? connection.engine : undefined;
  const { changes } = useWhole(useWorkspace().libraryFolders.store);
  const [known, setKnown] = useState<Known>();
  const [isLooking, setLooking] = useState(false);
  const [searched, setSearched] = useState<number>();
  const running = useRef<AbortController>(undefined);

  const look = async (from: Known | undefined) => {
    if (engine === undefined) return;
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    setLooking(true);
    setSearched(undefined);
    const { signal } = control;
    const answer = await reportedRequest(
      engine,
      "library",
      { find, inTexts, token: from?.next },
      signal,
      ({ done }) => {
        if (!signal.aborted) setSearched(done);
      },
    );
    if (signal.aborted) return;
    setLooking(false);
    const before = from?.sessions ?? [];
    if (!answer.ok) return;
    const { sessions, next, problem = from?.problem } = answer.value;
    setKnown({ find, inTexts, sessions: [...before, ...sessions], next, problem });
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` is made anew whenever the screen is drawn.
  useEffect(() => {
    const timer = setTimeout(() => void look(undefined), find === "" ? 0 : restMs);
    return () => {
      clearTimeout(timer);
      running.current?.abort();
    };
  }, [engine, find, inTexts, changes]);

  const isCurrent = known !== undefined && known.find === find && known.inTexts === inTexts;
  return {
    sessions: known?.sessions,
    searched,
    problem: isCurrent ? known.problem : undefined,
    isLooking: isLooking || (known !== undefined && !isCurrent),
    showMore: isCurrent && known.next !== undefined ? () => void look(known) : undefined,
  };
}
