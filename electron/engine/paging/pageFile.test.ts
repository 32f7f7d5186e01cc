import fs from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { SourceError } from "../source/fileSource.ts";
import { GrowingInts } from "./growing.ts";
import { PageCache, pageBytes } from "./pageCache.ts";
import { PageFile } from "./pageFile.ts";

const temporaryFolder = temporaryFolders();
const cellsOfPage = pageBytes / 4;

afterEach(() => {
  vi.restoreAllMocks();
});

/** From now on every write is refused; gives a function that ends it. */
function fillDisk(): () => void {
  const refused = vi.spyOn(fs, "writeSync").mockImplementation(() => {
    throw Object.assign(new Error("write"), { code: "ENOSPC" });
  });
  return () => refused.mockRestore();
}

function failureOf(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error instanceof SourceError ? error.failure : error;
  }
  return undefined;
}

describe("pages that do not fit in memory", () => {
  it("write nothing while all fit", () => {
    const folders = vi.fn(() => [temporaryFolder()].values());
    const column = new GrowingInts(new PageCache(3, new PageFile(folders)));
    for (let at = 0; at < 3 * cellsOfPage; at++) column.set(at, at + 1);
    for (let at = 0; at < 3 * cellsOfPage; at++) expect(column.get(at)).toBe(at + 1);
    expect(folders).not.toHaveBeenCalled();
    column.set(3 * cellsOfPage, 1);
    expect(folders).toHaveBeenCalledOnce();
  });

  it.skipIf(process.platform === "win32")("leave nothing in their folder", () => {
    const folder = temporaryFolder();
    const column = new GrowingInts(new PageCache(1, new PageFile(() => [folder].values())));
    for (let page = 0; page < 10; page++) column.set(page * cellsOfPage, page);
    expect(column.get(3 * cellsOfPage)).toBe(3);
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it("go to the next folder when the first takes none", () => {
    const [missing, folder] = [path.join(temporaryFolder(), "none"), temporaryFolder()];
    const column = new GrowingInts(new PageCache(1, new PageFile(() => [missing, folder].values())));
    for (let page = 0; page < 10; page++) column.set(page * cellsOfPage, page + 1);
    for (let page = 0; page < 10; page++) expect(column.get(page * cellsOfPage)).toBe(page + 1);
  });

  it("name the folder when its disk is full, lose nothing, and go on when there is room again", () => {
    const folder = temporaryFolder();
    const column = new GrowingInts(new PageCache(2, new PageFile(() => [folder].values())));
    for (let page = 0; page < 4; page++) column.set(page * cellsOfPage, page + 1);
    const emptyDisk = fillDisk();
    expect(failureOf(() => column.set(4 * cellsOfPage, 5))).toEqual({ code: "no-room", folder });
    expect(failureOf(() => column.set(4 * cellsOfPage, 5))).toEqual({ code: "no-room", folder });
    emptyDisk();
    column.set(4 * cellsOfPage, 5);
    for (let page = 0; page < 5; page++) expect(column.get(page * cellsOfPage)).toBe(page + 1);
  });

  it("leave memory together where they follow each other, by one call of the system", () => {
    const column = new GrowingInts(new PageCache(8, new PageFile(() => [temporaryFolder()].values())));
    const writes = vi.spyOn(fs, "writeSync");
    for (let page = 0; page < 80; page++) column.set(page * cellsOfPage, page + 1);
    expect(writes.mock.calls.length).toBeLessThanOrEqual(10);
    for (let page = 79; page >= 0; page--) column.set(page * cellsOfPage + 1, page + 2);
    for (let page = 0; page < 80; page++) {
      expect([column.get(page * cellsOfPage), column.get(page * cellsOfPage + 1)]).toEqual([page + 1, page + 2]);
    }
  });

  it("leave memory one by one where there is no room for several", () => {
    const file = new PageFile(() => [temporaryFolder()].values());
    const write = file.write.bind(file);
    const writes = vi.spyOn(file, "write").mockImplementation((page, bytes, count) => {
      if (bytes.length > pageBytes) throw new SourceError({ code: "no-room", folder: undefined });
      write(page, bytes, count);
    });
    const column = new GrowingInts(new PageCache(4, file));
    for (let page = 0; page < 12; page++) column.set(page * cellsOfPage, page + 1);
    for (let page = 0; page < 12; page++) expect(column.get(page * cellsOfPage)).toBe(page + 1);
    expect(writes).toHaveBeenCalledWith(1, expect.anything(), 4);
  });

  it("say that there is no folder at all", () => {
    const column = new GrowingInts(new PageCache(1, new PageFile(() => [].values())));
    column.set(0, 1);
    expect(failureOf(() => column.set(cellsOfPage, 1))).toEqual({ code: "no-room", folder: undefined });
    expect(column.get(0)).toBe(1);
  });
});
