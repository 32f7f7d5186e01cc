// Results that say that nothing was done, or that it went wrong. They are prose without a mark: only how they begin tells, or
// that they are not what the tool gives when it works (seen from 0.34 to 0.171).

/** How they begin, of whichever tool. A blank at their end also stands for the end of the text. */
export const refusals: readonly string[] = [
  ...["failed in sandbox ", "execution error: ", "error: ", "err: ", "tool call error: "],
  ...["unsupported call: ", "unsupported tool call: ", "unsupported custom call: ", "unsupported custom tool call: "],
  ...["patch rejected", "exec command rejected", "rejected by user", "rejected:", "approval policy is "],
  ...["Command blocked by ", "apply_patch verification failed", "failed to parse ", "command timed out"],
  ...["unable to locate image", "aborted ", "Script failed", "Script error", "Script terminated"],
];
/** `exec_command failed for`, `write_stdin failed:`, `collab spawn failed:`, `resources/list failed:` */
const failedTool = /^(?:collab )?[\w/]+ failed(?::| for )/;

/** Tools that answer in JSON, if they answer. */
const inJson: ReadonlySet<string> = new Set([
  // Of agents, in both generations.
  ...["spawn_agent", "wait", "wait_agent", "send_input", "close_agent", "resume_agent"],
  ...["list_agents", "followup_task", "interrupt_agent"],
  ...["list_mcp_resources", "list_mcp_resource_templates", "read_mcp_resource"],
  ...["request_user_input", "get_goal", "create_goal", "update_goal"],
]);

/** Whether `text`, without the head that tells of a command, is a refusal by `tool`, whose namespace is left out. */
export function isRefusal(text: string, tool: string): boolean {
  if (refusals.some((words) => text.startsWith(words) || `${text} ` === words) || failedTool.test(text)) return true;
  if (inJson.has(tool)) return /^\s*[^\s[{]/.test(text);
  // A picture that is found is no text; older versions said that they had attached it.
  return tool === "view_image" && text !== "" && !text.startsWith("attached ");
}
