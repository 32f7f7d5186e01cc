// What is bounded in reading transcripts as conversations, in one place. docs/limits.md says of each what happens when it is
// met: nothing is left out without a word. Bounds of single stages, which nobody meets in a transcript, stand where they are used.

/** Bytes of a record that are made into values, beside long texts, and levels of it. A longer record is never decoded whole. */
export const decodedRecordBytes = 4 * 1024 * 1024;
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
/** Files that belong to a transcript which are listed, and which are read for one summary. */
export const mostSources = 1000;
export const mostRelatedFiles = 1000;
/** Names of folders, and beginnings of files, that are looked through for one that belongs to a transcript. */
export const mostNeighbourNames = 20_000;
export const mostNeighbourHeads = 1000;
/** Findings of one rule that are listed; the rest are counted. */
export const mostFindings = 1000;
/** Types of events outside the specification that are named. */
export const mostUnknownTypes = 1000;
/** Bytes of the arguments of one call, calls at once, and elements of one list that a check judges. */
export const judgedArgumentsBytes = 64 * 1024;
export const judgedCalls = 256;
export const judgedElements = 10_000;
/** Bytes and levels of a state or an activity that is held in memory while patches change it. */
export const heldDocumentBytes = 4 * 1024 * 1024;
export const heldDocumentLevels = 500;
/** Threads of an AG-UI log that are told apart, and the latest runs by which an event may name its thread. */
export const mostThreads = 65_536;
export const mostRunsOfThreads = 10_000;
/** Threads of an AG-UI log whose ids a check keeps apart. */
export const mostCheckedThreads = 100;
/** Messages of an AG-UI log that a check compares with a list which takes their place. */
export const mostComparedMessages = 10_000;
/** Bytes of a binary frame of AG-UI. */
export const mostFrameBytes = 64 * 1024 * 1024;
