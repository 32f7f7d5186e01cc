// Counts what in a text is better not shown around: secrets by their kinds, file paths, e-mail addresses. Only how many there
// are is kept, never what they are. It knows what has a shape of its own, or is called a secret where it stands.

import { KnownFinder } from "../../redaction/knownFinder.ts";
import { knownKinds } from "../../redaction/knownKinds.ts";
import { SecretScan } from "../../redaction/secretScan.ts";

/** By kind; of each that is known. */
export type SensitiveCounts = Readonly<Record<string, number>>;

const kinds = knownKinds.map(({ kind }) => kind);

/** Of one text, given in order. The user's own rules are not asked. */
export class SensitivityCounter {
  readonly #counts = kinds.map(() => 0);
  readonly #scan = new SecretScan([new KnownFinder(kinds)], ({ kind }) => {
    this.#counts[kind] = (this.#counts[kind] ?? 0) + 1;
  });
  #taken = 0;

  /** Takes the next bytes of the text; where they are cut does not matter. */
  take(bytes: Uint8Array): void {
    this.#scan.take(bytes, this.#taken);
    this.#taken += bytes.length;
  }

  /** Behind the last bytes. */
  finish(): SensitiveCounts {
    this.#scan.finish();
    return Object.fromEntries(kinds.map((kind, number) => [kind, this.#counts[number] ?? 0]));
  }
}
