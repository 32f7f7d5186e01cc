import { Masks } from "./masks.ts";
import type { RedactionRules } from "./redactionRules.ts";
import { masksOf, textOf } from "./secretMasks.ts";
import type { Secret } from "./secretScan.ts";
import { SecretScan } from "./secretScan.ts";

/** What gives short texts, such as names of tools, without what is secret in them. */
export function createWordRedactor(rules: RedactionRules): (word: string) => string {
  const found: Secret[] = [];
  const scan = new SecretScan(rules.createFinders(), (secret) => {
    if (!rules.keep.has(textOf(secret))) found.push(secret);
  });
  return (word) => {
    const bytes = Buffer.from(word);
    scan.take(bytes, 0);
    scan.finish();
    if (found.length === 0) return word;
    const masks = new Masks(rules.kinds);
    for (const mask of found
      .splice(0)
      .flatMap(masksOf)
      .toSorted((a, b) => a.offset - b.offset))
      masks.add(mask);
    masks.apply(bytes, 0, bytes.length, 0);
    return bytes.toString("utf8");
  };
}
