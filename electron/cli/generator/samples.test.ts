import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { generateLog } from "./generateLog.ts";
import { samples } from "./samples.ts";

describe("the transcripts in samples/", () => {
  it.each(samples)("$file is what the generator writes", async ({ file, ...settings }) => {
    const blocks: Buffer[] = [];
    await generateLog(settings, { write: (bytes) => void blocks.push(Buffer.from(bytes)) });
    const committed = await readFile(new URL(`../../../samples/${file}`, import.meta.url));
    expect(Buffer.concat(blocks).equals(committed)).toBe(true);
  });
});
