/** A piece of a JSON text; `plain` is what stands between values. */
export interface JsonSpan {
  readonly sort: "key" | "string" | "number" | "literal" | "plain";
  readonly text: string;
}

const values = /"(?:[^"\\]|\\.)*"(?<colon>\s*:)?|(?<number>-?\d[\d.eE+-]*)|true|false|null/gs;

/** All of the text, in order. Of what is no JSON, anything may be taken for anything. */
export function jsonSpans(json: string): readonly JsonSpan[] {
  const spans: JsonSpan[] = [];
  let at = 0;
  const add = (sort: JsonSpan["sort"], end: number) => {
    if (end > at) spans.push({ sort, text: json.slice(at, end) });
    at = Math.max(at, end);
  };
  for (const { 0: value, index, groups } of json.matchAll(values)) {
    add("plain", index);
    const { colon = "", number } = groups ?? {};
    const sort = colon !== "" ? "key" : number !== undefined ? "number" : value.startsWith('"') ? "string" : "literal";
    add(sort, index + value.length - colon.length);
  }
  add("plain", json.length);
  return spans;
}
