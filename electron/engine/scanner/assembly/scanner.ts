// The scanner: bytes in, records out, resumable at every byte with a state of fixed size.
//
// A line is cut into JSON values; each value is a record. What is left is damage: one malformed record per stretch. A newline
// ends the line wherever it stands. `walk` reads records, strictly; `separate` what stands between them; `findRecord` looks
// for the next one behind damage.

import { resetBatch } from "./batch";
import { resetColumns } from "./columns";
import { depth } from "./containers";
import { resetEvents } from "./events";
import { endMarkBytes, hasEndMark } from "./eventStream";
import { resetInterners } from "./interner";
import { input, lead, segmentRoom, staticEnd } from "./layout";
import { countComma, countPadding, endLine, lineStart, outputCount, readFields, recordStart, restartLines } from "./lines";
import { isLiteral } from "./literals";
import { resetPaths } from "./paths";
import { offsetOf, setBase } from "./position";
import { endRecord, endWhole, resetRecord } from "./record";
import { endTorn, findRecord, forgetSeek, found, resetResync, seek } from "./resync";
import { behindLastNewline } from "./search";
import { lacksRoom, next, separate, takeValues } from "./separators";
import { forgetRunKinds } from "./runs";
import { learnLine } from "./shapeLearning";
import { mayMatch, takeMatching } from "./shapeMatching";
import { countLine, resetShapes } from "./shapes";
import { forgetTexts } from "./shapeText";
import { keepSlots } from "./slots";
import {
  between, closing, comment, damage, endMark, firstRaw, inKey, inLiteral, inString, opening, passed, separators, whole,
} from "./states";
import { keepText } from "./text";
import { lineEnded, stopped, walk, walked } from "./walk";
import { mayBeWhole, resetWholeLines, takeWholeLine } from "./wholeLine";

export { columnAddress, inputAddress, internedCount, internedDirectory, scratchAddress } from "./addresses";
export { blank, commas, glued, line, lineStart, malformed, onLine, padding, resumeCounts, takeOutput } from "./lines";
export { addFirstElement, addKey, addLaterElement, finishPaths, setSlot, setUse } from "./paths";
export {
  assignSlot, backwards, earliest, fractions, kindsOverflowed, latest, longest, namesOverflowed, previousTime, resumeColumns, rows, seedName,
} from "./columns";
export { batched } from "./batch";
export { furtherCount } from "./calls";
export { addErrorRange, addErrorWord } from "./errorLevel";
export { addProseWords } from "./failureProse";
export { hits, takeShortcuts } from "./shapes";
export { allowRuns, joinNothing, joinRuns } from "./runs";
export { seek } from "./resync";
export { taken } from "./wholeLine";
export { addToSum, clearSum, foldSum, sumsAddress } from "./blockSum";

let state: u32 = between;

/**
 * Prepares for a transcript (or range): no paths, no records. `values`: records may be any values, and not objects alone.
 * `slots` and `interned` matter when fields are read.
 */
export function reset(fields: bool, slots: u32, interned: u32, values: bool): void {
  if (__heap_base > input - lead || staticEnd > segmentRoom) unreachable();
  readFields(fields);
  takeValues(values);
  resetPaths();
  resetShapes();
  resetWholeLines();
  resetInterners();
  forgetRunKinds();
  if (fields) resetBatch(slots, interned);
  else resetColumns();
  restart(0, 1);
}

/** Begins at a line's start, with the paths and interned strings as they are. */
export function restart(offset: f64, firstLine: f64): void {
  state = between;
  restartLines(offset, firstLine);
  resetRecord();
  resetResync();
}

/** Keeps what is still needed of the chunk that ends at `end` before the next one, from transcript offset `offset` on, is read over it. */
export function nextChunk(end: u32, offset: f64): void {
  if (end > 0) {
    if (state != between) keepSlots();
    if (state == inKey || state == inString || state == inLiteral) keepText(input + end);
    memory.copy(input - lead, input + end - lead, lead);
  }
  forgetSeek();
  forgetTexts();
  setBase(offset);
}

/**
 * Scans input[from, to); gives where it stopped: at `to`, or before a record for which the output has no room. When `seek`
 * is not -1 afterwards, the next chunk must be the one from that offset on.
 */
export function scan(from: u32, to: u32): u32 {
  let p: usize = input + from;
  const end: usize = input + to;
  /** Behind the last line that ends here; 0: not looked for yet. */
  let linesEnd: usize = 0;
  while (p < end && seek < 0) {
    if (state < firstRaw) {
      const isTried = state == between && mayMatch(p);
      if (isTried) {
        p = takeMatching(p, end);
        resetEvents();
        if (p >= end) break;
      }
      const before = outputCount();
      const begun = p;
      if (state == between && mayBeWhole(p)) {
        if (linesEnd == 0) linesEnd = behindLastNewline(p, end);
        p = takeWholeLine(p, linesEnd);
      }
      const isWhole = p != begun;
      if (!isWhole) {
        p = walk(p, end, state);
        state = walked;
        if (stopped) break;
      }
      if (isWhole || lineEnded) {
        countLine();
        if (isTried && outputCount() == before + 1) learnLine(begun, p);
      }
    } else if (state == damage) {
      p = findRecord(p, end);
      state = found;
    } else if (state == whole) {
      if (!endWhole()) break;
      state = separators;
    } else {
      p = separate(p, end, state);
      state = next;
      if (lacksRoom) break;
    }
  }
  return <u32>(p - input);
}

/** The transcript ends at input[to]: what is still open becomes the last record. Needs room for one record. */
export function finish(to: u32): void {
  const p: usize = input + to;
  if (state == inLiteral && depth == 0 && isLiteral()) state = endRecord(p);
  if (state == whole) endWhole();
  else if (state == opening || state == closing) countComma();
  else if (state == comment || state == passed) countPadding(offsetOf(p) - recordStart);
  else if (state == endMark && hasEndMark()) countPadding(endMarkBytes);
  else if (state != between && state != separators) endTorn(p);
  state = between;
  if (offsetOf(p) > lineStart) endLine(p);
}
