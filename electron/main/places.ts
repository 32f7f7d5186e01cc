// Where the user was in each file, for when it is opened again: a short list, newest first, in one file of the user data
// folder. It changes with every step through a list, so it is written a moment later, and when the app ends.

import { z } from "zod";
import type { KeptPlace } from "../../shared/desktop.ts";
import { openJsonFile } from "./jsonFile.ts";
import { keptPlaceFields } from "./placeSchema.ts";

const mostFiles = 200;
/** Longer filters are not worth their room. */
const longestFilter = 2000;
const writeAfterMs = 1000;

interface PlaceInFile extends KeptPlace {
  readonly path: string;
}

const placesSchema: z.ZodType<readonly PlaceInFile[]> = z
  .array(z.object({ path: z.string().min(1), ...keptPlaceFields }))
  .transform((places) => places.slice(0, mostFiles));

export interface Places {
  of(path: string): KeptPlace | undefined;
  remember(path: string, place: KeptPlace): void;
  remove(path: string): void;
  forget(): void;
  /** Writes what has not been written yet. */
  flush(): void;
}

export function openPlaces(file: string): Places {
  const kept = openJsonFile(file, placesSchema, []);
  let all = kept.current();
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    kept.replace(all);
  };
  const replace = (next: readonly PlaceInFile[]) => {
    all = next;
    timer ??= setTimeout(flush, writeAfterMs);
  };
  return {
    of(path) {
      const found = all.find((one) => one.path === path);
      if (found === undefined) return undefined;
      const { path: _, ...place } = found;
      return place;
    },
    remember(path, place) {
      const others = all.filter((one) => one.path !== path);
      const filter = place.filter.length > longestFilter ? "" : place.filter;
      replace([{ path, ...place, filter }, ...others].slice(0, mostFiles));
    },
    remove(path) {
      if (!all.some((one) => one.path === path)) return;
      replace(all.filter((one) => one.path !== path));
      flush();
    },
    forget() {
      replace([]);
      flush();
    },
    flush,
  };
}
