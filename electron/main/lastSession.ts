// What was open when the app ended, to be opened again at the next start. A file of which the engine died twice is not: who
// wants it opens it by hand. An app that did not end by itself counts as a death, since the file may be why.

import { z } from "zod";
import { openJsonFile } from "./jsonFile.ts";

interface KeptSession {
  readonly path: string;
  readonly deaths: number;
  /** The app has not ended by itself since. */
  readonly running: boolean;
}

const sessionSchema: z.ZodType<KeptSession | null> = z
  .object({ path: z.string().min(1), deaths: z.int().nonnegative(), running: z.boolean() })
  .nullable();

/** Deaths of the engine behind which a file is not opened by itself any more. */
const mostDeaths = 2;

export type Reopening =
  | { readonly type: "nothing" }
  | { readonly type: "open"; readonly path: string }
  | { readonly type: "refused"; readonly path: string };

export interface LastSession {
  /** What the session before leaves to do; asked once, at the start. */
  readonly reopening: Reopening;
  /** The page shows this file now; undefined when it shows none. */
  shows(path: string | undefined): void;
  engineDied(): void;
  /** The app ends. */
  end(): void;
}

export function openLastSession(file: string): LastSession {
  const stored = openJsonFile(file, sessionSchema, null);
  const before = stored.current() ?? undefined;
  const deathsBefore = before === undefined ? 0 : before.deaths + (before.running ? 1 : 0);
  const reopening: Reopening =
    before === undefined
      ? { type: "nothing" }
      : { type: deathsBefore < mostDeaths ? "open" : "refused", path: before.path };
  /** What the page shows; what the session before showed, until the page shows something. */
  let kept: KeptSession | undefined = before === undefined ? undefined : { ...before, deaths: deathsBefore };
  let isShown = false;

  const keep = (next: KeptSession | undefined) => {
    kept = next;
    stored.replace(next ?? null);
  };
  return {
    reopening,
    shows(path) {
      if (path === (isShown ? kept?.path : undefined)) return;
      // What is opened by itself is on probation; what somebody opens begins anew.
      const isReopened = !isShown && reopening.type === "open" && path === reopening.path && kept?.path === path;
      isShown = path !== undefined;
      keep(path === undefined ? undefined : { path, deaths: isReopened ? deathsBefore : 0, running: true });
    },
    engineDied() {
      if (isShown && kept !== undefined) keep({ ...kept, deaths: kept.deaths + 1 });
    },
    end() {
      if (kept?.running === true) keep({ ...kept, running: false });
    },
  };
}
