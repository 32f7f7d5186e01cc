// How a Codex scene is asked, and the parts of an answer that only OpenAI's Responses have.

/** How Codex is started for one prompt. */
export const start = ["exec", "--json", "--skip-git-repo-check"];
/** How a session is gone on with. */
const resume = ["exec", "resume", "--last", "--json", "--skip-git-repo-check"];
/** @param {string} prompt @param {...string} more */
export const ask = (prompt, ...more) => [...start, ...more, prompt];
/** @param {string} prompt @param {...string} more */
export const again = (prompt, ...more) => [...resume, ...more, prompt];

let given = 0;
/** @param {string} input */
export const patch = (input) => {
  const id = `patch_${given++}`;
  return { type: "custom_tool_call", id: `ctc_${id}`, call_id: id, name: "apply_patch", input, status: "completed" };
};
/** @param {string} query @param {object} [more] */
export const search = (query, more) => ({
  type: "web_search_call",
  id: `ws_${given++}`,
  status: "completed",
  action: { type: "search", query },
  ...more,
});
/** @param {string} text @param {string} phase */
export const spoken = (text, phase) => ({
  type: "message",
  id: `msg_phase_${given++}`,
  role: "assistant",
  status: "completed",
  phase,
  content: [{ type: "output_text", text, annotations: [] }],
});
/** @param {string} script */
export const script = (script) => {
  const id = `script_${given++}`;
  return { type: "custom_tool_call", id: `ctc_${id}`, call_id: id, name: "exec", input: script, status: "completed" };
};

/** A patch that adds a file. */
export const added = "*** Begin Patch\n*** Add File: new.txt\n+one\n+two\n*** End Patch\n";
