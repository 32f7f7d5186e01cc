/** What a person types for a byte: `1 234`, `1,234`, `0x4d2`. Undefined when it is no such number within the record. */
export function parseByte(text: string, length: number): number | undefined {
  const plain = text.replace(/[\s,._\u202f]/g, "").toLowerCase();
  if (!/^(\d+|0x[0-9a-f]+)$/.test(plain)) return undefined;
  const byte = Number(plain);
  return Number.isSafeInteger(byte) && byte < Math.max(1, length) ? byte : undefined;
}
