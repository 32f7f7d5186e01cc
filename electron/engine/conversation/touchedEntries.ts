// A conversation that says which entry each record adds something to.

import type { Spoken } from "../../../shared/conversation.ts";
import type { ValuePath } from "../formats/condensedValue.ts";
import type { Entry, NewCall, NewMessage, NewResult } from "../formats/conversationOperations.ts";
import { Entries } from "./entries.ts";

/** For who needs to know which records an entry is made of, in contrast to where its pieces lie. */
export abstract class TouchedEntries extends Entries {
  /** The record that is being read begins this entry, or adds to it. May be told more than once. */
  protected abstract touched(entry: Entry): void;

  /** What goes on is touched by what is added to it. */
  override message(message: NewMessage): Entry {
    const before = this.count;
    const entry = super.message(message);
    if (this.count > before) this.touched(entry);
    return entry;
  }

  override text(message: Entry, at: ValuePath, continues?: boolean, spoken?: Spoken): void {
    super.text(message, at, continues, spoken);
    this.touched(message);
  }

  override reasoning(message: Entry, at: ValuePath, continues?: boolean, spoken?: Spoken): void {
    super.reasoning(message, at, continues, spoken);
    this.touched(message);
  }

  override attachment(message: Entry, at: ValuePath): void {
    super.attachment(message, at);
    this.touched(message);
  }

  override call(call: NewCall): Entry {
    const known = this.callOf(call.key);
    const entry = super.call(call);
    if (entry !== known) this.touched(entry);
    return entry;
  }

  override input(call: Entry, at: ValuePath, continues?: boolean): void {
    super.input(call, at, continues);
    this.touched(call);
  }

  override result(result: NewResult): void {
    super.result(result);
    this.touched(this.callOf(result.call) || this.orphanOf(result.call));
  }

  override compaction(key?: string): void {
    const before = this.count;
    super.compaction(key);
    if (this.count > before) this.touched(this.count);
  }

  override notice(text: string): void {
    super.notice(text);
    this.touched(this.count);
  }

  override error(message: string, isSaid = false): void {
    super.error(message, isSaid);
    if (!isSaid) this.touched(this.count);
  }
}
