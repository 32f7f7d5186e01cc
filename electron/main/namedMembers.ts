// Which members the user named for kind and time, per file: a short list, newest first, in one file of the user data folder.

import { z } from "zod";
import { wantedMembersFields } from "../../shared/engineContract.ts";
import type { WantedMembers } from "../../shared/transcript.ts";
import { openJsonFile } from "./jsonFile.ts";

const mostFiles = 200;

interface Named extends WantedMembers {
  readonly path: string;
}

const namedSchema: z.ZodType<readonly Named[]> = z
  .array(z.object({ path: z.string().min(1), ...wantedMembersFields }))
  .transform((files) => files.slice(0, mostFiles));

export interface NamedMembers {
  /** Undefined when none were named. */
  of(path: string): WantedMembers | undefined;
  remember(path: string, members: WantedMembers): void;
  forget(): void;
}

export function openNamedMembers(file: string): NamedMembers {
  const all = openJsonFile<readonly Named[]>(file, namedSchema, []);
  return {
    of(path) {
      const named = all.current().find((one) => one.path === path);
      return named === undefined ? undefined : { kindPath: named.kindPath, timePath: named.timePath };
    },
    remember(path, { kindPath, timePath }) {
      const known = all.current().find((one) => one.path === path);
      if (known?.kindPath === kindPath && known?.timePath === timePath) return;
      const others = all.current().filter((one) => one !== known);
      const isNone = kindPath === undefined && timePath === undefined;
      all.replace(isNone ? others : [{ path, kindPath, timePath }, ...others].slice(0, mostFiles));
    },
    forget: () => all.replace([]),
  };
}
