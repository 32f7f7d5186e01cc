/** Reads a record's number as people write and paste it: `1234567`, `1 234 567`, `1,234,567`, `#42`. */
export function readRecordNumber(text: string): number | undefined {
  const digits = text
    .trim()
    .replace(/^#/, "")
    .replace(/[\s,._'’]/g, "");
  if (!/^\d{1,16}$/.test(digits)) return undefined;
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : undefined;
}
