// What was open when the app ended, to be opened again at the next start: the file that was shown, and tabs for the others, which
// are opened when somebody shows them. A file that was shown when the engine died twice is not opened: who wants it does so by hand. An
// app that did not end by itself counts as a death, since the file may be why.

import { z } from "zod";
import { mostTabs } from "../../shared/desktop.ts";
import { openJsonFile } from "./jsonFile.ts";

/** Files in the order of their tabs. `shown`: the place of the one that was shown, -1: none was; `beside`: of the one next to it. */
export interface OpenFiles {
  readonly paths: readonly string[];
  readonly shown: number;
  readonly beside?: number | undefined;
}

interface KeptSession extends OpenFiles {
  readonly deaths: number;
  /** The app has not ended by itself since. */
  readonly running: boolean;
}

const sessionSchema: z.ZodType<KeptSession | null> = z
  .object({
    paths: z.array(z.string().min(1)).min(1).max(mostTabs),
    shown: z.int().min(-1),
    beside: z.int().nonnegative().optional(),
    deaths: z.int().nonnegative(),
    running: z.boolean(),
  })
  .nullable();

/** Deaths of the engine behind which a file is not opened by itself any more. */
const mostDeaths = 2;

export type Reopening =
  | { readonly type: "nothing" }
  | ({ readonly type: "open" } & OpenFiles)
  /** All but the one that was shown, which is this `path`. */
  | { readonly type: "refused"; readonly path: string; readonly others: readonly string[] };

export interface LastSession {
  /** What the session before leaves to do; asked once, at the start. */
  readonly reopening: Reopening;
  /** The page has these files open now, and shows that one; -1: none of them. */
  shows(paths: readonly string[], shown: number, beside?: number): void;
  /** The engine has opened a file, which the page will tell of: it is shown, since no other one is opened. */
  opened(path: string): void;
  engineDied(): void;
  /** The app ends. */
  end(): void;
}

export function openLastSession(file: string): LastSession {
  const stored = openJsonFile(file, sessionSchema, null);
  const before = stored.current() ?? undefined;
  const deathsBefore = before === undefined ? 0 : before.deaths + (before.running ? 1 : 0);
  const reopening = reopeningOf(before, deathsBefore);
  /** What the page shows; what the session before showed, until the page shows something. */
  let kept: KeptSession | undefined = before === undefined ? undefined : { ...before, deaths: deathsBefore };
  let isTold = false;

  const keep = (next: KeptSession | undefined) => {
    kept = next;
    stored.replace(next ?? null);
  };
  const shows = (paths: readonly string[], shown: number, beside?: number) => {
    // A page that begins shows nothing yet.
    if (!isTold && paths.length === 0) return;
    const path = paths[shown];
    if (isTold && shown === kept?.shown && beside === kept.beside && isSame(paths, kept.paths)) return;
    const [shownBefore, deaths] = isTold
      ? [kept?.paths[kept.shown], kept?.deaths ?? 0]
      : [reopening.type === "open" ? reopening.paths[reopening.shown] : undefined, deathsBefore];
    isTold = true;
    // What is opened by itself is on probation; what somebody opens begins anew.
    const next = {
      paths,
      shown,
      beside,
      deaths: path !== undefined && path === shownBefore ? deaths : 0,
      running: true,
    };
    keep(paths.length === 0 ? undefined : next);
  };
  return {
    reopening,
    shows,
    opened(path) {
      const known = isTold ? (kept?.paths ?? []) : [];
      if (known.length < mostTabs && !known.includes(path)) shows([...known, path], known.length);
    },
    engineDied() {
      if (isTold && kept?.paths[kept.shown] !== undefined) keep({ ...kept, deaths: kept.deaths + 1 });
    },
    end() {
      if (kept?.running === true) keep({ ...kept, running: false });
    },
  };
}

function reopeningOf(before: KeptSession | undefined, deaths: number): Reopening {
  if (before === undefined) return { type: "nothing" };
  const { paths, shown, beside } = before;
  const path = paths[shown];
  if (path === undefined || deaths < mostDeaths) return { type: "open", paths, shown, beside };
  return { type: "refused", path, others: paths.filter((_, place) => place !== shown) };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((path, place) => path === b[place]);
}
