import { describe, expect, it } from "vitest";
import type { Piece, PieceWindow } from "./pieceWindow.ts";
import { edge, extend, firstPiece } from "./pieceWindow.ts";

const last = 9;

function piece(number: number): Piece<number, string> {
  return { start: number, next: number === last ? undefined : number + 1, content: `piece ${number}` };
}

function walk(window: PieceWindow<number, string>, side: "before" | "after", steps: number) {
  let moved = window;
  for (let step = 0; step < steps; step += 1) {
    const at = edge(moved, side);
    if (at === undefined) throw new Error(`no piece ${side} after ${step} steps`);
    moved = extend(moved, side, piece(at), 3);
  }
  return moved;
}

const shown = (window: PieceWindow<number, string>) => window.pieces.map(({ start }) => start);

describe("a window of pieces", () => {
  it("grows up to its bound, then moves on", () => {
    const start = firstPiece(piece(0));
    expect(shown(walk(start, "after", 2))).toEqual([0, 1, 2]);
    expect(shown(walk(start, "after", 5))).toEqual([3, 4, 5]);
  });

  it("reaches the last piece and ends there", () => {
    const end = walk(firstPiece(piece(0)), "after", last);
    expect(shown(end)).toEqual([7, 8, 9]);
    expect(edge(end, "after")).toBeUndefined();
  });

  it("moves back to the very first piece and on again", () => {
    const end = walk(firstPiece(piece(0)), "after", last);
    const back = walk(end, "before", 7);
    expect(shown(back)).toEqual([0, 1, 2]);
    expect(edge(back, "before")).toBeUndefined();
    expect(shown(walk(back, "after", 1))).toEqual([1, 2, 3]);
  });

  it("has nothing before its first piece", () => {
    expect(edge(firstPiece(piece(0)), "before")).toBeUndefined();
  });
});
