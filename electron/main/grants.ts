// Granted files: the page knows a random id, and only main and the engine know which path stands behind it. A path comes
// in here from a gesture of the user (dialog, drop, argument, recent list) or from the engine (a session of the library), never
// from the page.

import { randomUUID } from "node:crypto";

/**
 * A file to be read or written; a folder whose sessions the library lists; or the address of an endpoint that a person has
 * confirmed, to send to it once.
 */
export type Access = "read" | "write" | "list" | "send";

export type PathAccess = Exclude<Access, "send">;

export interface Grant {
  readonly id: string;
  readonly path: string;
  readonly access: Access;
}

export interface Grants {
  /** The same path with the same access keeps its id, so that a page which recovers can go on using it. */
  grant(path: string, access: PathAccess): Grant;
  /** An id that the engine gave a session of the library: it knows their paths, and the page does not. */
  adopt(id: string, path: string): void;
  find(id: string, access: PathAccess): Grant | undefined;
  /** Nobody may use it any more. */
  revoke(id: string): void;
  /** All of them, oldest first: what a newly started engine has to be told. */
  all(): readonly Grant[];
}

export function createGrants(): Grants {
  const byId = new Map<string, Grant>();
  const idByPath = {
    read: new Map<string, string>(),
    write: new Map<string, string>(),
    list: new Map<string, string>(),
  } as const;

  return {
    grant(path, access) {
      const known = idByPath[access].get(path);
      const existing = known === undefined ? undefined : byId.get(known);
      if (existing !== undefined) return existing;
      const grant: Grant = { id: randomUUID(), path, access };
      byId.set(grant.id, grant);
      idByPath[access].set(path, grant.id);
      return grant;
    },
    adopt(id, path) {
      byId.set(id, { id, path, access: "read" });
      if (!idByPath.read.has(path)) idByPath.read.set(path, id);
    },
    find(id, access) {
      const grant = byId.get(id);
      return grant?.access === access ? grant : undefined;
    },
    revoke(id) {
      const grant = byId.get(id);
      byId.delete(id);
      if (grant !== undefined && grant.access !== "send") idByPath[grant.access].delete(grant.path);
    },
    all: () => [...byId.values()],
  };
}
