// Records in a row that differ in nothing but length and time, as the deltas of a stream do.

import { flagsBehind, kindsBehind, lengthsBehind, linesBehind, pairsBehind, rolesBehind, timesBehind, toolsBehind } from "./layout";

/** Rows that are compared at once. */
const together: u32 = 8;

/**
 * Where the records end, from row `from` on, that are like the one before it but for length and time: with `gap` bytes and `step`
 * lines between them, and a time if `isTimed`.
 */
export function endOfRun(columns: usize, from: u32, until: u32, gap: f64, step: f64, isTimed: bool): u32 {
  const before: usize = from - 1;
  const kind = load<u16>(columns + before * 2 + kindsBehind);
  const tool = load<u16>(columns + before * 2 + toolsBehind);
  const role = load<u8>(columns + before + rolesBehind);
  const flags = load<u8>(columns + before + flagsBehind);
  const hash = load<u32>(columns + before * 4 + pairsBehind);
  const kinds = i16x8.splat(kind);
  const tools = i16x8.splat(tool);
  const roles = i8x16.splat(role);
  const flagBytes = i8x16.splat(flags);
  const hashes = i32x4.splat(hash);
  const gaps = f64x2.splat(gap);
  const steps = f64x2.splat(step);
  // All bits of a time that is not known differ from themselves.
  const timed = i64x2.splat(isTimed ? -1 : 0);
  let row = from;
  for (; row + together <= until; row += together) {
    const words: usize = columns + row * 2;
    let differs = v128.or(
      v128.xor(v128.load(words + kindsBehind), kinds),
      v128.xor(v128.load(words + toolsBehind), tools),
    );
    const narrow = v128.or(
      v128.xor(v128.load64_zero(columns + row + rolesBehind), roles),
      v128.xor(v128.load64_zero(columns + row + flagsBehind), flagBytes),
    );
    differs = v128.or(differs, i64x2.replace_lane(narrow, 1, 0));
    const pairs: usize = columns + row * 4 + pairsBehind;
    differs = v128.or(differs, v128.or(v128.xor(v128.load(pairs), hashes), v128.xor(v128.load(pairs, 16), hashes)));
    let alike = i64x2.splat(-1);
    for (let two: usize = columns + row * 8; two < columns + (row + together) * 8; two += 16) {
      const time = v128.load(two + timesBehind);
      const end = f64x2.add(v128.load(two - 8), v128.load(two + lengthsBehind - 8));
      const isNext = f64x2.eq(f64x2.sub(v128.load(two), end), gaps);
      const isBelow = f64x2.eq(f64x2.sub(v128.load(two + linesBehind), v128.load(two + linesBehind - 8)), steps);
      const isLike = v128.not(v128.xor(f64x2.eq(time, time), timed));
      alike = v128.and(alike, v128.and(isLike, v128.and(isNext, isBelow)));
    }
    if (v128.any_true(v128.or(differs, v128.not(alike)))) break;
  }
  for (; row < until; row++) {
    const words: usize = columns + row * 2;
    const numbers: usize = columns + row * 8;
    const differs =
      (load<u16>(words + kindsBehind) ^ kind) | (load<u16>(words + toolsBehind) ^ tool) |
      (load<u8>(columns + row + rolesBehind) ^ role) | (load<u8>(columns + row + flagsBehind) ^ flags) |
      (load<u32>(columns + row * 4 + pairsBehind) ^ hash);
    const time = load<f64>(numbers + timesBehind);
    const end = load<f64>(numbers - 8) + load<f64>(numbers + lengthsBehind - 8);
    const lines = load<f64>(numbers + linesBehind) - load<f64>(numbers + linesBehind - 8);
    if (differs != 0 || (time == time) != isTimed || load<f64>(numbers) - end != gap || lines != step) break;
  }
  return row;
}
