// Test support: the scanner's rules once more, slow and plain. A line is a string, looked at as a whole and as often as it
// takes; nothing is resumed, nothing is bounded. See assembly/resync.ts, oddities.ts, separators.ts and eventStream.ts for the rules.

export interface SlowRecord {
  readonly offset: number;
  readonly length: number;
  readonly line: number;
  readonly malformed: boolean;
  readonly glued: boolean;
  readonly torn: boolean;
  /** The brackets close: an object (or value) with a fault, or none. */
  readonly closed: boolean;
}

export interface SlowScan {
  readonly records: readonly SlowRecord[];
  readonly lines: number;
  readonly blank: number;
  readonly commas: number;
  readonly padding: number;
}

/** Objects whose beginning is known, counted from the outside. */
const knownStarts = 64;
const byteOrderMark = "\xef\xbb\xbf";
/** What of a line frames a server-sent event. */
const eventFrame = /^(?:data:|(?:event|id|retry):.*|:(?:[ \t\r].*)?$)/s;

export function scanSlowly(bytes: Uint8Array, values: boolean): SlowScan {
  const text = Buffer.from(bytes).toString("latin1");
  const first = text.startsWith(byteOrderMark) ? byteOrderMark.length : 0;
  const records: SlowRecord[] = [];
  const found = { records, lines: 0, blank: 0, commas: 0, padding: 0 };
  for (let start = first; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const line = new SlowLine(text.slice(start, end), newline < 0, values);
    line.scan();
    found.lines++;
    if (line.records.length === 0) found.blank++;
    found.commas += line.commas;
    found.padding += line.padding;
    line.records.forEach((record, place) => {
      found.records.push({ ...record, offset: start + record.offset, line: found.lines, glued: place > 0 });
    });
    start = end + 1;
  }
  return found;
}

type LineRecord = Omit<SlowRecord, "line" | "glued">;

/** How a reading ends: with the last bracket, or where to look for the next record. */
type Reading =
  | { readonly is: "closed"; readonly end: number; readonly odd: boolean }
  | {
      readonly is: "lost";
      readonly at: number;
      /** The object that may be a record although it looks like a part of this one. */
      readonly child?: number | undefined;
      readonly firstKey: string | undefined;
    };

type State = "keyOrEnd" | "key" | "colon" | "value" | "valueOrEnd" | "afterValue";

class SlowLine {
  readonly records: LineRecord[] = [];
  commas = 0;
  padding = 0;
  readonly #line: string;
  /** The transcript ends with this line, without a newline. */
  readonly #isLast: boolean;
  readonly #values: boolean;

  constructor(line: string, isLast: boolean, values: boolean) {
    this.#line = line;
    this.#isLast = isLast;
    this.#values = values;
  }

  scan(): void {
    const line = this.#line;
    const frame = this.#values ? "" : (eventFrame.exec(line)?.[0] ?? "");
    this.padding += frame.length;
    for (let at = frame.length; at < line.length; ) {
      const byte = line[at] ?? "";
      const behind = line.slice(at + 1).replace(/^[ \t\r]+/, "");
      if (" \t\r".includes(byte)) at++;
      else if (byte === ",") {
        this.commas++;
        at++;
      } else if (byte === "\0" || byte === "\x1e") {
        this.padding++;
        at++;
      } else if (line.startsWith(byteOrderMark, at)) {
        this.padding += 3;
        at += 3;
      } else if (byte === "{" || this.#values) at = this.#value(at);
      else if (
        (byte === "[" && this.records.length === 0 && (behind === "" || behind.startsWith("{"))) ||
        (byte === "]" && behind === "")
      ) {
        this.commas++;
        at++;
      } else at = this.#damage(at, at);
    }
  }

  #value(at: number): number {
    if (/[\]}:\\]/.test(this.#line[at] ?? "")) return this.#damage(at, at);
    const reading = this.#read(at, false, undefined);
    if (reading.is === "lost") return this.#damage(at, reading.at, reading);
    this.#add(at, reading.end, { malformed: reading.odd, closed: true });
    return reading.end;
  }

  /** Damage begins at `start`; the next record is looked for from `from` on. Gives where to go on. */
  #damage(start: number, from: number, torn?: Reading & { is: "lost" }): number {
    let notBefore = torn?.child === undefined ? 0 : from;
    let probe = torn?.child;
    let wanted = torn?.firstKey;
    for (let at = probe ?? from; ; at++) {
      at = this.#line.indexOf("{", at);
      if (at < 0) break;
      if (at < notBefore && at !== probe) continue;
      const reading = this.#read(at, true, at === probe ? { key: wanted } : undefined);
      probe = undefined;
      if (reading.is === "closed") {
        this.#add(start, at, { malformed: true, closed: false });
        this.#add(at, reading.end, { malformed: false, closed: true });
        return reading.end;
      }
      if (reading.child !== undefined) {
        probe = reading.child;
        notBefore = reading.at;
        wanted = reading.firstKey;
      }
      at = (reading.child ?? reading.at) - 1;
    }
    const { length } = this.#line;
    const end = this.#line.endsWith("\r") && length - 1 > start ? length - 1 : length;
    this.#add(start, end, { malformed: true, closed: false, torn: this.#isLast });
    return length;
  }

  #add(from: number, to: number, facts: { malformed: boolean; closed: boolean; torn?: boolean }): void {
    this.records.push({ offset: from, length: to - from, torn: false, ...facts });
  }

  /** Reads one value. `strict`: it must be JSON, and begin with the key that is wanted. */
  #read(start: number, strict: boolean, wanted: { key: string | undefined } | undefined): Reading {
    const line = this.#line;
    const open: { object: boolean; start: number }[] = [];
    let state: State = "value";
    let odd = false;
    let firstKey: string | undefined;
    let lastObject: number | undefined;
    let at = start;
    const inObject = (): boolean => open.at(-1)?.object === true;
    const lost = (where: number): Reading => ({ is: "lost", at: where, firstKey });
    const withChild = (where: number): Reading => {
      const before = line.slice(start, where);
      const isBehind =
        (state === "afterValue" && /\}[ \t\r]{0,16}$/.test(before)) ||
        ((state === "key" || state === "value") && /\}[ \t\r]{0,16},[ \t\r]{0,16}$/.test(before));
      return { is: "lost", at: where, firstKey, child: open.length > 0 && isBehind ? lastObject : undefined };
    };
    const enter = (object: boolean): State => {
      open.push({ object, start: at++ });
      return object ? "keyOrEnd" : "valueOrEnd";
    };
    const leave = (): State => {
      const closed = open.pop();
      lastObject = closed?.object === true && open.length < knownStarts ? closed.start : undefined;
      at++;
      return "afterValue";
    };
    for (;;) {
      if (state === "afterValue" && open.length === 0) return { is: "closed", end: at, odd };
      while (" \t\r".includes(line[at] ?? "x")) at++;
      const byte = line[at];
      if (byte === undefined) return this.#isLast ? lost(at) : withChild(at);
      const isKeyPlace: boolean = state === "keyOrEnd" || state === "key";
      const isValuePlace: boolean = state === "value" || state === "valueOrEnd";
      const isAllowed: boolean =
        (byte === '"' && (isKeyPlace || isValuePlace)) ||
        (byte === ":" && state === "colon") ||
        (byte === "," && state === "afterValue") ||
        (byte === "}" && inObject() && (state === "afterValue" || state === "keyOrEnd")) ||
        (byte === "]" && !inObject() && (state === "afterValue" || state === "valueOrEnd")) ||
        (isValuePlace && !"}],:\\".includes(byte));
      if (!isAllowed || (strict && byte === "}" && open.length === 1 && state === "keyOrEnd")) {
        if (!"}],:".includes(byte) && (state === "colon" || state === "afterValue")) {
          const opening = /\{[ \t\r]{0,16}"$/.exec(line.slice(start, at));
          if (opening !== null) return lost(start + opening.index);
        }
        if (byte === "\\") return lost(at);
        if (byte === "{") return withChild(at);
        if (strict) return lost(at);
        odd = true;
      }
      if (byte === '"') {
        const isKey: boolean = isKeyPlace || (state === "afterValue" && inObject());
        const text = readText(line, at + 1);
        if (text.odd !== undefined) {
          if (strict) return lost(text.odd);
          odd = true;
        }
        if (text.end === undefined) return lost(line.length);
        const key = line.slice(at + 1, text.end);
        at = text.end + 1;
        if (!isKey) state = "afterValue";
        else {
          state = "colon";
          if (open.length === 1 && firstKey === undefined) {
            firstKey = `${key.slice(0, 8)}${key.length}`;
            if (wanted !== undefined && wanted.key !== firstKey) return lost(at);
          }
        }
      } else if (byte === "{") state = enter(true);
      else if (byte === "[") state = enter(false);
      else if (byte === "}" || byte === "]") state = leave();
      else if (byte === ",") {
        state = isKeyPlace || inObject() ? "key" : "value";
        at++;
      } else if (byte === ":") {
        state = "value";
        at++;
      } else {
        const literal = /^[^ \t\r{}[\],:"\\]+/.exec(line.slice(at))?.[0] ?? "";
        at += literal.length;
        if (isValuePlace && !/^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/.test(literal)) {
          if (strict || open.length === 0) return lost(at);
          odd = true;
        }
        // A word for a key is one; anywhere else it stands for a value.
        state = isKeyPlace ? "colon" : "afterValue";
      }
    }
  }
}

/** The text of a string: where its closing quote stands, and the first byte that JSON does not allow. */
function readText(line: string, from: number): { readonly end: number | undefined; readonly odd: number | undefined } {
  let odd: number | undefined;
  for (let at = from; at < line.length; at++) {
    const byte = line[at] ?? "";
    if (byte === '"') return { end: at, odd };
    if (byte < " ") odd ??= at;
    if (byte !== "\\") continue;
    at++;
    if (at < line.length && !/^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(line.slice(at, at + 5))) odd ??= at;
  }
  return { end: undefined, odd };
}
