// The calls that started the sub-agents of AG-UI runs. What a sub-agent says and does stands in the log of its caller, each
// event with its id (`subagentRunId`); the event that begins it names the call, or the sub-agent by which it was started.

import { GrowingInts } from "../../paging/growing.ts";
import { TextIds } from "../../paging/textIds.ts";
import type { Entry } from "../conversationOperations.ts";

export class SubagentCalls {
  readonly #ids = new TextIds();
  readonly #call = new GrowingInts();

  /** `call`: 0 for one that no call is known of. */
  started(id: string, call: Entry): void {
    this.#call.set(this.#ids.ofText(id), call);
  }

  /** 0: none is known. */
  of(id: string): Entry {
    return this.#call.get(this.#ids.known(id));
  }
}
