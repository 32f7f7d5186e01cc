import { describe, expect, it } from "vitest";
import { createGrants } from "./grants.ts";

describe("createGrants", () => {
  it("finds a path by its id", () => {
    const grants = createGrants();
    const grant = grants.grant("/logs/a.jsonl", "read");
    expect(grants.find(grant.id, "read")).toEqual({ id: grant.id, path: "/logs/a.jsonl", access: "read" });
  });

  it("knows no id it did not give out, a path included", () => {
    const grants = createGrants();
    grants.grant("/logs/a.jsonl", "read");
    for (const id of ["", "0", "/logs/a.jsonl", "__proto__", "constructor"]) {
      expect(grants.find(id, "read")).toBeUndefined();
    }
  });

  it("does not let a file be written that was granted for reading, nor the other way round", () => {
    const grants = createGrants();
    const read = grants.grant("/logs/a.jsonl", "read");
    const write = grants.grant("/logs/a.jsonl", "write");
    expect(read.id).not.toBe(write.id);
    expect(grants.find(read.id, "write")).toBeUndefined();
    expect(grants.find(write.id, "read")).toBeUndefined();
  });

  it("takes over ids of sessions, and keeps the one that a path has", () => {
    const grants = createGrants();
    const before = grants.grant("/logs/a.jsonl", "read");
    grants.adopt("from-the-engine", "/logs/a.jsonl");
    grants.adopt("another", "/logs/b.jsonl");
    expect(grants.find("from-the-engine", "read")?.path).toBe("/logs/a.jsonl");
    expect(grants.find("another", "write")).toBeUndefined();
    expect(grants.grant("/logs/a.jsonl", "read")).toEqual(before);
    expect(grants.grant("/logs/b.jsonl", "read").id).toBe("another");
  });

  it("keeps the id of a path, so that ids do not pile up and an open transcript stays valid", () => {
    const grants = createGrants();
    const first = grants.grant("/logs/a.jsonl", "read");
    for (let i = 0; i < 100; i += 1) expect(grants.grant("/logs/a.jsonl", "read").id).toBe(first.id);
    expect(grants.all()).toEqual([first]);
  });

  it("gives ids that tell nothing about path or order", () => {
    const one = createGrants();
    const other = createGrants();
    const ids = ["/a", "/b"].flatMap((path) => [one.grant(path, "read").id, other.grant(path, "read").id]);
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it("lists all grants, oldest first", () => {
    const grants = createGrants();
    const given = [grants.grant("/b", "read"), grants.grant("/a", "write"), grants.grant("/c", "read")];
    expect(grants.all()).toEqual(given);
  });
});
