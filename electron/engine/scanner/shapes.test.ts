import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scannedBytes } from "../../testing/scannedBytes.ts";
import { scannedFields } from "../../testing/scannedFields.ts";
import { aguiFields } from "../formats/agui/fields.ts";
import type { FieldSpec } from "./fields.ts";
import type { CapturePlan } from "./indexScan.ts";
import { createScanner, numberOf } from "./scannerModule.ts";

const plan: CapturePlan = {
  kind: [[["type"]], [["subtype"]]],
  time: [["timestamp"], ["ts"]],
  pair: [["messageId"], ["toolCallId"]],
  role: [["role"], ["message", "role"]],
  tool: [["toolCallName"]],
  sidechain: ["isSidechain"],
  level: [{ path: ["level"], numbers: [[50, 60]] }],
};

const predicting = createScanner();
const walking = createScanner();

function expectSame(bytes: Uint8Array, cuts: readonly number[]): void {
  const predicted = scannedBytes(bytes, cuts, { scanner: predicting, plan, shortcuts: true });
  expect(predicted).toEqual(scannedBytes(bytes, cuts, { scanner: walking, plan, shortcuts: false }));
}

/** Interned in front of all gaps, behind one, and nowhere; texts, numbers, words and containers; inside of another one. */
const specs: readonly FieldSpec[] = [
  { path: ["delta"], intern: false },
  { path: ["timestamp"], intern: false },
  { path: ["type"], intern: true },
  { path: ["toolCallId"], intern: true },
  { path: ["messageId"], intern: false },
  { path: ["id"], intern: true },
  { path: ["x"], intern: true },
  { path: ["message"], intern: false },
  { path: ["message", "role"], intern: true },
  { path: ["message", "list", 0], intern: false },
  { path: ["isSidechain"], intern: false },
  { path: ["n"], intern: false },
];
/** Without containers and words, so that more is predicted. */
const bareSpecs = specs.filter(({ path }) => path.length > 1 || !["message", "isSidechain"].includes(String(path[0])));

async function expectSameFields(
  bytes: Uint8Array,
  cuts: readonly number[],
  wanted: readonly FieldSpec[],
): Promise<void> {
  const predicted = await scannedFields(bytes, cuts, { scanner: predicting, specs: wanted, shortcuts: true });
  expect(predicted).toEqual(await scannedFields(bytes, cuts, { scanner: walking, specs: wanted, shortcuts: false }));
}

const utf8 = new TextEncoder();
const text = fc.string({
  unit: fc.constantFrom(..."abc {}[],:0", "é", "漢", '\\"', "\\\\", "\\n", "\\u0041", "\\/", "x".repeat(31)),
  maxLength: 12,
});
const count = fc.constantFrom("0", "7", "-1", "12345678901234567", "1.50", "-0.5e-3", "1E+9");
const time = fc.oneof(
  fc.integer({ min: 1_772_366_400_000, max: 1_772_366_500_000 }).map(String),
  fc.constantFrom(
    "1772366400000",
    "17723664000001",
    "1772366400000.5",
    "1772366400000e1",
    "17",
    "1e12",
    "0000000000000",
    '"2026-03-01T12:00:00.250Z"',
    '"never"',
    "null",
  ),
);
const id = fc.constantFrom("m1", "m2", "", "a\\nb", "i".repeat(70), "i".repeat(1200), "0123456789abcdef");

/** Lines of the few spellings that a log repeats, with other texts, ids, times and numbers in each. */
const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(id, text, time)
      .map(([a, b, c]) => `{"type":"TEXT","messageId":"${a}","delta":"${b}","timestamp":${c}}`),
  },
  fc
    .tuple(time, count, id)
    .map(([a, b, c]) => `{"ts":${a},"type":"TOOL","toolCallName":"look","n":${b},"toolCallId":"${c}"}`),
  fc
    .tuple(text, count, time)
    .map(([a, b, c]) => `{"id" : "${a}", "message" : {"role":"user","list":[${b},"${a}",true]}, "ts":${c} }`),
  fc
    .tuple(fc.constantFrom("true", "false"), text, count)
    .map(([a, b, c]) => `{"isSidechain":${a},"type":"A","type":"B","x":"${b}","level":${c}}`),
  text.map((key) => `{"${key}":1,"type":"OTHER","y":[]}`),
);

/** Something that is put into a line, at a part of its length; some bytes there are taken out. */
const change = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 0, 0, 1, 3),
  fc.constantFrom(
    ...[
      '"',
      "\\",
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "\r",
      " ",
      "0",
      "01",
      ".",
      "e",
      "-",
      "\t",
      "\0",
      "\u0001",
      "\n",
      "\\x",
      "\\u00",
      "",
    ],
    ...["null", '"type":"X",', '"timestamp":1,', '{"type":"GLUED"}', '"toolCallId":null,'],
  ),
);
const changedLine = fc.tuple(line, fc.array(change, { minLength: 1, maxLength: 2 })).map(([whole, changes]) =>
  changes.reduce((now, [part, taken, put]) => {
    const at = Math.floor(part * now.length);
    return now.slice(0, at) + put + now.slice(at + taken);
  }, whole),
);
const transcript = fc
  .tuple(
    fc.array(fc.oneof({ weight: 12, arbitrary: line }, changedLine, fc.constant("")), {
      minLength: 1,
      maxLength: 60,
      size: "max",
    }),
    fc.constantFrom("\n", "\n", "\r\n"),
    fc.boolean(),
  )
  .map(([lines, newline, ends]) => utf8.encode(lines.join(newline) + (ends ? newline : "")));
const cuts = fc.oneof(fc.constant([]), fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 }));

describe("predicted shapes", () => {
  it("change nothing that is found, whatever the lines and however the bytes are cut", () => {
    let hits = 0;
    fc.assert(
      fc.property(transcript, cuts, (bytes, chosen) => {
        expectSame(bytes, chosen);
        hits += numberOf(predicting.hits);
      }),
      { numRuns: 1500 },
    );
    // Else nothing would have been compared.
    expect(hits).toBeGreaterThan(5000);
  });

  it("change no field that is read, whatever the lines and however the bytes are cut", async () => {
    let hits = 0;
    await fc.assert(
      fc.asyncProperty(transcript, cuts, fc.constantFrom(specs, bareSpecs), async (bytes, chosen, wanted) => {
        await expectSameFields(bytes, chosen, wanted);
        hits += numberOf(predicting.hits);
      }),
      { numRuns: 1500 },
    );
    expect(hits).toBeGreaterThan(5000);
  });

  it("change no field of more records than a batch holds", async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => {
      const text = i % 7 === 0 ? "a\\\\n" : "v".repeat(i % 40);
      return `{"type":"K${i % 3}","messageId":"m${i >> 5}","delta":"${text}","toolCallId":"${i % 11}"}\n`;
    });
    await expectSameFields(utf8.encode(lines.join("")), [], specs);
    expect(numberOf(predicting.hits)).toBeGreaterThan(4000);
    await expectSameFields(utf8.encode(lines.join("")), [4096], specs);
  });

  it("are found among many that begin alike, in whatever order they come", async () => {
    const lines = Array.from({ length: 6000 }, (_, i) => {
      const shape = (Math.imul(i, 2654435761) >>> 16) % 37;
      return `{"id":"${"m".repeat(i % 9)}${i}","key${shape}":"${"v".repeat(i % 40)}","ts":${1_772_366_400_000 + i}}\n`;
    });
    expectSame(utf8.encode(lines.join("")), []);
    expect(numberOf(predicting.hits)).toBeGreaterThan(5000);
    await expectSameFields(utf8.encode(lines.join("")), [], specs);
  });

  it("are tried again where records repeat behind many that do not", () => {
    const alone = Array.from({ length: 40_000 }, (_, i) => `{"key${i}":"v","other":[${i}]}\n`);
    const alike = Array.from({ length: 60_000 }, (_, i) =>
      i % 7 === 0 ? `{"key${i}":1}\n` : `{"type":"K${i % 3}","delta":"${i}"}\n`,
    );
    expectSame(utf8.encode(alone.join("") + alike.join("")), []);
    expect(numberOf(predicting.hits)).toBeGreaterThan(20_000);
  });

  it("change nothing where more shapes come in turns than are kept", async () => {
    const lines = Array.from({ length: 3000 }, (_, i) => {
      const shape = (i * 7919) % 151;
      return `{"type":"K${shape % 13}","key${shape}":"${"v".repeat(i % 40)}","ts":${1_772_366_400_000 + i}}\n`;
    });
    expectSame(utf8.encode(lines.join("")), []);
    expectSame(utf8.encode(lines.join("")), [4096]);
    await expectSameFields(utf8.encode(lines.join("")), [], specs);
  });

  it.each(["false", "true", "7", '{"a":1}', "[]"])("know no id and no time that is no text: %s", (value) => {
    for (const name of ["messageId", "timestamp"]) {
      const lines = Array.from({ length: 40 }, (_, n) => `{"type":"A","${name}":${value},"delta":"text ${n}"}\n`);
      expectSame(utf8.encode(lines.join("")), []);
    }
  });

  it("are none where what tells the kind is the id or the time, too", () => {
    const lines = Array.from({ length: 40 }, (_, n) => `{"type":"2026-03-01T12:00:00Z","delta":"text ${n}"}\n`);
    const bytes = utf8.encode(lines.join(""));
    for (const own of [{ pair: plan.kind.flat() }, { time: plan.kind.flat() }]) {
      const ways = [true, false].map((shortcuts) =>
        scannedBytes(bytes, [], { scanner: createScanner(), plan: { ...plan, ...own }, shortcuts }),
      );
      expect(ways[0]).toEqual(ways[1]);
    }
  });

  it("leave to the walk what only looks like a known record", async () => {
    const good = '{"type":"TEXT","messageId":"m1","delta":"abc","n":1,"timestamp":1772366400000}\n';
    const bad = ["\t", "\\x", "\\u12g4", "\\", "\0"].map((wrong) => good.replace("abc", `a${wrong}c`));
    const numbers = ["01", "1.", ".5", "1e", "-", "+1", "--1", "1-1", "1_0", ""].map((n) =>
      good.replace(":1,", `:${n},`),
    );
    for (const wrong of [...bad, ...numbers]) {
      const bytes = utf8.encode(good.repeat(5) + wrong + good.repeat(3));
      await expectSameFields(bytes, [], specs);
      expect(numberOf(predicting.hits)).toBeGreaterThan(3);
      expectSame(bytes, []);
      expect(numberOf(predicting.malformed)).toBeGreaterThan(0);
      expect(numberOf(predicting.hits)).toBeGreaterThan(3);
    }
  });

  it("change nothing of records that repeat the one before but for a text and a time", async () => {
    const spellings: readonly ((text: string, time: string) => string)[] = [
      (a, b) => `{"type":"TEXT","messageId":"m1","delta":"${a}","timestamp":${b}}`,
      (a, b) => `{"ts":${b},"type":"TEXT","delta":"${a}","messageId":"${"i".repeat(70)}"}`,
      (a) => `{"type":"TEXT","messageId":"m2","delta":"${a}"}`,
      (a, b) => `{"timestamp":${b}, "delta":"${a}"}`,
      (a, b) => `{"type":"TEXT","delta":"${a}","timestamp":${b},"role":"user","n":12}`,
    ];
    const piece = fc.tuple(
      text,
      fc.oneof({ weight: 4, arbitrary: fc.nat(99).map((ms) => `17723664000${ms + 10}`) }, time),
    );
    const run = fc
      .tuple(fc.constantFrom(...spellings), fc.array(piece, { minLength: 1, maxLength: 9, size: "max" }))
      .map(([spell, pieces]) => pieces.map(([a, b]) => spell(a, b)));
    const lines = fc.array(
      fc.oneof(
        { weight: 9, arbitrary: run },
        changedLine.map((one) => [one]),
      ),
      {
        minLength: 1,
        maxLength: 30,
        size: "max",
      },
    );
    const log = fc
      .tuple(lines, fc.constantFrom("\n", "\r\n", " \n"))
      .map(([runs, newline]) => utf8.encode(`${runs.flat().join(newline)}${newline}`));
    let hits = 0;
    fc.assert(
      fc.property(log, cuts, (bytes, chosen) => {
        expectSame(bytes, chosen);
        hits += numberOf(predicting.hits);
      }),
      { numRuns: 1000 },
    );
    expect(hits).toBeGreaterThan(5000);
  });

  it("end a long text where the walk ends it, wherever an escape or a fault stands in it", () => {
    const record = (text: string): string =>
      `{"type":"TEXT","messageId":"m1","delta":"${text}","timestamp":1772366400000}\n`;
    const parts = ['\\"', "\\\\", "\\\\\\n", "\\u00e9", "\\uD83D", "\\/", "\t", "\\x", "\\u00g9", "\\u00", '"'];
    for (const part of parts) {
      const lines = Array.from({ length: 200 }, (_, i) => record("v".repeat(i) + part + "w".repeat(i % 5)));
      const bytes = utf8.encode(record("abc") + lines.map((line) => line + record("abc").repeat(6)).join(""));
      expectSame(bytes, []);
      expect(numberOf(predicting.hits)).toBeGreaterThan(1000);
      expectSame(bytes, [4096]);
    }
  });

  it("are told apart behind a long text that they share", () => {
    const lines = Array.from({ length: 4000 }, (_, i) => {
      const text = `${"v".repeat(200)}${i % 3 === 0 ? "\\u00e9" : '\\"'}`;
      return `{"type":"TEXT","delta":"${text}","key${(Math.imul(i, 2654435761) >>> 16) % 5}":${i}}\n`;
    });
    expectSame(utf8.encode(lines.join("")), []);
    expect(numberOf(predicting.hits)).toBeGreaterThan(3500);
    expectSame(utf8.encode(lines.join("")), [1000]);
  });
});

const corpus = process.env.SEEKLINE_CORPUS;

describe.runIf(corpus !== undefined && existsSync(corpus))("predicted shapes of real transcripts", () => {
  it("change nothing that is found", async () => {
    for (const entry of readdirSync(corpus ?? "", { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = readFileSync(path.join(entry.parentPath, entry.name));
      expectSame(bytes, []);
      expectSame(bytes.subarray(0, 300_000), [5000]);
      await expectSameFields(bytes.subarray(0, 2_000_000), [], aguiFields);
      await expectSameFields(bytes.subarray(0, 300_000), [5000], aguiFields);
    }
  });
});
