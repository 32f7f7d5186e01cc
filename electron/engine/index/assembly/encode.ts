// Columns to bytes. What changes with each record stands in locals: globals would be written to memory each time.

import {
  blockRecords, capacity, exceptions, flagsBehind, kindsBehind, lengths, lengthsBehind, linesBehind, markBytes, marks, pairs, pairsBehind, rolesBehind, shapeOf,
  times, timesBehind, toolsBehind,
} from "./layout";
import { putException, putLater, putLength, unitsOf } from "./numbers";
import { assemble, keepExtremes } from "./parts";
import { endOfRun } from "./runs";
import { exceptional, hasPair, hasTime, recordFlags, samePair } from "./shape";
import { addToTally, forgetShapes, numberOf } from "./shapeTable";

/**
 * Turns the first `count` records of the columns at `columns` into a segment's bytes; gives how many. `power`: time units per ms
 * are 1000 to it. On the way it adds up what is known of each shape, and finds the extremes of lengths and times.
 */
export function encode(columns: usize, count: u32, power: u32): u32 {
  if (count > capacity) unreachable();
  forgetShapes();
  let lengthsEnd = lengths;
  let timesEnd = times;
  let pairsEnd = pairs;
  let exceptionsEnd = exceptions;
  let marksEnd = marks;
  const firstLine = <i64>load<f64>(columns + linesBehind);
  let expected = <i64>load<f64>(columns);
  let line = firstLine;
  let time: i64 = 0;
  let pair: u32 = 0;
  let facts: u64 = 0;
  let step: u64 = 0;
  let shape: u32 = 0;
  /** The last record has the shape of the one before and nothing that is written once, so what follows may be its run. */
  let repeats = false;
  // Records of one shape in a row are added up before they go to its tally.
  let runRecords: u32 = 0;
  let runBytes: i64 = 0;
  let shortest: f64 = Infinity;
  let longest: f64 = 0;
  let firstTime = NaN;
  let lastTime = NaN;
  let row: u32 = 0;
  while (row < count) {
    if (row % blockRecords == 0 && row > 0) {
      store<i64>(marksEnd, expected);
      store<i64>(marksEnd + 8, line - firstLine);
      store<i64>(marksEnd + 16, time);
      store<u32>(marksEnd + 24, pair);
      store<u32>(marksEnd + 28, <u32>(lengthsEnd - lengths));
      store<u32>(marksEnd + 32, <u32>(timesEnd - times));
      store<u32>(marksEnd + 36, <u32>(pairsEnd - pairs));
      store<u32>(marksEnd + 40, <u32>(exceptionsEnd - exceptions));
      store<u32>(marksEnd + 44, 0);
      marksEnd += markBytes;
    }
    const isTimed = (facts & (hasTime << 40)) != 0;
    const until = min((row | (blockRecords - 1)) + 1, count);
    const runEnd = repeats ? endOfRun(columns, row, until, <f64>((facts >> 48) & 0xff), <f64>step, isTimed) : row;
    repeats = false;
    if (runEnd > row) {
      const records = runEnd - row;
      const last: usize = columns + (runEnd - 1) * 8;
      for (let one = row; one < runEnd; one++) {
        const length = load<f64>(columns + one * 8 + lengthsBehind);
        if (length < shortest) shortest = length;
        if (length > longest) longest = length;
        lengthsEnd = putLength(lengthsEnd, <i64>length);
        store<u16>(shapeOf + one * 2, <u16>shape);
      }
      if (isTimed) {
        for (let one = row; one < runEnd; one++) {
          const exact = load<f64>(columns + one * 8 + timesBehind);
          if (!(exact >= firstTime)) firstTime = exact;
          if (!(exact <= lastTime)) lastTime = exact;
          const units = power == 0 ? <i64>exact : unitsOf(exact);
          timesEnd = putLater(timesEnd, units - time);
          time = units;
        }
      }
      const end = <i64>load<f64>(last) + <i64>load<f64>(last + lengthsBehind);
      runRecords += records;
      runBytes += end - expected - (<i64>(facts >> 48) & 0xff) * records;
      expected = end;
      line += <i64>step * records;
      row = runEnd;
      continue;
    }

    const numbers: usize = columns + row * 8;
    const exactLength = load<f64>(numbers + lengthsBehind);
    if (exactLength < shortest) shortest = exactLength;
    if (exactLength > longest) longest = exactLength;
    const length = <i64>exactLength;
    lengthsEnd = putLength(lengthsEnd, length);
    const offset = <i64>load<f64>(numbers);
    const thisLine = <i64>load<f64>(numbers + linesBehind);
    let gap = <u64>(offset - expected);
    let thisStep = <u64>(thisLine - line);
    expected = offset + length;
    line = thisLine;
    let flags: u64 = load<u8>(columns + row + flagsBehind) & recordFlags;
    const exact = load<f64>(numbers + timesBehind);
    if (exact == exact) {
      flags |= hasTime;
      if (!(exact >= firstTime)) firstTime = exact;
      if (!(exact <= lastTime)) lastTime = exact;
      const units = power == 0 ? <i64>exact : unitsOf(exact);
      timesEnd = putLater(timesEnd, units - time);
      time = units;
    }
    const hash = load<u32>(columns + row * 4 + pairsBehind);
    if (hash != 0) {
      flags |= hasPair;
      if (hash == pair) flags |= samePair;
      else {
        store<u32>(pairsEnd, hash);
        pairsEnd += 4;
        pair = hash;
      }
    }
    const exceptionsBefore = exceptionsEnd;
    if (gap >= exceptional) {
      exceptionsEnd = putException(exceptionsEnd, gap);
      gap = exceptional;
    }
    if (thisStep >= exceptional) {
      exceptionsEnd = putException(exceptionsEnd, thisStep);
      thisStep = exceptional;
    }
    const theseFacts: u64 =
      <u64>load<u16>(columns + row * 2 + kindsBehind) |
      (<u64>load<u16>(columns + row * 2 + toolsBehind) << 16) |
      (<u64>load<u8>(columns + row + rolesBehind) << 32) |
      (flags << 40) |
      (gap << 48);
    if (theseFacts != facts || thisStep != step || row == 0) {
      if (runRecords > 0) addToTally(shape, runRecords, <f64>runBytes);
      runRecords = 0;
      runBytes = 0;
      facts = theseFacts;
      step = thisStep;
      shape = numberOf(facts, <u32>step);
    } else repeats = exceptionsEnd == exceptionsBefore && (flags & (hasPair | samePair)) != hasPair;
    runRecords++;
    runBytes += length;
    store<u16>(shapeOf + row * 2, <u16>shape);
    row++;
  }
  if (runRecords > 0) addToTally(shape, runRecords, <f64>runBytes);
  keepExtremes(shortest, longest, firstTime, lastTime);
  return assemble(columns, count, power, marksEnd, lengthsEnd, timesEnd, pairsEnd, exceptionsEnd);
}
