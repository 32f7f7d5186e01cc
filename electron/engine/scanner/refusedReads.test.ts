import fc from "fast-check";
import { expect, it } from "vitest";
import { cutSource, randomTranscript } from "../../testing/randomTranscript.ts";
import { plan } from "../../testing/scannedRanges.ts";
import { SourceError } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import { createIndexScan } from "./indexScan.ts";
import { createScanner } from "./scannerModule.ts";

const scanner = createScanner();

/** What a scan says that tries again wherever a read is refused: reads are in turn, each behind bytes that it has given all the same. */
function scanned(source: Source, refuses: readonly boolean[]) {
  let isTurn = (): boolean => false;
  const refusing: Source = {
    ...source,
    readInto: (target, at, length, position) => {
      const read = source.readInto(target, at, length, position);
      if (!isTurn()) return read;
      target.fill(0x22, at, at + read);
      throw new SourceError({ code: "not-readable", name: source.name, detail: "EIO" });
    },
  };
  const scan = createIndexScan(refusing, plan, { scanner });
  let reads = 0;
  isTurn = () => refuses[reads++ % refuses.length] === true;
  const isMore = (): boolean => {
    try {
      return scan.step(source.size, () => {});
    } catch (error) {
      if (error instanceof SourceError) return true;
      throw error;
    }
  };
  while (isMore());
  scan.finish(() => {});
  const open = scan.open();
  const { offsets, lengths, lines, times, pairs, kinds, tools, roles, flags, count } = open;
  const all = [offsets, lengths, lines, times, pairs, kinds, tools, roles, flags];
  return {
    facts: all.map((fact) => fact.slice(0, count)),
    state: scan.state(),
    names: [...scan.kinds()],
    sums: scan.takeSums(),
  };
}

it("a scan whose reads are refused anywhere goes on where it was", () => {
  const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
  const refusals = fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }).map((all) => [...all, false]);
  fc.assert(
    fc.property(randomTranscript, cuts, refusals, ({ bytes }, some, refuses) => {
      expect(scanned(cutSource(bytes, some), refuses)).toEqual(scanned(cutSource(bytes, some), [false]));
    }),
  );
});
