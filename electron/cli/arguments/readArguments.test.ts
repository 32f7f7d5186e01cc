import { describe, expect, it } from "vitest";
import { exportKinds } from "../../../shared/exports.ts";
import { readArguments } from "./readArguments.ts";

function failureOf(line: string): string | undefined {
  const read = readArguments(line === "" ? [] : line.split(" "));
  return read.ok ? undefined : read.failure;
}

describe("arguments", () => {
  it("make requests", () => {
    expect(readArguments(["stats", "a.jsonl", "--json"])).toMatchObject({
      ok: true,
      value: { type: "command", request: { command: "stats", file: "a.jsonl", json: true, format: undefined } },
    });
    expect(readArguments(["rows", "-", "--filter", "kind:A", "--from", "7", "--count=0"])).toMatchObject({
      value: {
        request: { command: "rows", file: "-", filter: { type: "kind", patterns: [["A"]] }, from: 7, count: 0 },
      },
    });
    expect(readArguments(["record", "a", "12", "--offset", "3", "--format", "generic"])).toMatchObject({
      value: { request: { command: "record", record: 12, offset: 3, length: undefined, format: "generic" } },
    });
    expect(readArguments(["export", "a", "--as", "messages", "--pretty", "-o", "-"])).toMatchObject({
      value: { request: { command: "export", as: "messages", pretty: true, dropRaw: false, output: "-" } },
    });
    expect(readArguments(["stats", "--", "--json"])).toMatchObject({
      value: { request: { file: "--json", json: false } },
    });
  });

  it("ask for help and the version", () => {
    expect(readArguments(["--help"])).toMatchObject({ value: { type: "help", about: undefined } });
    expect(readArguments(["help", "rows"])).toMatchObject({ value: { type: "help", about: "rows" } });
    expect(readArguments(["cache", "--help"])).toMatchObject({ value: { type: "help", about: "cache" } });
    expect(readArguments(["export", "-h"])).toMatchObject({ value: { type: "help", about: "export" } });
    expect(readArguments(["--version"])).toMatchObject({ value: { type: "version" } });
  });

  it.each([
    ["", "a command is missing"],
    ["show a.jsonl", "there is no command “show”"],
    ["weather.jsonl", "there is no command “weather.jsonl”; of a file, say what is to be done: seekline stats FILE"],
    ["./stats", "there is no command “./stats”; of a file, say what is to be done: seekline stats FILE"],
    ["--nosuch", "there is no command “--nosuch”"],
    ["stats", "FILE is missing"],
    ["check a b", "several files as one are taken by stats, rows and export"],
    ["stats a -", "standard input is no part of a group"],
    ["record a 1 2", "several files as one are taken by stats, rows and export"],
    ["stats a --jsn", "Unknown option '--jsn'"],
    ["stats a --format xml", "--format takes one of"],
    ["rows a --from -1", "--from"],
    ["rows a --count 1.5", "--count takes a whole number, not “1.5”"],
    ["rows a --count 99999999999999999999", "--count takes a whole number"],
    ["rows a --filter", "--filter"],
    ["rows a --filter --resume", "write --filter=… with it"],
    ["rows a --filter kind:(", "--filter cannot be read at character"],
    ["record a", "NUMBER is missing"],
    ["record a x", "NUMBER takes a whole number, not “x”"],
    ["export a -o b", "--as is missing"],
    ["export a --as tree -o b", `--as takes one of ${exportKinds.join(", ")}, not “tree”`],
    ["export a --as records", "-o OUT is missing"],
    ["export a --as records --thread t -o b", "--thread goes with --as snapshot, messages"],
    ["export a --as records --limit 10 -o b", "--limit goes with --as atif, otlp, markdown, html or timeline"],
    ["export a --as text --pretty -o b", "--pretty goes with --as messages, atif, otlp or timeline"],
    ["export a --as records --drop-raw -o b", "--drop-raw goes with --as snapshot or messages"],
    ["export a --as atif --drop-custom -o b", "--drop-custom goes with --as snapshot or messages"],
    ["export a --as csv --with reasoning -o b", "--with goes with --as snapshot, messages"],
    ["export a --as timeline --clip-tools 9 -o b", "--clip-tools goes with --as snapshot, messages"],
    ["export a --as html --table messages -o b", "--table goes with --as csv or parquet"],
    ["send a", "--to is missing: the URL of the endpoint"],
    ["send a --to ftp://host/", "--to takes an http or https URL, not “ftp://host/”"],
    ["send a --to http://me:secret@host/", "--to takes no name and password"],
    ["send a --to http://host/ --stream A/b", "--stream takes at most 100 lower-case letters"],
    ["receive --port 1", "--dir DIR is missing"],
    ["receive --dir d", "--port N is missing"],
    ["receive --dir d --port 65536", "--port takes a number up to 65535, not “65536”"],
    ["receive a --dir d --port 1", "receive takes no FILE"],
    ["serve --port 1", "DIR or FILE is missing: what to serve"],
    ["serve a b --port 1", "serve takes one DIR or FILE"],
    ["cache", "cache takes one of ls, clear"],
    ["cache list", "cache takes one of ls, clear"],
    ["completion", "completion takes one of bash, zsh, fish"],
    ["library --limit 0", "--limit takes a number from 1 to 500"],
  ])("that are wrong are told in a sentence: %s", (line, sentence) => {
    expect(failureOf(line)).toContain(sentence);
    expect(failureOf(line)).not.toContain("\n");
  });
});
