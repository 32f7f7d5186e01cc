/** An attribute of OTLP that is a whole number. */
export interface IntAttribute {
  readonly key: string;
  /** An int64, as JSON spells it: as text. */
  readonly value: { readonly intValue: string };
}

/**
 * An attribute of a count. Undefined beyond 2^53, where it was rounded when it was read: what is beyond an int64 makes readers refuse the
 * whole document.
 */
export function intAttribute(key: string, count: number): IntAttribute | undefined {
  const whole = Math.round(count);
  return Number.isSafeInteger(whole) ? { key, value: { intValue: String(whole) } } : undefined;
}
