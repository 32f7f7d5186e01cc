// The time that most logs write: milliseconds since 1970 as a number of 13 digits, eight of them at a time (Lemire's "parse
// eight digits"). All others are parsed by time.ts.

/** The number that eight digits say, the first one lowest in the word; -1 when one is none. */
// @ts-ignore: decorator
@inline
function eightDigits(word: u64): i64 {
  const high: u64 = 0xf0f0f0f0f0f0f0f0;
  if ((word & high) != 0x3030303030303030 || ((word + 0x0606060606060606) & high) != 0x3030303030303030) return -1;
  let digits = word & 0x0f0f0f0f0f0f0f0f;
  digits = (digits * 2561) >> 8;
  digits = ((digits & 0x00ff00ff00ff00ff) * 6553601) >> 16;
  return <i64>(((digits & 0x0000ffff0000ffff) * 42949672960001) >> 32);
}

export const epochDigits: u32 = 13;
const leastMilliseconds: i64 = 1_000_000_000_000;
/** Times end in the year 2112; see time.ts. */
const mostMilliseconds: i64 = 4_500_000_000_000;

/** The time that 13 digits at `at` say; -1: they do not say one, or not so plainly. */
// @ts-ignore: decorator
@inline
export function epochMilliseconds(at: usize): i64 {
  const first = eightDigits(load<u64>(at));
  const last = eightDigits(load<u64>(at, 5));
  if ((first | last) < 0) return -1;
  const time = first * 100_000 + (last - (first % 1000) * 100_000);
  return time >= leastMilliseconds && time < mostMilliseconds ? time : -1;
}
