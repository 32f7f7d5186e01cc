import { isTrueAt, listAt, textAt, valueAt } from "../condensedValue.ts";

/** A result of Cline's is a list, one for each command; each says for itself whether it was successful. */
export function hasFailed(result: unknown, member: "output" | "content"): boolean {
  if (textAt(result, "error") !== undefined || isTrueAt(result, "isError")) return true;
  return [valueAt(result, member), ...listAt(result, member)].some((one) => valueAt(one, "success") === false);
}
