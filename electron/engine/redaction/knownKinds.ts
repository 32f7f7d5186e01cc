// What is better not shown around and has a shape of its own: the one table for counting it and for redacting it. The shapes
// are those that the vendors publish for their keys, so that scanners find them; gitleaks keeps the longest list of them
// (https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml, MIT), from which lengths and prefixes are taken.
//
// Every pattern costs a bounded number of steps per character, whatever the text: repetitions are bounded, no two of them can
// share a character, and what may begin anywhere cannot begin again inside of what it has just run over. They see texts without
// JSON's escapes (`plainText.ts`), a byte per character.

export interface KnownKind {
  /** As it is called in markers, counts and settings. */
  readonly kind: string;
  /** It is redacted by default; the others are only counted. */
  readonly isSecret: boolean;
  /** Of each, the end is what is hidden: the group `value`, or all of it. */
  readonly patterns: readonly string[];
}

const gap = "[\"'`]?[ \\t]{0,3}(?::=|=>|=|:)[ \\t]{0,3}[\"'`]?";
const keyBody = "(?:[^-]|-(?!--)){1,16384}";
const keyName = "(?:[A-Z]{1,16} ){0,2}PRIVATE KEY(?: BLOCK)?-----";

/** A kind's number in counts and scans is its place here; rules of the user's own come behind. */
export const knownKinds: readonly KnownKind[] = [
  { kind: "awsAccessKey", isSecret: true, patterns: ["\\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?!\\w)"] },
  {
    kind: "awsSecretKey",
    isSecret: true,
    patterns: [
      `(?:aws_secret_access_key|AWS_SECRET_ACCESS_KEY|[sS]ecretAccessKey)${gap}(?<value>[A-Za-z0-9/+]{40})(?![\\w/+=])`,
    ],
  },
  {
    kind: "githubToken",
    isSecret: true,
    patterns: ["\\bgh[pousr]_[A-Za-z0-9]{36,255}", "\\bgithub_pat_\\w{22,255}"],
  },
  { kind: "gitlabToken", isSecret: true, patterns: ["\\bgl(?:pat|dt|rt|cbt|ptt|soat)-[\\w-]{20,64}"] },
  {
    kind: "googleKey",
    isSecret: true,
    patterns: ["\\bAIza[\\w-]{35}", "\\bGOCSPX-[\\w-]{28}", "\\bya29\\.[\\w-]{20,512}"],
  },
  {
    kind: "slackToken",
    isSecret: true,
    patterns: [
      "\\b(?:xox[abeoprs]|xapp)-[A-Za-z0-9-]{10,255}",
      "hooks\\.slack\\.com/(?:services|workflows)/(?<value>[\\w+/]{20,80})",
    ],
  },
  { kind: "stripeKey", isSecret: true, patterns: ["\\b(?:[rs]k_(?:live|test)|whsec)_[A-Za-z0-9]{16,255}"] },
  {
    // Of vendors of models: OpenAI, Anthropic, OpenRouter and those that followed them; xAI, Groq, Hugging Face, Replicate, Perplexity.
    kind: "modelKey",
    isSecret: true,
    patterns: [
      "\\bsk-[\\w-]{20,255}",
      "\\bxai-[A-Za-z0-9]{40,128}",
      "\\bgsk_[A-Za-z0-9]{40,64}",
      "\\bhf_[A-Za-z]{34}(?!\\w)",
      "\\br8_[A-Za-z0-9]{37}(?!\\w)",
      "\\bpplx-[A-Za-z0-9]{32,64}",
    ],
  },
  {
    // Of registries of packages: npm, PyPI, RubyGems, crates.io.
    kind: "packageToken",
    isSecret: true,
    patterns: [
      "\\bnpm_[A-Za-z0-9]{36}(?!\\w)",
      "\\bpypi-AgE[\\w-]{50,512}",
      "\\brubygems_[a-f0-9]{48}(?!\\w)",
      "\\bcio[A-Za-z0-9]{32}(?!\\w)",
    ],
  },
  {
    // SendGrid, DigitalOcean, Shopify, Databricks, Linear, Notion, Vault, Docker, Atlassian, age, Telegram, Azure Storage.
    kind: "serviceToken",
    isSecret: true,
    patterns: [
      "\\bSG\\.[\\w-]{22}\\.[\\w-]{43}",
      "\\bdo[opr]_v1_[a-f0-9]{64}",
      "\\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}",
      "\\bdapi[a-f0-9]{32}(?!\\w)",
      "\\blin_api_[A-Za-z0-9]{40}",
      "\\bntn_[A-Za-z0-9]{40,64}",
      "\\bhv[sb]\\.[\\w-]{24,512}",
      "\\bdckr_pat_[\\w-]{27}",
      "\\bATATT3[\\w=-]{100,255}",
      "\\bAGE-SECRET-KEY-1[A-Z0-9]{58}",
      "\\b\\d{8,10}:AA[\\w-]{33}(?![\\w-])",
      "AccountKey=(?<value>[A-Za-z0-9+/]{86}==)",
    ],
  },
  {
    kind: "webToken",
    isSecret: true,
    patterns: ["(?<![\\w-])eyJ[\\w-]{10,4096}\\.eyJ[\\w-]{10,8192}(?:\\.[\\w-]{1,2048})?"],
  },
  {
    kind: "privateKey",
    isSecret: true,
    patterns: [
      `-----BEGIN ${keyName}${keyBody}-----END ${keyName}`,
      // One that was cut.
      `-----BEGIN ${keyName}(?:\\s{1,4}[\\w+/=]{16,128}){0,256}`,
    ],
  },
  { kind: "bearerToken", isSecret: true, patterns: ["\\b(?:[Bb]earer|BEARER) (?<value>[\\w.~+/-]{16,2048}={0,2})"] },
  {
    kind: "urlPassword",
    isSecret: true,
    patterns: ["://[^\\s:@/\"']{0,64}:(?<value>(?![[*])[^\\s:@/\"']{3,128})(?=@)"],
  },
  {
    // What an assignment calls a secret, when it looks like one: with letters and digits.
    kind: "secret",
    isSecret: true,
    patterns: [
      `(?:[sS]ecret|SECRET|[tT]oken|TOKEN|[aA]pi[_-]?[kK]ey|API[_-]?KEY)${gap}(?=[A-Za-z_+=~-]{0,64}\\d)(?=[\\d_+=~-]{0,64}[A-Za-z])(?<value>[\\w+=~-]{16,255})(?![\\w.(\\[])`,
    ],
  },
  {
    // The same of a password, with a digit in it: without one it is mostly a word of a program.
    kind: "password",
    isSecret: true,
    patterns: [
      `(?:[pP]assw(?:or)?d|PASSW(?:OR)?D|[pP]assphrase)${gap}(?=[^\\s\\d"'\`,;]{0,64}\\d)(?<value>[^\\s"'\`,;]{6,128})`,
    ],
  },
  {
    kind: "emailAddress",
    isSecret: false,
    patterns: ["(?<![\\w.%+-])[\\w.%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,4}"],
  },
  {
    kind: "filePath",
    isSecret: false,
    patterns: [
      "(?<![\\w/:.\\\\~])~?(?:/[\\w.@+-]{1,80}){2,32}",
      // A backslash and a letter may have been taken for an escape.
      "\\b[A-Za-z]:(?:[\\\\\\n\\t\\r\\f\\x08][\\w.@+-]{1,80}){1,32}",
    ],
  },
];
