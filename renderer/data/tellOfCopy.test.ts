import { expect, it } from "vitest";
import type { Notice } from "./states.ts";
import { tellOfCopy } from "./tellOfCopy.ts";

async function toldOf(problem: string | undefined, done?: string): Promise<readonly (Notice | undefined)[]> {
  const told: (Notice | undefined)[] = [];
  await tellOfCopy({ tell: (notice) => void told.push(notice) }, Promise.resolve(problem), done);
  return told;
}

it("tells of a copy that was refused, and of one that was made where that is not seen", async () => {
  expect(await toldOf("Refused.", "Copied.")).toEqual([{ tone: "warning", text: "Refused." }]);
  expect(await toldOf(undefined, "Copied.")).toEqual([{ tone: "info", text: "Copied." }]);
  expect(await toldOf(undefined)).toEqual([]);
});
