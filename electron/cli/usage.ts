import { exportKinds } from "../../shared/exports.ts";
import { formatNames } from "../../shared/transcript.ts";
import type { CommandName } from "./args.ts";

const synopses: Readonly<Record<CommandName, string>> = {
  stats: "seekline stats  FILE [--json]",
  summary: "seekline summary FILE [--related] [--json]",
  check: "seekline check  FILE [--json] [--strict]",
  rows: "seekline rows   FILE [--filter TEXT] [--from ROW] [--count N] [--follow]",
  record: "seekline record FILE NUMBER [--offset B] [--length B]",
  export: `seekline export FILE --as ${exportKinds.join("|")} [--filter TEXT] [--thread ID] [--pretty] [--force|--limit N] [--drop-raw] [--drop-custom] [--clip-tools N] [--table records|messages] [--with LIST] [--manifest FILE] [--json|--quiet] -o OUT`,
  verify: "seekline verify MANIFEST [--source FILE] [--json]",
  run: "seekline run    [--summary [--json]] [--open] [--keep FILE] [--timeout S] [--quiet] -- COMMAND…",
  send: "seekline send   FILE --to URL [--filter TEXT] [--stream ID] [--follow] [--json]",
  receive: "seekline receive --dir DIR --port N [--host ADDRESS]",
  serve: "seekline serve  DIR|FILE --port N [--host ADDRESS]",
  library: "seekline library [FOLDER…] [--json] [--limit N] [--continue TOKEN]",
};

const details: Readonly<Record<CommandName, string>> = {
  stats: `Counts what a transcript holds.

  --json         one JSON object: format, bytes, lines, records, malformed, glued, blank,
                 commas, padding, longestRecord, firstTime, lastTime, outOfOrder, kinds, index`,
  summary: `Says what happened: prompts, answers, calls and failures, tokens, models, how it ended.

  --related      adds the files that belong to it and lie beside it: the history that a fork goes on from, sub-agents
  --json         one JSON object; docs/summary.md names its members`,
  check: `Says what is wrong: damage, calls without a result, ids given twice, times that run backwards and more.
docs/rules.md has every rule. At most 1,000 findings of a rule are listed; the rest are counted.

  --json         one JSON object per line: rule, record, line, message
  --strict       exit status 1 when anything was found`,
  rows: `Lists records, one JSON object per line.

  --filter TEXT  only records that pass, such as "kind:TOOL_CALL_* -kind:TOOL_CALL_ARGS"
  --from ROW     the first row, counted from 0 among those that pass
  --count N      how many rows; all without it
  --follow       goes on with what is written to the file, line by line, until it is stopped`,
  record: `Prints the bytes of one record, counted from 0.

  --offset B     from this byte of the record on
  --length B     at most so many bytes`,
  export: `Writes a file that appears whole or not at all.

  --as KIND      snapshot: the log with its messages compacted into one MESSAGES_SNAPSHOT (AG-UI)
                 messages: the conversation as one JSON document
                 atif:     the conversation as a trajectory for evaluation and training (ATIF 1.8)
                 otlp:     the conversation as OpenTelemetry traces in JSON, by the GenAI conventions
                 markdown, html, text: the conversation to read
                 timeline: every record, ordered by time, as one JSON document with counts and sums in front
                 records:  the records that pass, byte for byte; OUT may end in .gz or .zst
                 csv, parquet: what is known of each record, as a table (docs/exports.md)
  --table NAME   of the records, or of the messages and calls of the conversation (csv, parquet)
  --filter TEXT  only records that pass
  --with LIST    also what is left out by default: inherited, undone, reasoning (snapshot, messages of sessions; atif, otlp, markdown,
                 html, text)
  --thread ID    the conversation of this thread, where a log holds several; a table without it has all
  --pretty       indented JSON (messages, atif, otlp, timeline)
  --force        also a document that is too large for most programs which read it: of more than 250,000 events
                 (timeline, markdown, html); --limit N sets another limit, 0 none
  --drop-raw     without RAW events, --drop-custom without CUSTOM events (snapshot)
  --clip-tools N  of each call's result the first N bytes, with a mark that says of how many
  --manifest FILE  also a list of the ranges that were exported with their SHA-256, for verify (records)
  --json         says what was done as one JSON object: output, bytes, messages, skipped, mended, lost …;
                 on standard output, or on standard error with -o -
  --quiet        does not say which records were left out or read in another way
  -o OUT         where to; - is standard output`,
  verify: `Proves that the records of an export still stand in its transcript, byte for byte, by the manifest that was written with them.
Names the first range that differs; then the exit status is 1.

  --source FILE  where the transcript is now, when it is no longer where the manifest says
  --json         one JSON object: verified, source, ranges, records, bytes, sha256; or verified and what is wrong`,
  run: `Runs a program and keeps what it prints as a transcript. Its exit status is handed on.

  --summary      says at the end what happened, as summary does, instead of passing on what it prints
  --json         that as one JSON object, with how the program ended as "run" (docs/live.md)
  --open         shows what it prints in the app while it runs
  --keep FILE    keeps what it prints in a new file
  --timeout S    ends it and all that it has started after S seconds; exit status 124
  --quiet        passes nothing on`,
  send: `Sends records to an endpoint, each once and in order; the same command goes on where it was ended. docs/ingest-protocol.md
says how. The token of SEEKLINE_TOKEN, or of the file in SEEKLINE_TOKEN_FILE, goes along.

  --to URL       the endpoint, such as seekline receive
  --filter TEXT  only records that pass
  --stream ID    the name of the events there; by default made from the transcript's first line and the filter
  --follow       goes on with what is written to the file, until it is stopped; of standard input, with what comes until it ends
  --json         says what was sent as one JSON object: stream, accepted, complete, retries, dropped …`,
  receive: `Receives what others send into DIR, until it is interrupted: a stream is a file ID.jsonl, which can be looked at while it grows.
docs/ingest-protocol.md says how. With SEEKLINE_TOKEN or SEEKLINE_TOKEN_FILE only who knows the token may send.

  --dir DIR      the folder for what is received
  --port N       the port; 0 takes any that is free
  --host ADDRESS where to listen; by default 127.0.0.1, which only this machine reaches`,
  serve: `Serves sessions as lists and as server-sent events for AG-UI clients, until it is interrupted (docs/serve.md): GET /sessions,
GET /sessions/ID/events, POST /sessions/ID/run. With SEEKLINE_TOKEN or SEEKLINE_TOKEN_FILE only who knows the token may ask.

  --port N       the port; 0 takes any that is free
  --host ADDRESS where to listen; by default 127.0.0.1, which only this machine reaches`,
  library: `Lists the sessions in the usual places of every program that is known, and in folders, written last first (docs/library.md).
Of each a bounded part of its head and tail is read.

  --json            one JSON object: sessions, and continue unless these were the last
  --limit N         at most so many, up to 500
  --continue TOKEN  the page behind the one that gave it`,
};

const general = `  --format NAME  reads the transcript as ${formatNames.join(" or ")}; detected without it
  --kind-path P  takes a record's kind from this member: keys from the record down, joined by dots
  --time-path P  the same for its time
  -h, --help     this text; also behind a command

FILE may be - for standard input. Indexes of large files are kept, so that the next command on them is instant:
cache ls lists them, cache clear removes them. Progress goes to standard error when that is a terminal.
Exit status: 0 done, 1 failed, 2 wrong use, 130 interrupted; of run, that of its command.
`;

/** What stands behind a sentence about wrong use: short, so that the sentence stays in sight. */
export function shortUsage(name: string | undefined): string {
  if (name === undefined) return usage(undefined);
  const about = Object.entries(synopses).find(([command]) => command === name);
  if (about === undefined) return "Usage: seekline COMMAND …\nseekline --help lists the commands.\n";
  return `Usage: ${about[1].replace(/ +/g, " ")}\nseekline ${name} --help says more.\n`;
}

/** The help text, of one command or of all. */
export function usage(about: CommandName | undefined): string {
  if (about !== undefined) return `Usage: ${synopses[about].replace(/ +/g, " ")}\n\n${details[about]}\n${general}`;
  return `Seekline looks into agent transcripts: JSON Lines files of any size.

Usage:
${Object.values(synopses)
  .map((line) => `  ${line}`)
  .join("\n")}
  seekline cache  ls|clear
  seekline --version

${general}`;
}
