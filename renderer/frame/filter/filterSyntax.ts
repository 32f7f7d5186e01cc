// The filter's grammar as people read it: an example for each thing that can be said, and what it says. Every example can be
// read by the parser (tested), so that a click may put it into the field.

/** A filter that can be taken as it is, and what it finds. */
export interface SyntaxExample {
  readonly text: string;
  readonly meaning: string;
}

/** All that a filter can say, by example: the help shows it. */
export const filterSyntax: readonly { readonly title: string; readonly examples: readonly SyntaxExample[] }[] = [
  {
    title: "Text in the record",
    examples: [
      { text: "timeout", meaning: "in any case" },
      { text: '"exit code 1"', meaning: 'with spaces; \\" is a quote, \\\\ a backslash' },
      { text: '"C:\\temp\\new"', meaning: "other backslashes are meant; \\u000a is a line break" },
      { text: "--resume", meaning: 'with two dashes; "-x" in quotes with one' },
      { text: "case:TimeOut", meaning: "in this case only" },
      { text: "/time.?out/i", meaning: "regular expression; i for any case" },
    ],
  },
  {
    title: "Facts about it",
    examples: [
      { text: "kind:TOOL_CALL_*", meaning: "* stands for anything; kind:A,B for any of them" },
      { text: 'kind:"read.*"', meaning: "in quotes a star is a star" },
      { text: "role:assistant", meaning: "who speaks" },
      { text: "tool:read_*", meaning: "calls of a tool, and their results" },
      { text: "source:app/*", meaning: "which transcript, where several are open as one" },
      { text: "is:error", meaning: "its kind says so, or a logger's level" },
      { text: "is:malformed", meaning: "also glued, torn, large, sidechain, unordered" },
      { text: "bytes>10kb", meaning: "size; also bytes:1kb..2mb" },
      { text: "record:100-200", meaning: "numbers; line: does the same for lines" },
      { text: "after:2026-03-01T12:00", meaning: "as times are shown; 12:00Z and 12:00+01:00 name a zone" },
      { text: "before:2026-04", meaning: "also between:2026-03..2026-04" },
    ],
  },
  {
    title: "Together",
    examples: [
      { text: "error retry", meaning: "both, in any place" },
      { text: "error OR warning", meaning: "either of the two" },
      { text: "-kind:TEXT_MESSAGE_*", meaning: "all but these" },
      { text: "(error OR retry) -is:large", meaning: "parentheses group" },
    ],
  },
];
