// Plans that have found a fault in Seekline, by the stage in which they did. They run each time, whatever the seed.

import type { Fault } from "./faultPlan.ts";
import { forEver } from "./faultPlan.ts";

interface FoundPlan {
  readonly stage: string;
  readonly faults: readonly Fault[];
  /** What went wrong. */
  readonly was: string;
}

export const foundPlans: readonly FoundPlan[] = [
  {
    stage: "index",
    faults: [{ name: "failed look", area: "source", at: 2, times: 1 }],
    was: "an error of the system came through as a bug, and the file stayed open",
  },
  {
    stage: "check",
    faults: [{ name: "interrupted read", area: "source", at: 8, times: 1 }],
    was: "a signal that interrupted a read ended the work",
  },
  {
    stage: "index that is kept",
    faults: [{ name: "failed read", area: "source", at: 26, times: forEver }],
    was: "the file of an index stayed open when its transcript could not be opened",
  },
  {
    stage: "kept index",
    faults: [{ name: "failed close", area: "cache", at: 4, times: forEver }],
    was: "a file that could not be closed kept the transcript open, and ended the program",
  },
  {
    stage: "kept index",
    faults: [{ name: "failed look", area: "cache", at: 6, times: 1 }],
    was: "a kept index that could not be looked at stayed open",
  },
  {
    stage: "packed file",
    faults: [{ name: "failed close", area: "spool", at: 2, times: forEver }],
    was: "a spool whose last bytes were refused when it was closed came through as a bug",
  },
  {
    stage: "receive",
    faults: [{ name: "short write", area: "target", at: 2, times: forEver }],
    was: "a position was written in part and the stream was damaged for good",
  },
  {
    stage: "receive",
    faults: [{ name: "short read", area: "target", at: 1, times: forEver }],
    was: "a position was read in part and the stream was taken for damaged",
  },
  {
    stage: "receive",
    faults: [{ name: "failed close", area: "target", at: 4, times: forEver }],
    was: "the second of two files stayed open when the first could not be closed",
  },
  {
    stage: "receive",
    faults: [{ name: "full disk", area: "target", at: 56, times: forEver }],
    was: "the first position of a stream was written in part, and the stream was damaged before it had begun",
  },
  {
    stage: "receive",
    faults: [{ name: "failed removal", area: "target", at: 1, times: forEver }],
    was: "a receiver whose note could not be removed ended with a bug",
  },
  {
    stage: "settings",
    faults: [{ name: "failed read", area: "target", at: 1, times: 1 }],
    was: "settings that could not be read for once were replaced by those of a new user",
  },
  {
    stage: "recent files",
    faults: [{ name: "no handles left", area: "target", at: 1, times: 1 }],
    was: "the same of the list of recent files",
  },
  {
    stage: "bookmarks",
    faults: [{ name: "failed read", area: "target", at: 1, times: 1 }],
    was: "bookmarks that could not be read for once were set aside",
  },
  {
    stage: "group",
    faults: [{ name: "failed removal", area: "spool", at: 1, times: 1 }],
    was: "a temporary file whose name could not be removed stayed open, and the system's refusal ended the program",
  },
  {
    stage: "group by text",
    faults: [{ name: "folder is emptied", area: "spool", at: 3, times: forEver }],
    was: "a temporary file that was removed by others stayed open",
  },
  {
    stage: "recent files",
    faults: [{ name: "interrupted read", area: "target", at: 1, times: 2 }],
    was: "a list whose reading was interrupted twice in a row counted as unreadable",
  },
  {
    stage: "export as records to out.jsonl.gz",
    faults: [
      { name: "failed opening", area: "target", at: 2, times: 1 },
      { name: "power cut", area: "spool", at: 13, times: 1 },
    ],
    was: "a folder that could not be flushed was not told of, and a power cut brought back what was there before",
  },
  {
    stage: "followed log.jsonl.gz",
    faults: [{ name: "bad place", area: "spool", at: 883, times: 2 }],
    was: "a disk that refused what was written kept a follower waiting for ever, without a word",
  },
  {
    stage: "followed log.jsonl.zst",
    faults: [{ name: "failed read", area: "spool", at: 3, times: 1 }],
    was: "what was unpacked and could not be looked at again stayed open, and on the disk",
  },
  {
    stage: "library search",
    faults: [{ name: "failed look", area: "source", at: 4, times: 2 }],
    was: "a session that could not be looked at ended the list, and one that could not be read was left out without a word",
  },
];
