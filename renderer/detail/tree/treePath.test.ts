import { describe, expect, it } from "vitest";
import type { TreeDocument } from "./treeDocument.ts";
import { embeddedDocument } from "./treeDocument.ts";
import type { TreeItem } from "./treeItem.ts";
import { printPath } from "./treePath.ts";

const record = embeddedDocument("", "{}");
const inner = embeddedDocument("1>", "{}");

function item(steps: readonly (readonly [TreeDocument, string | number | undefined])[]): TreeItem {
  const [document, key] = steps.at(-1) ?? [record, undefined];
  const node = { key, type: "null", offset: 0, length: 4, preview: "null", cut: false } as const;
  return { id: "0", document, node, parent: steps.length > 1 ? item(steps.slice(0, -1)) : undefined };
}

describe("printPath", () => {
  it.each([
    [["payload", "items", 3, "text"], "payload.items[3].text"],
    [[0, 1], "[0][1]"],
    [["$ref", "_x", "ключ"], "$ref._x.ключ"],
    [["two words", 'quo"te', "", "9"], '["two words"]["quo\\"te"][""]["9"]'],
    [[undefined], ""],
  ])("writes %j as %s", (keys, path) => {
    expect(printPath(item(keys.map((key) => [record, key] as const)))).toBe(path);
  });

  it("enters JSON inside a string", () => {
    expect(
      printPath(
        item([
          [record, "payload"],
          [record, "arguments"],
          [inner, "city"],
        ]),
      ),
    ).toBe("JSON.parse(payload.arguments).city");
  });
});
