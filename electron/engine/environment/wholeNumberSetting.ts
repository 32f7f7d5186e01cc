import { warn } from "./warnings.ts";

/** A setting of the environment that is a number; undefined when it is not set, or (which is said) out of bounds. */
export function wholeNumberSetting(name: string, least: number, most: number): number | undefined {
  const text = process.env[name];
  if (text === undefined || text.trim() === "") return undefined;
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= least && number <= most) return number;
  warn(`${name} is “${text}”, but must be a whole number from ${least} to ${most}. It is left out of account.`);
  return undefined;
}
