// Follows the state of an AG-UI log to say which changes of it cannot be made. Long texts in it are known by their
// beginnings, and a state beyond some megabytes is not followed until the next one is given.

import { isDeepStrictEqual } from "node:util";
import { beginningOf } from "../../../../shared/beginningOf.ts";
import type { RuleName } from "../../../../shared/findings.ts";
import { heldDocumentBytes } from "../../../../shared/limits.ts";
import { cutText, listAt, textAt, valueAt } from "../condensedValue.ts";
import { parseExactly } from "./exactJson.ts";
import { misfitOf } from "./misfits.ts";
import { PatchedDocument, patchOperations } from "./patchedDocument.ts";
import { patchShape } from "./shapes.ts";

export class StateChanges {
  readonly #find: (rule: RuleName, message: string) => void;
  #thread: string | undefined;
  /** A state was given, or it is not known whether. */
  #isGiven = false;
  /** The state as it was given, until it is changed. */
  #given: unknown = {};
  /** With its changes; undefined when it has none, or is not followed. */
  #changed: PatchedDocument | undefined;
  #isFollowed = true;
  /** Changes since the run began or the last state was given. */
  #changes = 0;

  constructor(find: (rule: RuleName, message: string) => void) {
    this.#find = find;
  }

  /** A run of a thread begins. */
  begin(run: unknown, thread: string): void {
    this.#choose(thread);
    this.#changes = 0;
    const state = valueAt(run, "input", "state");
    if (state !== undefined && state !== null) this.#give(state);
  }

  take(type: string, event: unknown, thread: string): void {
    this.#choose(thread);
    if (type === "STATE_DELTA") this.#change(valueAt(event, "delta") ?? valueAt(event, "patch"));
    else {
      const state = valueAt(event, "snapshot") ?? valueAt(event, "state");
      this.#compare(state);
      this.#give(state);
    }
  }

  /** Another thread has a state of its own, which is not known until it is given anew. */
  #choose(thread: string): void {
    const isOther = this.#thread !== undefined && thread !== this.#thread;
    this.#thread = thread;
    if (!isOther) return;
    this.#isGiven = true;
    this.#isFollowed = false;
    this.#changed = undefined;
    this.#changes = 0;
  }

  #give(state: unknown): void {
    this.#isGiven = true;
    this.#given = state;
    this.#changed = undefined;
    this.#isFollowed = true;
    this.#changes = 0;
  }

  /** A state that is given in mid-run takes the place of what the changes made. */
  #compare(state: unknown): void {
    if (this.#changes === 0 || this.#changed === undefined) return;
    const text = textOf(state);
    if (text === undefined || isDeepStrictEqual(JSON.parse(this.#changed.text()), JSON.parse(text))) return;
    this.#find("state-mismatch", "The state differs from what the changes before it made of the last one.");
  }

  #change(patch: unknown): void {
    if (!this.#isGiven) {
      this.#isGiven = true;
      this.#find(
        "delta-without-state",
        "A state is changed that was never given: the client begins with an empty one.",
      );
    }
    const misfit = misfitOf(patch, patchShape, "The patch");
    const unknown = listAt(patch).find((step) => !patchOperations.has(textAt(step, "op") ?? ""));
    if (misfit !== undefined) this.#find("bad-patch", misfit);
    else if (unknown !== undefined) {
      const name = beginningOf(textAt(unknown, "op") ?? "", 80);
      this.#find("bad-patch", `JSON Patch knows no operation “${name}”: the client drops it.`);
    } else this.#apply(patch);
  }

  #apply(patch: unknown): void {
    if (!this.#isFollowed) return;
    const text = textOf(patch);
    this.#changed ??= documentOf(this.#given);
    const outcome = text === undefined ? "not held" : this.#changed?.apply(parseExactly(text), text.length);
    if (outcome === "applied") this.#changes++;
    else if (outcome === "failed") {
      this.#find("bad-patch", "The patch does not apply to the state: the client leaves all of it out.");
    }
    if (outcome === "applied" || outcome === "failed") this.#isFollowed = this.#changed?.isTooLong === false;
    else this.#isFollowed = false;
    if (!this.#isFollowed) this.#changed = undefined;
  }
}

function documentOf(state: unknown): PatchedDocument | undefined {
  const text = textOf(state);
  return text === undefined ? undefined : PatchedDocument.of(text);
}

/** JSON of a condensed value; undefined when it is too long to be followed. */
function textOf(value: unknown): string | undefined {
  const text = JSON.stringify(value, (_, member: unknown) => cutText(member)?.head ?? member) ?? "null";
  return text.length > heldDocumentBytes ? undefined : text;
}
