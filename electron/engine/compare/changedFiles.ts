// Which files a call changes, by its arguments. What a command changes is not known.

/** Tools that change the file which they are given. */
const changingTool = /edit|write|create|patch|replace|insert|delete|rename|update_file/i;
/** Members in which they take it. */
const pathMember =
  /"(?:file_?[pP]ath|notebook_path|target_file|absolute_path|relative_workspace_path|file_?[nN]ame|path|file)"\s*:\s*"([^"\n]{1,1024})"/g;
/** Of a patch as Codex and others write it. */
const patchHead = /^\*\*\* (?:Add|Update|Delete) File: ([^\n]{1,1024})$/gm;
/** Files of one call. */
const mostFiles = 1000;

/** `text`: the beginning of the arguments, without escapes. */
export function changedFiles(tool: string, text: string): readonly string[] {
  const patched = [...text.matchAll(patchHead)].map(([, file = ""]) => file.trim());
  const named = changingTool.test(tool) ? [...text.matchAll(pathMember)].map(([, file = ""]) => file) : [];
  return [...new Set([...patched, ...named])].slice(0, mostFiles);
}
