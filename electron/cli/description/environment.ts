/** The variables that set what Seekline does, each with what it says. */
export const variables: Readonly<Record<string, string>> = {
  SEEKLINE_CACHE_DIR: "where indexes are kept (default: the system's cache folder)",
  SEEKLINE_CACHE_LIMIT: "the most bytes they may take (default: 4 GiB); the longest unused go first",
  SEEKLINE_SPOOL_DIR:
    "where standard input, what is unpacked and temporary indexes are kept (default: the system's temporary folder)",
  SEEKLINE_RIPGREP: "another ripgrep than the one that comes along, or “none”",
  SEEKLINE_USER_DATA: "where the app keeps its own files (default: the system's folder for them)",
  SEEKLINE_TOKEN: "the token that send shows, and that receive and serve ask for",
  SEEKLINE_TOKEN_FILE: "a file with that token",
  SEEKLINE_REDACT_RULES: "a file of rules for what is secret beside what is known (docs/redaction.md)",
  SEEKLINE_LOG_DIR:
    "where unexpected errors are logged (default: a folder “log” beside the kept indexes; of the app among its own files)",
  SEEKLINE_DEBUG: "1: an unexpected error says where it happened",
  SEEKLINE_THREADS: "how many threads index a file, 1 to 256 (default: one per core, at most 8)",
};

export const variablesRemark =
  "A folder that cannot be used, or a setting that cannot be read, is named in one warning, and the default serves. Where no disk takes a temporary index, memory does up to 64 MiB.";
