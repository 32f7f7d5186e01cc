import type { GroupProblem } from "./group.ts";
import type { GroupMember } from "./groupMembers.ts";

/** Problems that are listed. */
const mostListed = 100;
/** Problems that are told at once. */
const mostTold = 3;

/** What is wrong with members of a group. */
export class GroupProblems {
  readonly listed: GroupProblem[] = [];
  count = 0;
  readonly #onProblem: ((member: GroupMember, problem: string) => void) | undefined;

  constructor(onProblem: ((member: GroupMember, problem: string) => void) | undefined) {
    this.#onProblem = onProblem;
  }

  readonly tell = (member: GroupMember, problem: string): void => {
    this.count++;
    if (this.listed.length < mostListed) this.listed.push({ name: member.name, problem });
    this.#onProblem?.(member, problem);
  };

  /** The first of them, and how many there are. */
  notice(): string | undefined {
    if (this.count === 0) return undefined;
    const told = this.listed.slice(0, mostTold).map(({ name, problem }) => `“${name}”: ${problem}`);
    const more = this.count - told.length;
    const rest = more === 0 ? [] : [`And ${more} more ${more === 1 ? "problem" : "problems"}.`];
    return [...told, ...rest, "The other transcripts are shown."].join(" ");
  }
}
