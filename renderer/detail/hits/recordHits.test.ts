import { describe, expect, it } from "vitest";
import { fail, succeed } from "../../../shared/result.ts";
import type { ReadHits } from "./recordHits.ts";
import { createRecordHits, isWhole } from "./recordHits.ts";

const length = 4_000_000;

/** A record with hits of ten bytes at these places; tells which slices were asked for. */
function recordWith(places: readonly number[]) {
  const asked: number[] = [];
  const read: ReadHits = async (from, bytes) => {
    asked.push(from);
    const next = Math.min(length, from + bytes);
    const hits = places
      .filter((place) => place >= from && place < next)
      .map((place) => ({ from: place, to: place + 10 }));
    return succeed({ hits, next, end: length });
  };
  return { asked, read };
}

function seen({ store }: ReturnType<typeof createRecordHits>) {
  const { current, hits } = store.getState();
  return `${current === undefined ? "none" : current.index + 1} of ${hits.length}`;
}

describe("the hits of a record", () => {
  it("are known for its first megabyte, and the first one is gone to", async () => {
    const { asked, read } = recordWith([5, 900_000, 3_000_000]);
    const hits = createRecordHits(read, length, { landing: "first" });
    await expect.poll(() => hits.store.getState().searching).toBe(false);
    expect(seen(hits)).toBe("1 of 2");
    expect(hits.store.getState().current).toEqual({ index: 0, asked: false, from: 5, to: 15 });
    expect(asked).toEqual([0, 262_144, 524_288, 786_432]);
  });

  it("are searched for further on when somebody goes there", async () => {
    const { asked, read } = recordWith([5, 3_000_000]);
    const hits = createRecordHits(read, length, { landing: "first" });
    expect(await hits.step("next")).toBe(true);
    expect(hits.store.getState().current).toMatchObject({ index: 1, asked: true, from: 3_000_000 });
    expect(asked.length).toBe(12);
    expect(await hits.step("next")).toBe(false);
    expect(seen(hits)).toBe("2 of 2");
    expect(isWhole(hits.store.getState(), length)).toBe(true);
    expect(await hits.step("previous")).toBe(true);
    expect(seen(hits)).toBe("1 of 2");
    expect(await hits.step("previous")).toBe(false);
    expect(seen(hits)).toBe("1 of 2");
  });

  it("are entered from behind by whoever comes from there", async () => {
    const { read } = recordWith([5, 50, 500]);
    const hits = createRecordHits(read, length, { landing: "last" });
    expect(await hits.step("previous")).toBe(true);
    expect(seen(hits)).toBe("2 of 3");
  });

  it("may be none at all", async () => {
    const hits = createRecordHits(recordWith([]).read, length, { landing: "first" });
    expect(await hits.step("previous")).toBe(false);
    expect(await hits.step("next")).toBe(false);
    expect(seen(hits)).toBe("none of 0");
  });

  it("are counted up to a bound", async () => {
    const many = Array.from({ length: 50_000 }, (_, place) => place * 20);
    const { asked, read } = recordWith(many);
    const hits = createRecordHits(read, length, { landing: "first" });
    await expect.poll(() => hits.store.getState().searching).toBe(false);
    expect(isWhole(hits.store.getState(), length)).toBe(true);
    expect(hits.store.getState().hits.length).toBeLessThan(30_000);
    expect(asked.length).toBe(1);
  });

  it("say why they cannot be found, and are tried again", async () => {
    const { read } = recordWith([5]);
    const answers = [fail({ code: "engine-stopped" } as const)];
    const hits = createRecordHits(async (...asked) => answers.pop() ?? read(...asked), length, { landing: "first" });
    await expect.poll(() => hits.store.getState().failure).toEqual({ code: "engine-stopped" });
    expect(await hits.step("next")).toBe(true);
    expect(seen(hits)).toBe("1 of 1");
    expect(hits.store.getState().failure).toBeUndefined();
  });

  it("are not searched for any more once nobody looks at the record", async () => {
    const { asked, read } = recordWith([3_000_000]);
    const hits = createRecordHits(read, length, { landing: "first" });
    hits.dispose();
    expect(await hits.step("next")).toBe(false);
    expect(asked.length).toBe(1);
    expect(seen(hits)).toBe("none of 0");
  });

  it("are all searched for at once by whoever finds inside the record, and go around", async () => {
    const { asked, read } = recordWith([5, 3_000_000, 3_999_000]);
    const hits = createRecordHits(read, length, { landing: "first", asked: true, inside: true });
    await expect.poll(() => hits.store.getState().searching).toBe(false);
    expect(asked.length).toBe(16);
    expect(hits.store.getState().current).toEqual({ index: 0, asked: true, from: 5, to: 15 });
    expect(await hits.step("previous")).toBe(true);
    expect(seen(hits)).toBe("3 of 3");
    expect(await hits.step("next")).toBe(true);
    expect(seen(hits)).toBe("1 of 3");
  });

  it("can be stepped to while the record is being searched", async () => {
    const { read } = recordWith([5, 600_000, 3_000_000]);
    const waiting: (() => void)[] = [];
    const slow: ReadHits = async (...asked) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return read(...asked);
    };
    const hits = createRecordHits(slow, length, { landing: "first", inside: true });
    waiting[0]?.();
    await expect.poll(() => waiting.length).toBe(2);
    const stepped = hits.step("next");
    for (const count of [3, 4]) {
      waiting[count - 2]?.();
      await expect.poll(() => waiting.length).toBe(count);
    }
    expect(await stepped).toBe(true);
    expect(seen(hits)).toBe("2 of 2");
    const further = hits.step("next");
    hits.dispose();
    expect(await further).toBe(false);
  });
});
