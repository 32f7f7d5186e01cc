// What is bounded in reading transcripts as conversations, in one place. docs/limits.md says of each what happens when it is
// met: nothing is left out without a word. Bounds of single stages, which nobody meets in a transcript, stand where they are used.

/** Bytes of a record that are made into values, beside long texts. A longer record is never decoded whole. */
export const decodedRecordBytes = 4 * 1024 * 1024;
/** Containers inside each other that are made into values; what lies deeper is not. */
export const decodedRecordLevels = 256;
/** Bytes of a text that are kept while its record is read; the rest is read where it is asked for. */
export const keptTextBytes = 2048;
/** Bytes of the last answer, in UTF-8, that a summary shows. */
export const shownAnswerBytes = 64 * 1024;
/** The same in the summary of a program that was run: whoever runs one wants all of its answer. */
export const runAnswerBytes = 64 * 1024 * 1024;
/** Models that a summary tells apart. */
export const mostModels = 100;
/** Errors that a summary lists; the rest are counted. */
export const mostErrors = 1000;
/** Sub-agents under one name, as a hostile file may claim. */
export const mostSubagentsOfOneName = 1_000_000;
/** Files that belong to a transcript and are listed. */
export const mostSources = 1000;
/** Those of them that are read for one summary. */
export const mostRelatedFiles = 1000;
/** Names in folders that are looked through for a file that belongs to a transcript. */
export const mostNeighbourNames = 20_000;
/** Files whose beginnings are read for the same, where names do not tell. */
export const mostNeighbourHeads = 1000;
/** Findings of one rule that are listed; the rest are counted. */
export const mostFindings = 1000;
/** Types of events outside the specification that are named. */
export const mostUnknownTypes = 1000;
/** Bytes of the arguments of one call that a check judges. */
export const judgedArgumentsBytes = 64 * 1024;
/** Calls that are open at once and whose arguments it judges. */
export const judgedCalls = 256;
/** Elements of one list that it judges. */
export const judgedElements = 10_000;
/** Bytes of a state or an activity that is held in memory while patches change it. */
export const heldDocumentBytes = 4 * 1024 * 1024;
/** Its containers inside each other; a deeper one is not held. */
export const heldDocumentLevels = 500;
/** Threads of an AG-UI log that are told apart. */
export const mostThreads = 65_536;
/** The latest runs by which an event without a thread may name its own. */
export const mostRunsOfThreads = 10_000;
/** Threads of an AG-UI log whose ids a check keeps apart. */
export const mostCheckedThreads = 100;
/** Messages of an AG-UI log that a check compares with a list which takes their place. */
export const mostComparedMessages = 10_000;
/** Bytes of a binary frame of AG-UI. */
export const mostFrameBytes = 64 * 1024 * 1024;
