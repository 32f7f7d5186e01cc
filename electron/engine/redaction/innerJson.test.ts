import { expect, it } from "vitest";
import { valueAt } from "../formats/condensedValue.ts";
import { ByteWindow } from "../scanner/byteWindow.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { InnerTexts, innerObjects } from "./innerJson.ts";

const said = ["so", 'a "quote"\\', "tab\t and line\n", "Ä 漢 😀", "/\b\f\r", ""];

/** As programs write that leave nothing but ASCII. */
const inAscii = (json: string): string =>
  json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

it.each([
  ["as JSON writes", (json: string) => json],
  ["in ASCII", inAscii],
])("finds each text of a text, %s", (_, written) => {
  const lines = said.map((delta) => `data: ${written(JSON.stringify({ delta: { text: delta } }))}`);
  const outer = lines.join("\n");
  const record = `{"chunk":${written(JSON.stringify(outer))}}`;
  const source = createMemorySource(record);
  const texts = new InnerTexts(new ByteWindow(source));
  const from = Buffer.byteLength('{"chunk":"');
  const range = { offset: from, length: source.size - 2 - from };
  const bytes = Buffer.from(record);
  const found = innerObjects(outer).map(({ step, object }) => {
    const { offset, length } = texts.rangeOf(range, [step, "delta", "text"]) ?? { offset: 0, length: 0 };
    const inner: unknown = JSON.parse(`"${bytes.toString("utf8", offset, offset + length)}"`);
    // It is escaped twice.
    return [valueAt(object, "delta", "text"), JSON.parse(`"${inner}"`)];
  });
  expect(found).toEqual(said.map((text) => [text, text]));
  expect(texts.rangeOf(range, [-1 - said.length, "delta", "text"])).toBeUndefined();
});
