// Every failure that a person may meet, as a closed list of codes. Where it happens, only the code and the facts are
// known; `describeFailure` is the one place that turns them into a sentence: what happened, and what to do next.

import { assertNever } from "./assertNever.ts";
import type { ThreadList } from "./threads.ts";
import { countThreads, nameThreads, shortened } from "./threads.ts";

/** What went wrong. `detail` is the operating system's or parser's own word for it, already without line breaks. */
export type Failure =
  | { readonly code: "not-found"; readonly name: string }
  | { readonly code: "not-readable"; readonly name: string; readonly detail: string }
  | { readonly code: "is-folder"; readonly name: string }
  | { readonly code: "not-a-file"; readonly name: string }
  | { readonly code: "source-changed"; readonly name: string; readonly change: SourceChange }
  /** What was kept of a transcript, and what that held cannot be told any more. */
  | { readonly code: "index-damaged"; readonly name: string }
  | { readonly code: "no-such-record"; readonly record: number; readonly records: number }
  /** Where a part of a record was to begin. */
  | { readonly code: "behind-record"; readonly record: number; readonly length: number; readonly offset: number }
  | { readonly code: "bad-filter"; readonly message: string; readonly at: number; readonly suggestion?: string }
  | { readonly code: "disk-full"; readonly name: string }
  /** Temporary files were to go to `folder`; undefined: no folder takes any. */
  | { readonly code: "no-room"; readonly folder: string | undefined }
  /** Of what had to be written to a temporary file first, only so many bytes found room. */
  | { readonly code: "spool-full"; readonly name: string; readonly folder: string; readonly bytes: number }
  /** The same of what another program prints into a file that is kept. */
  | { readonly code: "kept-full"; readonly name: string; readonly bytes: number }
  | { readonly code: "not-writable"; readonly name: string; readonly detail: string }
  | { readonly code: "would-overwrite-source"; readonly name: string }
  | { readonly code: "cannot-export-record"; readonly record: number; readonly line: number; readonly detail: string }
  /** A document that its reader has to load whole. */
  | { readonly code: "too-large-to-read"; readonly events: number; readonly limit: number }
  | { readonly code: "not-a-conversation"; readonly format: string }
  | { readonly code: "no-picture"; readonly detail: string }
  | { readonly code: "several-threads"; readonly threads: ThreadList }
  | { readonly code: "no-such-thread"; readonly thread: string; readonly threads: ThreadList }
  | { readonly code: "search-failed"; readonly detail: string }
  /** The transcript of a manifest is not where that says. */
  | { readonly code: "no-such-source"; readonly name: string }
  | { readonly code: "not-a-manifest"; readonly name: string; readonly detail: string }
  /** What a manifest says of a range, counted from 1, does not hold in the source. */
  | {
      readonly code: "range-differs";
      readonly name: string;
      readonly range: number;
      readonly offset: number;
      readonly length: number;
      /** The source ends inside it. */
      readonly isMissing: boolean;
    }
  /** The file of the user's own rules for what is secret. */
  | { readonly code: "bad-redact-rules"; readonly name: string; readonly detail: string }
  | { readonly code: "group-empty"; readonly name: string }
  | { readonly code: "group-too-large"; readonly most: number }
  /** What was asked is of one transcript, and several are open as one. */
  | { readonly code: "of-one-transcript" }
  /** None of a group's files could be read. */
  | { readonly code: "group-unread"; readonly problem: string }
  /** A check that was to find nothing. */
  | { readonly code: "findings"; readonly count: number }
  | { readonly code: "input-failed"; readonly detail: string }
  | { readonly code: "output-failed"; readonly detail: string }
  /** Sending the same again would lead to the same. */
  | { readonly code: "endpoint-refused"; readonly reason: string }
  /** It was tried often enough. */
  | { readonly code: "endpoint-failed"; readonly reason: string; readonly stream: string }
  | { readonly code: "stream-differs"; readonly stream: string }
  | { readonly code: "port-in-use"; readonly port: number }
  | { readonly code: "cannot-listen"; readonly detail: string }
  | { readonly code: "folder-in-use"; readonly folder: string; readonly note: string }
  | { readonly code: "not-a-folder"; readonly name: string }
  | { readonly code: "no-such-folder"; readonly name: string }
  /** What `--continue` was given. */
  | { readonly code: "no-such-page" }
  /** `from`: the variable that says where it stands. */
  | { readonly code: "bad-token"; readonly from: string; readonly detail: string }
  | { readonly code: "token-missing"; readonly host: string }
  | { readonly code: "cancelled" }
  | { readonly code: "bad-request"; readonly detail: string }
  /** A bug, met while answering this call. */
  | { readonly code: "unexpected"; readonly call: string }
  | { readonly code: "engine-stopped" };

/** How a source differs from what was indexed. */
export type SourceChange = "removed" | "shrunk" | "replaced" | "rewritten";

/** One or two plain sentences: what happened, and what to do next. */
export function describeFailure(failure: Failure): string {
  switch (failure.code) {
    case "not-found":
      // Node has taken bytes that are no UTF-8 out of the name, and no such file can be named to it.
      return failure.name.includes("\ufffd")
        ? `There is no file “${failure.name}”. If its name holds bytes that are no UTF-8, rename it first.`
        : `There is no file “${failure.name}”. Check its name, or open another file.`;
    case "not-readable":
      return `“${failure.name}” cannot be read (${failure.detail}). Check that you may read it.`;
    case "is-folder":
      return `“${failure.name}” is a folder. Open one of the .jsonl files in it.`;
    case "not-a-file":
      return `“${failure.name}” is not a regular file. Save it to a file first and open that, or give it to a command as standard input (-).`;
    case "source-changed":
      return describeChange(failure.name, failure.change);
    case "index-damaged":
      return `The kept index of “${failure.name}” is damaged, and the file was written to since it was indexed, so it cannot be told whether that part of it is still the same. Open it again to index it anew.`;
    case "no-such-record":
      return failure.records === 0
        ? `There is no record ${failure.record}: the transcript has none.`
        : `There is no record ${failure.record}: the last one is ${failure.records - 1}.`;
    case "behind-record":
      return `Nothing stands at byte ${failure.offset} of record ${failure.record}: it has ${failure.length}.`;
    case "bad-filter":
      return `The filter cannot be read at character ${failure.at + 1}: ${failure.message}.${failure.suggestion === undefined ? "" : ` Did you mean “${failure.suggestion}”?`}`;
    case "disk-full":
      return `The disk is full: “${failure.name}” was not written, and nothing is left behind. Free some space, or save elsewhere.`;
    case "no-room":
      return failure.folder === undefined
        ? "No folder takes temporary files, and this transcript needs one. Name one in SEEKLINE_SPOOL_DIR that can be written."
        : `There is no room for temporary files in “${failure.folder}”. Free some space there, or name another folder in SEEKLINE_SPOOL_DIR.`;
    case "spool-full":
      return `There is no room for all of “${failure.name}” in “${failure.folder}”: only its first ${failure.bytes} bytes are read. Free some space there, or name another folder in SEEKLINE_SPOOL_DIR.`;
    case "kept-full":
      return `The disk of “${failure.name}” is full: only the first ${failure.bytes} bytes of what was printed are in it. Free some space, or keep it elsewhere.`;
    case "not-writable":
      return `“${failure.name}” cannot be written (${failure.detail}). Save it under another name or in another folder.`;
    case "would-overwrite-source":
      return `“${failure.name}” is the transcript itself, which is never written to. Save under another name.`;
    case "cannot-export-record":
      return `Record ${failure.record} (line ${failure.line}) cannot be exported: ${failure.detail}. Nothing was written.`;
    case "too-large-to-read":
      return `This document would hold ${failure.events} events, more than the ${failure.limit} that most programs which read it can take. Nothing was written. Filter the records, export a table or the records, or use --force on the command line.`;
    case "not-a-conversation":
      return `This export needs a format that has messages; this transcript is read as ${failure.format}. Choose another format, or export the records.`;
    case "no-picture":
      return `The picture cannot be shown: ${failure.detail}. Look at its record instead.`;
    case "several-threads":
      return `This log holds ${countThreads(failure.threads)}, each a conversation of its own: ${nameThreads(failure.threads)}. Choose the one to export.`;
    case "no-such-thread":
      return `The log has no thread “${shortened(failure.thread)}”. ${failure.threads.total === 0 ? "None of its events names a thread." : `It holds ${countThreads(failure.threads)}: ${nameThreads(failure.threads)}.`}`;
    case "search-failed":
      return `The search did not come to its end: ${failure.detail}. The rows found so far are shown.`;
    case "no-such-source":
      return `The transcript “${failure.name}” is not where the manifest says. If it lies elsewhere now, name it with --source.`;
    case "not-a-manifest":
      return `“${failure.name}” is no manifest of an export: ${failure.detail}. Give the file that --manifest wrote.`;
    case "range-differs":
      return failure.isMissing
        ? `Range ${failure.range} (${failure.length} bytes from byte ${failure.offset} on) is not in “${failure.name}”, which ends before it. If the transcript lies elsewhere now, name it with --source.`
        : `Range ${failure.range} (${failure.length} bytes from byte ${failure.offset} on) is not what was exported: “${failure.name}” has changed there. If the transcript lies elsewhere now, name it with --source.`;
    case "bad-redact-rules":
      return `The rules in “${failure.name}” cannot be used: ${failure.detail}. docs/redaction.md says what such a file holds.`;
    case "group-empty":
      return `There is no transcript in “${failure.name}”: nothing in it ends in .jsonl or .ndjson. Name the files.`;
    case "group-too-large":
      return `There are more than ${failure.most} transcripts there. Name fewer, or export a table of each (docs/at-scale.md).`;
    case "of-one-transcript":
      return "This is of one transcript, and several are open as one here. Open the one of a record first, from its menu.";
    case "group-unread":
      return `None of the transcripts can be read. The first: ${failure.problem}`;
    case "findings":
      return failure.count === 1 ? "1 finding is listed above." : `${failure.count} findings are listed above.`;
    case "input-failed":
      return `Standard input cannot be read (${failure.detail}). Give a pipe or a file.`;
    case "output-failed":
      return `Standard output cannot be written (${failure.detail}). What was written so far is not whole.`;
    case "endpoint-refused":
      return `The endpoint does not take the events: ${failure.reason}. Check its address and your token.`;
    case "endpoint-failed":
      return `Sending was given up: ${failure.reason}. Send it again later: that goes on where the endpoint is in stream “${failure.stream}”.`;
    case "stream-differs":
      return `The endpoint holds other events in stream “${failure.stream}” than this source: it was sent from another source, or from this one before it was changed. Give this one a stream of its own with --stream.`;
    case "port-in-use":
      return `Port ${failure.port} is in use by another program. Choose another one with --port; 0 takes any that is free.`;
    case "cannot-listen":
      return `Nobody can be served there (${failure.detail}). Choose another --port or --host.`;
    case "folder-in-use":
      return `Another Seekline receives into “${failure.folder}”. End it, or choose another folder. If none does, remove “${failure.note}” there.`;
    case "not-a-folder":
      return `“${failure.name}” is not a folder. Name one.`;
    case "no-such-folder":
      return `There is no folder “${failure.name}”. Make it first, or name another.`;
    case "no-such-page":
      return "--continue takes what the page before gave, and this is nothing of the kind. Begin again without it.";
    case "bad-token":
      return `The token of ${failure.from} cannot be used (${failure.detail}).`;
    case "token-missing":
      return `Other machines can reach “${failure.host}”: give a token in SEEKLINE_TOKEN or SEEKLINE_TOKEN_FILE, or listen on 127.0.0.1.`;
    case "cancelled":
      return "Cancelled. Nothing was written.";
    case "bad-request":
      return `The engine did not accept a request (${failure.detail}).`;
    case "unexpected":
      return `Something unexpected happened (${failure.call}). This is a bug in Seekline, and no fault of yours; your file is untouched.`;
    case "engine-stopped":
      return "The engine stopped. It is being started again.";
    default:
      return assertNever(failure);
  }
}

function describeChange(name: string, change: SourceChange): string {
  switch (change) {
    case "removed":
      return `“${name}” is gone from the disk. What is still open can be read on until you close it.`;
    case "shrunk":
      return `“${name}” became shorter than it was when it was indexed. Open it again to index it anew.`;
    case "replaced":
      return `“${name}” was replaced by another file. Open it again to index the new one.`;
    case "rewritten":
      return `“${name}” has changed: it was rewritten since it was indexed. Open it again to index it anew.`;
    default:
      return assertNever(change);
  }
}
