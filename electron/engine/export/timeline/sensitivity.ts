// Counts what in a text is better not shown around: secrets by their kinds, file paths, e-mail addresses. Only how many there
// are is kept, never what they are. It knows what has a shape of its own; a password does not.

const patterns = {
  awsAccessKey: /(?<!\w)(?:AKIA|ASIA)[A-Z0-9]{16}(?!\w)/,
  githubToken: /(?<!\w)(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{22,255})/,
  googleKey: /(?<!\w)AIza[\w-]{35}/,
  slackToken: /(?<!\w)xox[abprs]-[A-Za-z0-9-]{10,255}/,
  modelKey: /(?<!\w)sk-[\w-]{20,255}/,
  webToken: /(?<!\w)eyJ[\w-]{10,400}\.eyJ[\w-]{10,400}/,
  privateKey: /-----BEGIN (?:[A-Z]{1,16} ){0,2}PRIVATE KEY-----/,
  emailAddress: /(?<![\w.%+-])[\w.%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/,
  filePath: /(?<![\w/:.\\~])(?:~|[A-Za-z]:)?(?:(?:\/|\\\\)[\w.@+-]{1,80}){2,4}/,
} as const;

export type SensitiveKind = keyof typeof patterns;
export type SensitiveCounts = Readonly<Record<SensitiveKind, number>>;

/** What is found may be as long as this, in bytes. */
const longest = 1024;

export class SensitivityCounter {
  readonly #pattern = new RegExp(
    Object.entries(patterns)
      .map(([kind, { source }]) => `(?<${kind}>${source})`)
      .join("|"),
    "g",
  );
  readonly #counts: Record<SensitiveKind, number> = {
    ...{ awsAccessKey: 0, githubToken: 0, googleKey: 0, slackToken: 0, modelKey: 0, webToken: 0 },
    ...{ privateKey: 0, emailAddress: 0, filePath: 0 },
  };
  /** The end of what came before: its first character was looked at, and is there to be looked back at. */
  #rest = "\n";

  /** Takes the next bytes of the text; where they are cut does not matter. */
  take(bytes: Uint8Array): void {
    const text = this.#rest + Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
    const end = this.#count(text, Math.max(1, text.length - longest));
    this.#rest = text.slice(end - 1);
  }

  /** Behind the last bytes. */
  finish(): SensitiveCounts {
    this.#count(this.#rest, this.#rest.length);
    this.#rest = "\n";
    return this.#counts;
  }

  /** Counts what begins behind the first character and before `until`; gives where to go on. */
  #count(text: string, until: number): number {
    const pattern = this.#pattern;
    pattern.lastIndex = 1;
    for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
      if (found.index >= until) return until;
      for (const kind of sensitiveKinds) if (found.groups?.[kind] !== undefined) this.#counts[kind]++;
      if (pattern.lastIndex >= until) return pattern.lastIndex;
    }
    return until;
  }
}

const sensitiveKinds: readonly SensitiveKind[] = [
  ...(["awsAccessKey", "githubToken", "googleKey", "slackToken", "modelKey", "webToken"] as const),
  ...(["privateKey", "emailAddress", "filePath"] as const),
];
