import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scannedBytes } from "../../testing/scannedBytes.ts";
import type { CapturePlan } from "./indexScan.ts";
import { createScanner, numberOf } from "./scannerModule.ts";

const plan: CapturePlan = {
  kind: [
    [["type"]],
    [
      ["payload", "type"],
      ["message", "content", 0, "type"],
    ],
  ],
  time: [["timestamp"], ["message", "at"]],
  pair: [["id"], ["message", "content", 0, "id"]],
  role: [["message", "role"]],
  tool: [["payload", "name"]],
  sidechain: ["isSidechain"],
};
const noPaths: CapturePlan = { kind: [], time: [], pair: [], role: [], tool: [] };

const taking = createScanner();
const walking = createScanner();

function expectSame(bytes: Uint8Array, cuts: readonly number[], of: CapturePlan = plan): void {
  const taken = scannedBytes(bytes, cuts, { scanner: taking, plan: of, shortcuts: true });
  expect(taken).toEqual(scannedBytes(bytes, cuts, { scanner: walking, plan: of, shortcuts: false }));
}

const utf8 = new TextEncoder();
const blank = fc.constantFrom("", "", "", "", " ", "\t", "  \r ");
const name = fc.constantFrom(
  ...["type", "type", "id", "message", "content", "payload", "role", "name", "at", "timestamp", "isSidechain", "x"],
  ...["", "ty\\u0070e", "\\u0069d", "na\\me", "k".repeat(70), "é"],
);
const text = fc.string({
  unit: fc.constantFrom(
    ..."ab {}[],:0",
    "é",
    "漢",
    '\\"',
    "\\\\",
    "\\n",
    "\\u0041",
    "\\/",
    "x".repeat(63),
    "y".repeat(64),
  ),
  maxLength: 8,
});
const scalar = fc.oneof(
  text.map((inside) => `"${inside}"`),
  fc.constantFrom("0", "7", "-1", "1234567890123456", "12345678901234567", "1.50", "-0.5e-3", "1E+9", "1772366400000"),
  fc.constantFrom("true", "false", "null", '"2026-03-01T12:00:00.250Z"'),
);
const nested = fc.letrec<{ value: string; object: string; array: string }>((tie) => ({
  value: fc.oneof({ maxDepth: 5, withCrossShrink: true }, scalar, tie("object"), tie("array")),
  object: fc
    .array(fc.tuple(blank, name, blank, tie("value"), blank), { maxLength: 6 })
    .map((members) => `{${members.map(([a, key, b, value, c]) => `${a}"${key}"${b}:${b}${value}${c}`).join(",")}}`),
  array: fc
    .array(fc.tuple(blank, tie("value")), { maxLength: 5 })
    .map((values) => `[${values.map(([a, value]) => a + value).join(",")}${values.length === 0 ? " " : ""}]`),
}));
/** Something that is put into a line, at a part of its length; some bytes there are taken out. */
const change = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 0, 1, 2),
  fc.constantFrom(
    '"',
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "0",
    "-",
    ".",
    "t",
    "\t",
    "\0",
    "\u0001",
    "\n",
    "\\x",
    "\\u1",
    "",
    "{}",
  ),
);
const changed = fc.tuple(nested.object, fc.array(change, { minLength: 1, maxLength: 2 })).map(([whole, changes]) =>
  changes.reduce((now, [part, gone, put]) => {
    const at = Math.floor(part * now.length);
    return now.slice(0, at) + put + now.slice(at + gone);
  }, whole),
);
const transcript = fc
  .tuple(
    fc.array(fc.oneof({ weight: 8, arbitrary: nested.object }, changed, fc.constantFrom("", " ", "42")), {
      minLength: 1,
      maxLength: 30,
      size: "max",
    }),
    fc.constantFrom("\n", "\n", "\r\n", " \n"),
    fc.boolean(),
  )
  .map(([lines, newline, ends]) => utf8.encode(lines.join(newline) + (ends ? newline : "")));
const cuts = fc.oneof(fc.constant([]), fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 5 }));

describe("lines that are taken whole", () => {
  it("say what the walk finds, whatever the lines and however the bytes are cut", () => {
    let lines = 0;
    fc.assert(
      fc.property(transcript, cuts, fc.boolean(), (bytes, chosen, isWanted) => {
        expectSame(bytes, chosen, isWanted ? plan : noPaths);
        lines += numberOf(taking.taken);
      }),
      { numRuns: 1000 },
    );
    // Else nothing would have been compared.
    expect(lines).toBeGreaterThan(1000);
  });

  it("are left to the walk when they are not JSON", () => {
    const whole = '{"type":"A","list":[1,{"a":"b"},[]],"message":{"role":"r","more":{"n":-1.5,"t":true}}}\n';
    for (let at = 0; at < whole.length; at++) {
      for (const put of ["", '"', "{", "}", "[", "]", ",", ":", "1", "\\", "\u0001", "\n", "x"]) {
        for (const line of [
          whole.slice(0, at) + put + whole.slice(at + 1),
          whole.slice(0, at) + put + whole.slice(at),
        ]) {
          expectSame(utf8.encode(whole + line + whole), []);
          expectSame(utf8.encode(whole + line + whole), [], noPaths);
        }
      }
    }
  });

  it("may be as deep and as full as a line can be", () => {
    const deep = (levels: number): string => `{"type":"deep","a":${"[".repeat(levels)}${"]".repeat(levels)}}\n`;
    const full = `{"a":[${"1,".repeat(100_000)}1],"type":"full"}\n`;
    const lines = [...[1, 50, 61, 62, 70, 2000].map(deep), full, deep(3), full, deep(3)].join("");
    expectSame(utf8.encode(lines), []);
    expectSame(utf8.encode(lines), [4096]);
  });
});
