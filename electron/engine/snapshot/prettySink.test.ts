import fc from "fast-check";
import { expect, it } from "vitest";
import { createPrettySink } from "./prettySink.ts";

async function pretty(text: string, cut: number): Promise<string> {
  const chunks: Buffer[] = [];
  const sink = createPrettySink({ write: (bytes) => void chunks.push(Buffer.from(bytes)) });
  const bytes = Buffer.from(text);
  await sink.write(bytes.subarray(0, cut));
  await sink.write(bytes.subarray(cut));
  return Buffer.concat(chunks).toString();
}

it("indents as JSON.stringify does, wherever the text is cut", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.nat(60), fc.boolean(), async (value, cut, spaced) => {
      const text = JSON.stringify(value, undefined, spaced ? "\t" : undefined);
      expect(await pretty(`${text}\n`, cut)).toBe(`${JSON.stringify(value, undefined, 2)}\n`);
    }),
  );
});

it("does not blow up hostile depth", async () => {
  const deep = "[".repeat(20_000) + "]".repeat(20_000);
  expect((await pretty(deep, 7)).length).toBeLessThan(40_000 * 130);
});
