// A JSON document in memory to which JSON Patches (RFC 6902) are applied, as the official client does it: with
// fast-json-patch, and all of a patch or nothing. The client copies the document for every patch; here it is changed in
// place, and what a failing patch has changed is put back.

import type { Operation } from "fast-json-patch";
import jsonpatch from "fast-json-patch";

/** JSON text of a longer document is not held in memory: as objects it takes several times as much. */
export const heldBytes = 4 * 1024 * 1024;
/** When the document may have grown beyond this, it is measured. */
const measuredBytes = 2 * heldBytes;

type Container = Record<string, unknown>;

const operations = new Set(["add", "remove", "replace", "move", "copy", "test"]);

export class PatchedDocument {
  #document: unknown;
  /** An upper bound of the length of its JSON text. */
  #bytes: number;

  constructor(text: string) {
    this.#document = JSON.parse(text);
    this.#bytes = text.length;
  }

  /**
   * Applies a patch that fits the schema of patches; it becomes part of the document. `bytes` is the length of its text.
   * False: it does not apply, and nothing has changed.
   */
  apply(patch: unknown, bytes: number): boolean {
    if (!Array.isArray(patch)) return false;
    const steps = patch.filter(isOperation);
    const before = this.#document;
    const saved: Saved[] = [];
    try {
      for (const step of steps) {
        if (movesIntoItself(step)) throw new Error("a document cannot be moved into itself");
        // One operation alone fails before it changes anything; but for a move, which removes first.
        if (steps.length > 1 || step.op === "move") this.#save(step, saved);
        const { newDocument } = jsonpatch.applyOperation(this.#document, step, true, true, true);
        this.#document = newDocument;
        if (step.op === "copy") this.#bytes *= 2;
      }
      // A later operation may put something in the place of nothing.
      if (this.#document === undefined) throw new Error("a document cannot become nothing");
      this.#bytes += bytes;
      return true;
    } catch {
      this.#document = before;
      for (const copy of saved.reverse()) restore(copy);
      return false;
    }
  }

  /** Whether the document has outgrown `heldBytes`. */
  get isTooLong(): boolean {
    if (this.#bytes <= measuredBytes) return false;
    this.#bytes = this.text().length;
    return this.#bytes > heldBytes;
  }

  text(): string {
    return JSON.stringify(this.#document) ?? "null";
  }

  #save(step: Operation, saved: Saved[]): void {
    const paths = "from" in step ? [step.path, step.from] : [step.path];
    for (const path of paths) {
      const container = containerOf(this.#document, path);
      if (container === undefined) continue;
      saved.push({ container, members: Object.keys(container).map((key) => [key, container[key]]) });
    }
  }
}

/** RFC 6902 forbids it; fast-json-patch would do it with the whole document, which then has no end. */
function movesIntoItself(step: Operation): boolean {
  return step.op === "move" && step.from === "" && step.path !== "";
}

interface Saved {
  readonly container: Container;
  readonly members: readonly (readonly [string, unknown])[];
}

function restore({ container, members }: Saved): void {
  for (const key of Object.keys(container)) delete container[key];
  if (Array.isArray(container)) container.length = 0;
  for (const [key, value] of members) {
    // Not by assignment, which a key `__proto__` would turn into something else.
    Object.defineProperty(container, key, { value, writable: true, enumerable: true, configurable: true });
  }
}

/** What the last step of a path would change. */
function containerOf(document: unknown, path: string): Container | undefined {
  const keys = path.split("/").slice(1, -1);
  let value = document;
  for (const key of keys) {
    const name = key.replaceAll("~1", "/").replaceAll("~0", "~");
    if (!isContainer(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return isContainer(value) ? value : undefined;
}

function isContainer(value: unknown): value is Container {
  return typeof value === "object" && value !== null;
}

/** The client drops operations that it does not know; the others have been held against the schema. */
function isOperation(value: unknown): value is Operation {
  return isContainer(value) && typeof value.op === "string" && operations.has(value.op);
}
