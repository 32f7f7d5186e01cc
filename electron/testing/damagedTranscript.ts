// Test support: transcripts as writers that crash, race, wrap and pad leave them. What must be found in them is not known
// from how they were made, since a cut may leave whole JSON; slowScan.ts says it.

import fc from "fast-check";
import { encode, object } from "./randomTranscript.ts";

/** Records with keys and values that are alike, so that what is torn may look like what follows. */
const alike = fc
  .tuple(
    fc.constantFrom('"type"', '"a"', '""', '"long-first-key-1"', '"long-first-key-2"'),
    fc.constantFrom(
      "1",
      '"x"',
      '"{"',
      '"}"',
      '"{\\"a\\":1}"',
      '"\\\\"',
      '{"type":"n"}',
      '{"a":[{"a":2}]}',
      "[]",
      "NaN",
      "01",
    ),
    fc.constantFrom("", ',"type":{"type":"b"}', ',"b":{"a":1}', ',"b":[{"type":1},{"type":2}]', ',"b":-1.5e+3'),
  )
  .map(([key, value, rest]) => `{${key}:${value}${rest}}`);

const whole = fc.oneof(alike, object);

const torn = fc
  .tuple(whole, fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([text, part]) => text.slice(0, Math.floor(text.length * part)));

/** One character more, less or another one. */
const mutated = fc
  .tuple(
    whole,
    fc.nat(),
    fc.constantFrom(
      "",
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"',
      "'",
      "\\",
      "\\u12",
      "\\x",
      "0",
      "-",
      ".",
      "e",
      "+",
      "x",
      "\u0001",
      "\t",
      " ",
      "NaN",
      "\0",
    ),
    fc.nat({ max: 2 }),
  )
  .map(([text, place, put, taken]) => {
    const at = place % (text.length + 1);
    return text.slice(0, at) + put + text.slice(at + taken);
  });

const between = fc.constantFrom(
  ...[" ", "\t", "\r", ",", ", ", "[", "]", "\0", "\0\0\0", "\x1e", "\uFEFF", "[ ", " ]", "}", "{", '{"', "\\"],
  ...["2026-01-01 INFO ", "[INFO] ", "42", "true", '"text"', " trailing", 'said "no" ', "{ ", "[]", "1.", "-", "nul"],
  ...["data:", "data: ", "event: x", "id:", "retry: 1", ": ", ":", "\nid: 7 ", "\n: ", "\ndata: "],
);

/** Long enough that whole blocks of 64 bytes lie inside a string, or between two brackets. */
const long = fc
  .tuple(fc.nat({ max: 130 }), fc.constantFrom("x", "\\n", "\\\\", "[", " ", "é", "\\u00e9"), alike)
  .map(([size, unit, text]) => text.replace("1", `"${unit.repeat(size)}"`));

const piece = fc.oneof(
  { weight: 4, arbitrary: whole },
  { weight: 3, arbitrary: torn },
  { weight: 3, arbitrary: mutated },
  { weight: 4, arbitrary: between },
  { weight: 2, arbitrary: long },
  { weight: 3, arbitrary: fc.constant("\n") },
);

export const damagedTranscript: fc.Arbitrary<Uint8Array> = fc
  .array(piece, { maxLength: 16 })
  .map((pieces) => encode(pieces.join("")));
