import type { CommandDescription } from "./commandDescription.ts";
import { cache } from "./commands/cache.ts";
import { check } from "./commands/check.ts";
import { compare } from "./commands/compare.ts";
import { completion } from "./commands/completion.ts";
import { exporting } from "./commands/exporting.ts";
import { library } from "./commands/library.ts";
import { receive } from "./commands/receive.ts";
import { record } from "./commands/record.ts";
import { rows } from "./commands/rows.ts";
import { run } from "./commands/run.ts";
import { secrets } from "./commands/secrets.ts";
import { send } from "./commands/send.ts";
import { serve } from "./commands/serve.ts";
import { stats } from "./commands/stats.ts";
import { summary } from "./commands/summary.ts";
import { verify } from "./commands/verify.ts";

/** In the order in which they are told. */
export const commands: readonly CommandDescription[] = [
  ...[stats, summary, check, compare, rows, record, exporting, verify, secrets],
  ...[run, send, receive, serve, library, cache, completion],
];

export const purpose = "Seekline looks into agent transcripts: JSON Lines files of any size.";

/** What holds for all commands. */
export const remarks: readonly string[] = [
  "FILE may be - for standard input, packed too. Indexes of large files are kept, so that the next command on them is instant. Progress goes to standard error when that is a terminal. What a terminal obeys is spelled out on one; pipes and files get exact bytes.",
];

export const exitStatuses: readonly (readonly [status: string, says: string])[] = [
  ["0", "done"],
  ["1", "failed, with one sentence on standard error and nothing left behind"],
  ["2", "wrong use"],
  ["130", "interrupted"],
];

export const exitRemark = "Of run it is that of its command.";

/** Not on the page that stands in the guide itself. */
export const guideRemark =
  "The user guide comes along, docs/README.md and whatever docs/ is named here: in share/doc/seekline of a package (/usr/share/doc/seekline behind a .deb), and in the folder of the npm package.";
