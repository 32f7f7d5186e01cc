import { expect, it } from "vitest";
import { desktopEntry, mimeTypes } from "./desktopFiles.mjs";

it("offers Seekline for the types that it brings", () => {
  const types = [...mimeTypes().matchAll(/<mime-type type="([^"]+)"/g)].map(([, type]) => type);
  const opened = /^MimeType=(.*);$/m.exec(desktopEntry())?.[1]?.split(";");
  expect(opened).toEqual(types);
});

it("knows transcripts by their names, packed too", () => {
  const patterns = [...mimeTypes().matchAll(/<glob pattern="([^"]+)"/g)].map(([, pattern]) => pattern);
  expect(patterns).toEqual(
    expect.arrayContaining(["*.jsonl", "*.ndjson", "*.jsonl.zst", "*.ndjson.zst", "*.jsonl.gz"]),
  );
});

it("hands the files of one gesture to one program", () => {
  expect(desktopEntry()).toMatch(/^Exec=seekline %F$/m);
});
