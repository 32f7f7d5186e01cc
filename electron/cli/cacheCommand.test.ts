import fs from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { openTranscript } from "../engine/session.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { cacheCommand } from "./cacheCommand.ts";

const temporaryFolder = temporaryFolders();

describe("seekline cache", () => {
  it("lists what is kept, and clears it", async () => {
    vi.stubEnv("SEEKLINE_CACHE_DIR", temporaryFolder());
    expect(cacheCommand("ls")).toContain("No indexes are kept");
    const file = path.join(temporaryFolder(), "large.jsonl");
    fs.writeFileSync(file, `${JSON.stringify({ type: "A", pad: "x".repeat(200) })}\n`.repeat(30_000));
    const opened = await openTranscript(file);
    if (!opened.ok) throw new Error(opened.failure.code);
    await opened.value.whenIndexed();
    opened.value.close();
    expect(cacheCommand("ls")).toMatch(
      /^1 kept file, [\d.]+ kB in .*\n\n {2}[\d.]+ kB {2}\d{4}-.* UTC {2}.*large\.jsonl\n$/,
    );
    expect(cacheCommand("clear")).toMatch(/^[\d.]+ kB freed\n$/);
    expect(cacheCommand("ls")).toContain("No indexes are kept");
  });
});
