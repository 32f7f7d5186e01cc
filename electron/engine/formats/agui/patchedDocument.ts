// A JSON document in memory, digit for digit, to which JSON Patches (RFC 6902) are applied, as the official client does it: with
// fast-json-patch, and all of a patch or nothing. The client copies the document for every patch; here it is changed in
// place, and what a failing patch has changed is put back.

import type { Operation } from "fast-json-patch";
import jsonpatch from "fast-json-patch";
import { heldDocumentBytes, heldDocumentLevels } from "../../../../shared/limits.ts";
import type { ExactJson } from "./exactJson.ts";
import { isMarked, markNumbers, parseExactly, plainOf, writeExactly } from "./exactJson.ts";

/** When the document may have grown beyond these, it is measured. */
const measuredBytes = 2 * heldDocumentBytes;
const measuredDepth = 2 * heldDocumentLevels;

type Container = Record<string, unknown>;
type Members = readonly (readonly [string, unknown])[];

/** The operations of JSON Patch (RFC 6902). */
export const patchOperations: ReadonlySet<string> = new Set(["add", "remove", "replace", "move", "copy", "test"]);

/**
 * Held up to `heldDocumentBytes` of JSON text and `heldDocumentLevels` of depth; `of` and `apply` say when it would be
 * more.
 */
export class PatchedDocument {
  #document: unknown;
  /** Upper bounds of the length of its JSON text, and of its depth. */
  #bytes: number;
  #depth: number;

  /** Undefined when the document is too deep to be held. */
  static of(text: string): PatchedDocument | undefined {
    const parsed = parseExactly(text);
    return parsed.depth > heldDocumentLevels ? undefined : new PatchedDocument(parsed, text.length);
  }

  private constructor({ value, depth }: ExactJson, bytes: number) {
    this.#document = value;
    this.#bytes = bytes;
    this.#depth = depth;
  }

  /**
   * Applies a patch that fits the schema of patches; it becomes part of the document. `bytes` is the length of its text.
   * "failed": it does not apply, and nothing has changed. "not held": what it makes cannot be held, and nothing has changed.
   */
  apply({ value: patch, depth }: ExactJson, bytes: number): "applied" | "failed" | "not held" {
    if (depth > heldDocumentLevels) return "not held";
    if (!Array.isArray(patch)) return "failed";
    const steps = patch.filter(isOperation);
    const before = { document: this.#document, bytes: this.#bytes, depth: this.#depth };
    const saved = new Map<Container, Members>();
    try {
      for (const step of steps) {
        // Copies of copies double within one patch, and moves stack what is deep.
        if (this.isTooLong) throw new NotHeld();
        if (readsMarked(this.#document, step)) throw new NotHeld();
        if (step.op === "test") {
          testValue(this.#document, step);
          continue;
        }
        if (movesIntoItself(step)) throw new Error("a document cannot be moved into itself");
        // One operation alone fails before it changes anything; but for a move, which removes first.
        if (steps.length > 1 || step.op === "move") this.#save(step, saved);
        this.#grow(step, depth);
        const { newDocument } = jsonpatch.applyOperation(this.#document, step, true, true, true);
        this.#document = newDocument;
      }
      // A later operation may put something in the place of nothing.
      if (this.#document === undefined) throw new Error("a document cannot become nothing");
      this.#bytes += bytes;
      return "applied";
    } catch (error) {
      this.#document = before.document;
      this.#bytes = before.bytes;
      this.#depth = before.depth;
      for (const [container, members] of saved) restore(container, members);
      return error instanceof NotHeld ? "not held" : "failed";
    }
  }

  /** Whether the document has outgrown what may be held. */
  get isTooLong(): boolean {
    if (this.#bytes <= measuredBytes && this.#depth <= measuredDepth) return false;
    const text = this.text();
    this.#bytes = text.length;
    this.#depth = markNumbers(text).depth;
    return this.#bytes > heldDocumentBytes || this.#depth > heldDocumentLevels;
  }

  text(): string {
    return writeExactly(this.#document);
  }

  /** Raises the bounds by what a step puts at its path; `depth` is that of its patch. */
  #grow(step: Operation, depth: number): void {
    if (step.op === "remove") return;
    const below = "from" in step ? this.#depth - levelsOf(step.from) : depth;
    this.#depth = Math.max(this.#depth, levelsOf(step.path) + below);
    if (step.op === "copy") this.#bytes += writeExactly(jsonpatch.getValueByPointer(this.#document, step.from)).length;
  }

  /** Keeps what a step changes as it was before the patch. */
  #save(step: Operation, saved: Map<Container, Members>): void {
    const paths = "from" in step ? [step.path, step.from, behindRemoved(step)] : [step.path];
    for (const path of paths) {
      const container = containerOf(this.#document, path);
      if (container === undefined || saved.has(container)) continue;
      saved.set(
        container,
        Object.keys(container).map((key) => [key, container[key]]),
      );
    }
  }
}

class NotHeld extends Error {}

/** The client lets a pointer go into a text, to a character. In one that is held with a mark it would find another. */
function readsMarked(document: unknown, step: Operation): boolean {
  const paths = "from" in step ? [step.path, step.from] : [step.path];
  return paths.some((path) => {
    let value = document;
    for (const key of path.split("/").slice(1)) {
      if (!isContainer(value)) return isMarked(value);
      const name = nameOf(key);
      value = Object.hasOwn(value, name) ? value[name] : undefined;
    }
    return false;
  });
}

/**
 * Throws when the value is another one. Numbers are equal when they are to JavaScript, however they are written: what is
 * tested is plain for as long as the test takes.
 */
function testValue(document: unknown, step: Operation & { readonly op: "test" }): void {
  const plainStep = { ...step, value: plainOf(step.value) };
  const container = containerOf(document, step.path);
  const name = nameOf(step.path.slice(step.path.lastIndexOf("/") + 1));
  if (step.path === "") jsonpatch.applyOperation(plainOf(document), plainStep, true);
  else if (container === undefined || !Object.hasOwn(container, name) || name === "__proto__") {
    jsonpatch.applyOperation(document, plainStep, true);
  } else {
    const held = container[name];
    container[name] = plainOf(held);
    try {
      jsonpatch.applyOperation(document, plainStep, true);
    } finally {
      container[name] = held;
    }
  }
}

/** RFC 6902 forbids it; fast-json-patch would do it with the whole document, which then has no end. */
function movesIntoItself(step: Operation): boolean {
  return step.op === "move" && step.from === "" && step.path !== "";
}

function restore(container: Container, members: Members): void {
  for (const key of Object.keys(container)) delete container[key];
  if (Array.isArray(container)) container.length = 0;
  for (const [key, value] of members) {
    // Not by assignment, which a key `__proto__` would turn into something else.
    Object.defineProperty(container, key, { value, writable: true, enumerable: true, configurable: true });
  }
}

/** What lies at the path of a move within a list once its source has been taken out: now one further on. */
function behindRemoved({ from, path }: { readonly from: string; readonly path: string }): string {
  const list = from.slice(0, from.lastIndexOf("/") + 1);
  const [index = "", ...rest] = path.slice(list.length).split("/");
  return path.startsWith(list) && /^\d+$/.test(index) ? `${list}${[Number(index) + 1, ...rest].join("/")}` : path;
}

/** Steps from the whole document to what a path points to. */
function levelsOf(path: string): number {
  return path.split("/").length - 1;
}

/** What the last step of a path would change. */
function containerOf(document: unknown, path: string): Container | undefined {
  const keys = path.split("/").slice(1, -1);
  let value = document;
  for (const key of keys) {
    const name = nameOf(key);
    if (!isContainer(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return isContainer(value) ? value : undefined;
}

/** Of a member, as a step of a pointer spells it. */
function nameOf(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}

function isContainer(value: unknown): value is Container {
  return typeof value === "object" && value !== null;
}

/** The client drops operations that it does not know; the others have been held against the schema. */
function isOperation(value: unknown): value is Operation {
  return isContainer(value) && typeof value.op === "string" && patchOperations.has(value.op);
}
