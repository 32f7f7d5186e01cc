// The token that a server asks for and that a sender shows: from the environment, or from a file that it names, never from
// an argument, which every user of the machine can read. It is told to nobody but the other end.

import fs from "node:fs";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { longestToken } from "../../../shared/sending.ts";
import { systemWord } from "../source/fileSource.ts";

/** `SEEKLINE_TOKEN`, else the first line of the file in `SEEKLINE_TOKEN_FILE`, else undefined. */
export function tokenSetting(): Result<string | undefined> {
  const { SEEKLINE_TOKEN: token = "", SEEKLINE_TOKEN_FILE: file = "" } = process.env;
  if (token.trim() !== "") return readToken(token, "SEEKLINE_TOKEN");
  if (file.trim() === "") return succeed(undefined);
  try {
    const handle = fs.openSync(file, "r");
    try {
      return readToken(beginningOf(handle).split("\n", 1)[0] ?? "", "SEEKLINE_TOKEN_FILE");
    } finally {
      fs.closeSync(handle);
    }
  } catch (error) {
    return fail({ code: "bad-token", from: "SEEKLINE_TOKEN_FILE", detail: wordOf(systemWord(error)) });
  }
}

/** Up to the end of its first line, or a byte more than any token has. */
function beginningOf(handle: number): string {
  const buffer = Buffer.alloc(longestToken + 1);
  for (let bytes = 0; ; ) {
    // Without a position: it may be a pipe, as shells give it for <(…), whose program writes in pieces.
    const read = fs.readSync(handle, buffer, bytes, buffer.length - bytes, null);
    bytes += read;
    const text = buffer.toString("utf8", 0, bytes);
    if (read === 0 || bytes === buffer.length || text.includes("\n")) return text;
  }
}

function wordOf(word: string): string {
  if (word === "ENOENT") return "there is no such file";
  return word === "EISDIR" ? "it is a folder" : word;
}

/** What a header can carry (RFC 6750, section 2.1, and a little more). */
export function readToken(text: string, from: string): Result<string> {
  const token = text.trim();
  if (token.length <= longestToken && /^[\x21-\x7e]+$/.test(token)) return succeed(token);
  return fail({ code: "bad-token", from, detail: "it must be one word of ASCII characters" });
}
