import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("theme.css", import.meta.url), "utf8");
const dark = css.slice(css.indexOf("@media"));
const light = css.slice(0, css.indexOf("@media"));

const textTokens = [
  ...["text", "text-muted", "text-faint", "danger", "warning", "success", "bookmark"],
  ...["json-key", "json-string", "json-number", "json-literal", "json-punctuation"],
  ...["text", "tool", "reasoning", "state", "run", "error", "other"].map((family) => `kind-${family}`),
];
const surfaceTokens = ["surface", "surface-sunken", "surface-raised", "surface-hover", "surface-selected"];
const pairs: readonly (readonly [string, string])[] = [
  ...textTokens.flatMap((text) => surfaceTokens.map((surface): [string, string] => [text, surface])),
  ["danger", "danger-surface"],
  ["text", "danger-surface"],
  ["warning", "warning-surface"],
  ["text", "warning-surface"],
  ["accent-text", "accent"],
  ["accent-text", "accent-hover"],
  ["accent", "surface"],
  ["accent", "surface-sunken"],
  ["accent", "surface-raised"],
  ["text", "accent-soft"],
  ["tooltip-text", "tooltip"],
  ["text", "mark"],
  ["text-muted", "mark"],
  ["kind-tool", "mark"],
];

const contrastCss = readFileSync(new URL("contrast.css", import.meta.url), "utf8");
const [contrastLight = "", contrastDark = ""] = contrastCss.split("@media");

/** What is set anew comes first. */
describe.each([
  ["light", light],
  ["dark", dark],
  ["light, of high contrast", contrastLight + light],
  ["dark, of high contrast", contrastDark + dark],
])("the %s theme", (_name, theme) => {
  it("keeps every text readable on every surface it may stand on", () => {
    const tooLow = pairs
      .map(([text, surface]) => ({ text, surface, ratio: contrast(colour(theme, text), colour(theme, surface)) }))
      .filter(({ ratio }) => ratio < 4.5);
    expect(tooLow).toEqual([]);
  });

  it("keeps focus rings visible on every surface", () => {
    const tooLow = surfaceTokens.filter((surface) => contrast(colour(theme, "focus"), colour(theme, surface)) < 3);
    expect(tooLow).toEqual([]);
  });
});

it("defines the same colours in both themes", () => {
  const names = (theme: string) => [...theme.matchAll(/--([a-z-]+): (?:#|rgb)/g)].map((match) => match[1]).toSorted();
  expect(names(dark)).toEqual(names(light));
});

function colour(theme: string, name: string): readonly number[] {
  const hex = new RegExp(`--${name}: #([0-9a-f]{6});`).exec(theme)?.[1];
  if (hex === undefined) throw new Error(`no colour --${name}`);
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

/** WCAG 2 contrast ratio. */
function contrast(a: readonly number[], b: readonly number[]): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function luminance(rgb: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

it("of high contrast, every text on the page stands out as far as WCAG's AAA wants", () => {
  for (const theme of [contrastLight + light, contrastDark + dark]) {
    const tooLow = ["text", "text-muted", "text-faint", "danger", "warning", "success"].flatMap((text) =>
      ["surface", "surface-sunken", "surface-raised"].filter(
        (surface) => contrast(colour(theme, text), colour(theme, surface)) < 7,
      ),
    );
    expect(tooLow).toEqual([]);
  }
});
