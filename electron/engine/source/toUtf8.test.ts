import fc from "fast-check";
import { expect, it } from "vitest";
import { encodingOf } from "./encoding.ts";
import { createMemorySource } from "./memorySource.ts";
import { type TextEnd, toUtf8 } from "./toUtf8.ts";

const encodings = [
  { unit: 2, isBig: false },
  { unit: 2, isBig: true },
  { unit: 4, isBig: false },
  { unit: 4, isBig: true },
] as const;

function encoded(text: string, { unit, isBig }: (typeof encodings)[number]): Buffer {
  const codes =
    unit === 2
      ? Array.from({ length: text.length }, (_, n) => text.charCodeAt(n))
      : [...text].map((one) => one.codePointAt(0) ?? 0);
  const bytes = Buffer.alloc(codes.length * unit);
  codes.forEach((code, n) => {
    if (isBig) bytes.writeUIntBE(code, n * unit, unit);
    else bytes.writeUIntLE(code, n * unit, unit);
  });
  return bytes;
}

async function decoded(bytes: Uint8Array, encoding: (typeof encodings)[number]): Promise<[string, TextEnd]> {
  const parts: Buffer[] = [];
  const all = toUtf8(createMemorySource(bytes), { title: "", iconv: "", ...encoding });
  for (;;) {
    const { value, done } = await all.next();
    if (done === true) return [Buffer.concat(parts).toString(), value];
    parts.push(Buffer.from(value));
  }
}

it.each(encodings)("text in units of $unit bytes (big: $isBig) is what it was", async (encoding) => {
  // Pairs of surrogates stand at every place of a part, its end too.
  const long = `${"x".repeat(131_071)}${"😀".repeat(70_000)}`;
  expect(await decoded(encoded(`\ufeff${long}`, encoding), encoding)).toEqual([long, { torn: 0, replaced: 0 }]);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
      fc.pre(!text.startsWith("\ufeff"));
      expect(await decoded(encoded(text, encoding), encoding)).toEqual([text, { torn: 0, replaced: 0 }]);
    }),
  );
});

it("counts what is no character, and what is torn", async () => {
  const [utf16, , utf32] = encodings;
  expect(await decoded(encoded("a\ud83db\ude00", utf16), utf16)).toEqual(["a�b�", { torn: 0, replaced: 2 }]);
  expect(await decoded(encoded("a\ud83d", utf16), utf16)).toEqual(["a�", { torn: 0, replaced: 1 }]);
  expect(await decoded(Buffer.from([0x61, 0, 0x62]), utf16)).toEqual(["a", { torn: 1, replaced: 0 }]);
  const beyond = Buffer.from([0xff, 0xff, 0xff, 0x7f, 0x61, 0, 0, 0, 0, 0xd8, 0, 0]);
  expect(await decoded(beyond, utf32)).toEqual(["�a�", { torn: 0, replaced: 2 }]);
});

it.each(encodings)("is recognised, in units of $unit bytes (big: $isBig)", (encoding) => {
  const line = '{"type":"A","text":"something"}\n';
  expect(encodingOf(encoded(line, encoding))).toMatchObject(encoding);
  expect(encodingOf(encoded(`\ufeff${line}`, encoding))).toMatchObject(encoding);
});
