import type { ByteWindow } from "../../scanner/byteWindow.ts";
import type { ActivityScope } from "../messageOperations.ts";
import type { Value } from "../shape.ts";
import { pausing } from "../shape.ts";

/** Where the official client's convention for lists of activities stands. */
const clientKey = "@ag-ui/client";
const scopeKey = "authoritativeActivityTypes";
/** A longer declaration is not read. */
const longestScope = 48 * 1024;

/** Which activities a snapshot speaks for, as the official client reads its metadata. */
export function* readScope(window: ByteWindow, metadata: Value | undefined): Generator<undefined, ActivityScope> {
  if (metadata?.type !== "object") return undefined;
  let own: Value | undefined;
  for (const member of pausing(window, metadata)) {
    if (member === undefined) yield;
    else if (member.key === clientKey) own = member;
  }
  if (own === undefined) return undefined;
  if (own.length > longestScope) return [];
  const value: unknown = JSON.parse(window.view(own.offset, own.length).toString("utf8"));
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  if (!Object.hasOwn(value, scopeKey)) return undefined;
  const types: unknown = Object.getOwnPropertyDescriptor(value, scopeKey)?.value;
  if (types === null) return "all";
  return Array.isArray(types) && types.every((type) => typeof type === "string") ? types : [];
}
