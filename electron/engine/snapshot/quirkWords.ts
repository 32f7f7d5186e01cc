// Says in words what the official client does to messages that people do not expect.

import { assertNever } from "../../../shared/assertNever.ts";
import { shortened } from "../../../shared/threads.ts";
import type { ClientQuirk, ListQuirk } from "../conversation/clientQuirks.ts";
import type { TextIds } from "../paging/textIds.ts";

export function describeQuirk(quirk: ClientQuirk, ids: TextIds): string {
  const name = (id: number): string => `“${shortened(ids.text(id))}”`;
  switch (quirk.is) {
    case "reopened":
      return quirk.what === "message"
        ? `the message ${name(quirk.id)} is there already: the official client appends what follows to its text`
        : `the tool call ${name(quirk.id)} is there already: the official client appends what follows to its arguments`;
    case "same id":
      return `a message ${name(quirk.id)} is there already: the official client keeps both`;
    case "list":
      return describeList(quirk, name);
    default:
      return assertNever(quirk);
  }
}

function describeList({ repeated, dropped, firstDropped, moved }: ListQuirk, name: (id: number) => string): string {
  const said: string[] = [];
  if (dropped === 1) said.push(`drops the message ${name(firstDropped)}, which is not in this list`);
  if (dropped > 1) said.push(`drops ${dropped} messages that are not in this list, ${name(firstDropped)} first`);
  if (moved !== 0) said.push(`puts ${name(moved)} behind messages that follow it in this list`);
  if (repeated !== 0) said.push(`reads several messages of the id ${name(repeated)}`);
  return `the official client ${said.join(", and ")}`;
}
