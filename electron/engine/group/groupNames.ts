// The names of a group, with numbers of their own, since each transcript has others. There are as many as an index of one
// transcript tells apart, so that all that is made for its numbers holds for these.

import { kindLimit } from "../index/kindTotals.ts";
import type { RecordLabels } from "../query/recordLabels.ts";
import type { ScanState } from "../scanner/indexScan.ts";
import { kindNumber } from "../scanner/indexScan.ts";
import { GroupCalls } from "./groupCalls.ts";

/** One more than the greatest number of a role, which is one byte. */
const roleLimit = 256;

/** By a transcript's number of a name, the group's. */
export interface MemberNumbers {
  readonly kinds: Uint16Array;
  readonly roles: Uint16Array;
  readonly tools: Uint16Array;
}

type Overflows = Pick<ScanState, "kindsOverflowed" | "namesOverflowed">;

/**
 * Names are added for good. Up to 4,096 kinds and tools and 256 roles are told apart; what comes later shares one
 * number, and the overflows say so.
 */
export class GroupNames {
  readonly kinds = new NameTable(["(none)", "(malformed)", "(other)"], kindLimit, kindNumber.other);
  readonly roles = new NameTable([""], roleLimit, 0);
  readonly tools = new NameTable([""], kindLimit, 0);
  /** Those behind a record's first, with such numbers of their tools, until the index has them. */
  readonly calls = new GroupCalls();
  #lacksKinds = false;
  #lacksNames = false;

  /** A transcript may have more names, or calls in its records, than its own index tells apart. */
  know({ kindsOverflowed, namesOverflowed }: Overflows): void {
    this.#lacksKinds ||= kindsOverflowed;
    this.#lacksNames ||= namesOverflowed;
  }

  get kindsOverflowed(): boolean {
    return this.#lacksKinds || this.kinds.isFull;
  }

  get namesOverflowed(): boolean {
    return this.#lacksNames || this.roles.isFull || this.tools.isFull || this.calls.isFull;
  }

  numbersOf({ kinds, roles, tools }: RecordLabels): MemberNumbers {
    return {
      kinds: Uint16Array.from(kinds, (name) => this.kinds.numberOf(name)),
      roles: Uint16Array.from(roles, (name) => this.roles.numberOf(name)),
      tools: Uint16Array.from(tools, (name) => this.tools.numberOf(name)),
    };
  }
}

class NameTable {
  readonly names: string[];
  isFull = false;
  readonly #numbers: Map<string, number>;
  readonly #limit: number;
  readonly #other: number;

  /** `other` stands for what finds no room. */
  constructor(first: readonly string[], limit: number, other: number) {
    this.names = [...first];
    this.#numbers = new Map(first.map((name, number) => [name, number]));
    this.#limit = limit;
    this.#other = other;
  }

  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    if (this.names.length === this.#limit) {
      this.isFull = true;
      return this.#other;
    }
    const number = this.names.push(name) - 1;
    this.#numbers.set(name, number);
    return number;
  }
}
