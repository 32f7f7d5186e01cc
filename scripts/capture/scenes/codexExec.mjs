// Codex, one prompt at a time: its tools, those of other servers, its agents, and what ends a turn.

import { demoServer, picture } from "./sceneFiles.mjs";

const start = ["exec", "--json", "--skip-git-repo-check"];
const resume = ["exec", "resume", "--last", "--json", "--skip-git-repo-check"];
const demo = [
  ...["-c", `mcp_servers.demo.command=${JSON.stringify(process.execPath)}`],
  ...["-c", 'mcp_servers.demo.args=["demo.mjs"]'],
];
/** @param {string} prompt @param {...string} more */
const ask = (prompt, ...more) => [...start, ...more, prompt];
/** @param {string} prompt @param {...string} more */
const again = (prompt, ...more) => [...resume, ...more, prompt];

let given = 0;
/** @param {string} input */
export const patch = (input) => {
  const id = `patch_${given++}`;
  return { type: "custom_tool_call", id: `ctc_${id}`, call_id: id, name: "apply_patch", input, status: "completed" };
};
/** @param {string} query @param {object} [more] */
const search = (query, more) => ({
  type: "web_search_call",
  id: `ws_${given++}`,
  status: "completed",
  action: { type: "search", query },
  ...more,
});
/** @param {string} text @param {string} phase */
const spoken = (text, phase) => ({
  type: "message",
  id: `msg_phase_${given++}`,
  role: "assistant",
  status: "completed",
  phase,
  content: [{ type: "output_text", text, annotations: [] }],
});
/** @param {string} script */
const script = (script) => {
  const id = `script_${given++}`;
  return { type: "custom_tool_call", id: `ctc_${id}`, call_id: id, name: "exec", input: script, status: "completed" };
};
const v1 = "multi_agent_v1";
const v2 = "collaboration";
const agentIds = { agent: '\\\\"agent_id\\\\":\\\\"([0-9a-f-]+)' };
const sessions = { session: "session ID (\\d+)" };
/** @param {string} task */
const opening = (task) => `"text":\\s*"${task}`;

const added = "*** Begin Patch\n*** Add File: new.txt\n+one\n+two\n*** End Patch\n";
const changed = "*** Begin Patch\n*** Update File: new.txt\n@@\n-one\n+three\n*** End Patch\n";
const absent = "*** Begin Patch\n*** Update File: new.txt\n@@\n-absent\n+x\n*** End Patch\n";

/** @type {readonly import("../scenes.mjs").Scene[]} */
export const codexExec = [
  {
    name: "patches",
    runs: [
      {
        prompt: "Change files.",
        args: ask("Change files.", "-m", "gpt-5.5"),
        turns: [
          { text: "I add.", blocks: [patch(added)] },
          { blocks: [patch(changed), patch(absent)] },
          {
            commands: [
              "apply_patch <<'EOF'\n*** Begin Patch\n*** Delete File: new.txt\n*** End Patch\nEOF",
              "cat new.txt",
            ],
          },
          { text: "Changed." },
        ],
      },
    ],
  },
  {
    name: "pictures",
    files: { "pic.png": `base64:${picture}` },
    runs: [
      {
        prompt: "What is this?",
        args: [...start, "-i", "pic.png", "--", "What is this?"],
        turns: [
          {
            text: "I look.",
            calls: [
              { name: "view_image", input: { path: "pic.png" } },
              { name: "view_image", input: { path: "none.png" } },
            ],
          },
          { text: "A point." },
        ],
      },
      { prompt: "And again?", args: again("And again?", "-i", "pic.png", "--"), turns: [{ text: "The same." }] },
    ],
  },
  {
    name: "plans",
    runs: [
      {
        prompt: "Plan it.",
        args: ask("Plan it."),
        turns: [
          {
            text: "I plan.",
            calls: [
              {
                name: "update_plan",
                input: {
                  explanation: "So.",
                  plan: [
                    { step: "One", status: "in_progress" },
                    { step: "Two", status: "pending" },
                  ],
                },
              },
            ],
          },
          {
            calls: [
              {
                name: "update_plan",
                input: {
                  plan: [
                    { step: "One", status: "completed" },
                    { step: "Two", status: "completed" },
                  ],
                },
              },
            ],
          },
          {
            calls: [
              {
                name: "request_user_input",
                input: {
                  questions: [
                    {
                      id: "q",
                      header: "Way",
                      question: "Which?",
                      options: [
                        { label: "Left", description: "l" },
                        { label: "Right", description: "r" },
                      ],
                    },
                  ],
                },
              },
            ],
          },
          { text: "Planned." },
        ],
      },
    ],
  },
  {
    name: "mcp",
    files: { "demo.mjs": demoServer },
    runs: [
      {
        prompt: "Use the server.",
        args: ask("Use the server.", ...demo),
        turns: [
          {
            text: "Sums.",
            calls: ["add", "fail"].map((name) => ({ namespace: "mcp__demo", name, input: { a: 1, b: 2 } })),
          },
          { calls: ["picture", "object", "links"].map((name) => ({ namespace: "mcp__demo", name, input: {} })) },
          { calls: ["nothing", "refuse", "long"].map((name) => ({ namespace: "mcp__demo", name, input: {} })) },
          {
            calls: [
              { name: "list_mcp_resources", input: {} },
              { name: "read_mcp_resource", input: { server: "demo", uri: "demo://notes" } },
              { name: "read_mcp_resource", input: { server: "none", uri: "demo://notes" } },
            ],
          },
          { calls: [{ namespace: "mcp__demo", name: "exit", input: {} }] },
          { text: "Used." },
        ],
      },
    ],
  },
  {
    name: "searches",
    runs: [
      {
        prompt: "Search.",
        args: ask("Search."),
        turns: [
          {
            text: "I search.",
            blocks: [
              search("sheep"),
              search("goats", { action: { type: "open_page", url: "https://example.org/" } }),
              search("cows", { status: "failed" }),
            ],
            commands: ["echo 1"],
          },
          {
            blocks: [
              search("pigs", { action: { type: "search", queries: ["pigs", "hens"] } }),
              {
                type: "image_generation_call",
                id: "ig_1",
                status: "completed",
                revised_prompt: "A pig",
                result: picture,
              },
            ],
            text: "Found.",
          },
        ],
      },
    ],
  },
  {
    name: "phases",
    runs: [
      {
        prompt: "Talk.",
        args: ask("Talk."),
        turns: [
          {
            thought: "How?",
            blocks: [spoken("I begin.", "commentary"), spoken("I go on.", "commentary")],
            commands: ["echo 1"],
          },
          { blocks: [spoken("I come to the end.", "commentary"), spoken("The end.", "final_answer")] },
        ],
      },
      { prompt: "Talk in parts.", args: again("Talk in parts."), turns: [{ text: ["One part.", "Another part."] }] },
    ],
  },
  {
    name: "terminals",
    runs: [
      {
        prompt: "Use a terminal.",
        args: ask("Use a terminal."),
        turns: [
          {
            text: "I begin.",
            calls: [
              {
                name: "exec_command",
                input: { cmd: "read a; echo got $a; sleep 1; read b; exit 5", tty: true, yield_time_ms: 300 },
              },
            ],
          },
          {
            finds: sessions,
            calls: [{ name: "write_stdin", input: { session_id: "$session", chars: "one\n", yield_time_ms: 300 } }],
          },
          {
            finds: sessions,
            calls: [{ name: "write_stdin", input: { session_id: "$session", chars: "", yield_time_ms: 2000 } }],
          },
          {
            finds: sessions,
            calls: [
              { name: "write_stdin", input: { session_id: "$session", chars: "two\n", yield_time_ms: 2000 } },
              { name: "write_stdin", input: { session_id: 4711, chars: "x" } },
            ],
          },
          { calls: [{ name: "exec_command", input: { cmd: "sleep 2; exit 6", yield_time_ms: 250 } }] },
          { calls: [{ name: "exec_command", input: { cmd: "sleep 4" } }] },
          { text: "Done." },
        ],
      },
    ],
  },
  {
    name: "agents",
    runs: [
      {
        prompt: "Send two.",
        args: ask("Send two."),
        turns: [
          {
            text: "I send two.",
            calls: ["Count sheep", "Count goats"].map((message) => ({
              namespace: v1,
              name: "spawn_agent",
              input: { message },
            })),
          },
          { of: opening("Count sheep"), text: "I count.", commands: ["sleep 0.3; echo 3"] },
          { of: opening("Count sheep"), text: "Three sheep." },
          { of: opening("Count goats"), text: "I count, too.", commands: ["exit 3"] },
          { of: opening("Count goats"), text: "Two goats." },
          {
            finds: agentIds,
            calls: [{ namespace: v1, name: "wait_agent", input: { targets: ["$agent"], timeout_ms: 10_000 } }],
          },
          {
            finds: agentIds,
            calls: [{ namespace: v1, name: "send_input", input: { target: "$agent", message: "And hens?" } }],
          },
          { of: opening("And hens"), text: "No hens." },
          {
            finds: agentIds,
            calls: [{ namespace: v1, name: "wait_agent", input: { targets: ["$agent"], timeout_ms: 10_000 } }],
          },
          {
            finds: agentIds,
            calls: [
              { namespace: v1, name: "close_agent", input: { target: "$agent" } },
              { namespace: v1, name: "close_agent", input: { target: "none" } },
            ],
          },
          { text: "Five." },
        ],
      },
      { prompt: "On.", args: again("On."), turns: [{ text: "On." }] },
    ],
  },
  {
    name: "agents-in-scripts",
    runs: [
      {
        prompt: "Send two.",
        args: ask("Send two.", "-m", "gpt-6-astra"),
        turns: [
          {
            text: "I send two.",
            calls: ["sheep", "goats"].map((name) => ({
              namespace: v2,
              name: "spawn_agent",
              input: { task_name: name, message: `Count ${name}`, fork_turns: name === "goats" ? "none" : "all" },
            })),
          },
          {
            of: opening('[^"]*Count sheep'),
            blocks: [script('text((await tools.exec_command({ cmd: "echo 3" })).output);')],
          },
          { of: opening('[^"]*Count sheep'), text: "Three sheep." },
          { of: opening('[^"]*Count goats'), text: "Two goats." },
          { calls: [{ namespace: v2, name: "wait_agent", input: { timeout_ms: 10_000 } }] },
          { calls: [{ namespace: v2, name: "list_agents", input: {} }] },
          { calls: [{ namespace: v2, name: "followup_task", input: { target: "sheep", message: "And hens?" } }] },
          { of: opening('[^"]*And hens'), text: "No hens." },
          {
            calls: [
              { namespace: v2, name: "wait_agent", input: { timeout_ms: 10_000 } },
              { namespace: v2, name: "interrupt_agent", input: { target: "none" } },
            ],
          },
          { text: "Five." },
        ],
      },
    ],
  },
  {
    name: "scripts",
    runs: [
      {
        prompt: "Use scripts.",
        args: ask("Use scripts.", "-m", "gpt-6-astra"),
        turns: [
          {
            text: "I begin.",
            blocks: [script('const r = await tools.exec_command({ cmd: "echo one" }); text(r.output);')],
          },
          {
            blocks: [
              script(
                'await Promise.all([tools.exec_command({ cmd: "exit 3" }), tools.exec_command({ cmd: "echo two" })]); notify("on the way"); text("ok");',
              ),
            ],
          },
          { blocks: [script("throw new Error('broken');"), script("not a script (")] },
          { text: "Done." },
        ],
      },
    ],
  },
  {
    name: "compacted-by-itself",
    runs: [
      {
        prompt: "First.",
        args: ask("First.", "-c", "model_auto_compact_token_limit=5000"),
        turns: [
          { text: "One.", commands: ["echo 1"], usage: { input: 9000 } },
          { text: "A summary of it." },
          { text: "On with it.", commands: ["echo 2"] },
          { text: "Done." },
        ],
      },
      { prompt: "Second.", args: again("Second."), turns: [{ text: "Two." }] },
    ],
  },
  {
    name: "models",
    runs: [
      { prompt: "First.", args: ask("First."), turns: [{ text: "One." }] },
      { prompt: "Second.", args: again("Second.", "-m", "scripted-2"), turns: [{ text: "Two." }] },
    ],
  },
  {
    name: "forked",
    runs: [
      { prompt: "First.", args: ask("First."), turns: [{ text: "One.", commands: ["echo 1"] }, { text: "Was one." }] },
      {
        prompt: "Second.",
        args: ["exec", "fork", "--json", "--skip-git-repo-check", "$session", "Second."],
        turns: [{ text: "Two." }],
      },
      {
        prompt: "Third.",
        args: ["exec", "fork", "--json", "--skip-git-repo-check", "$session", "Third."],
        turns: [{ text: "Three." }],
      },
      { prompt: "Fourth.", args: again("Fourth."), turns: [{ text: "Four." }] },
    ],
  },
  {
    name: "structured",
    files: {
      "schema.json": JSON.stringify({
        type: "object",
        properties: { n: { type: "number" } },
        required: ["n"],
        additionalProperties: false,
      }),
    },
    runs: [
      {
        prompt: "Give a number.",
        args: ask("Give a number.", "--output-schema", "schema.json"),
        turns: [{ text: '{"n":3}' }],
      },
    ],
  },
  {
    name: "read-only",
    runs: [
      {
        prompt: "Write.",
        args: ask("Write.", "-s", "read-only", "-m", "gpt-5.5"),
        turns: [
          { text: "I try.", commands: ["touch x", "echo 1"] },
          { blocks: [patch(added)] },
          {
            calls: [
              {
                name: "exec_command",
                input: { cmd: "touch y", sandbox_permissions: "require_escalated", justification: "Please" },
              },
            ],
          },
          { text: "I may not." },
        ],
      },
    ],
  },
  {
    name: "review",
    before:
      "git init -q && git -c user.name=a -c user.email=a@example.org commit -q --allow-empty -m first && echo x > a.txt && git add a.txt",
    runs: [
      {
        prompt: "(a review)",
        args: ["exec", "review", "--uncommitted", "--json", "--skip-git-repo-check"],
        turns: [
          { text: "I look.", commands: ["cat a.txt"] },
          {
            text: JSON.stringify({
              findings: [
                {
                  title: "An x",
                  body: "It is x.",
                  confidence_score: 0.9,
                  priority: 1,
                  code_location: { absolute_file_path: "/a.txt", line_range: { start: 1, end: 1 } },
                },
              ],
              overall_correctness: "patch is correct",
              overall_explanation: "Fine.",
              overall_confidence_score: 0.9,
            }),
          },
        ],
      },
      { prompt: "On.", args: again("On."), turns: [{ text: "On." }] },
    ],
  },
  {
    name: "errors",
    runs: [
      { prompt: "Too long.", args: ask("Too long."), turns: [{ fails: "context_length_exceeded" }, { text: "On." }] },
      { prompt: "No money.", args: again("No money."), turns: [{ fails: "insufficient_quota" }, { text: "On." }] },
      { prompt: "Odd.", args: again("Odd."), turns: [{ fails: "invalid_prompt" }, { text: "On." }] },
      {
        prompt: "Too fast.",
        args: again("Too fast."),
        turns: [{ fails: "rate_limit_exceeded" }, { text: "Got through." }],
      },
      {
        prompt: "Too fast again.",
        args: again("Too fast again."),
        turns: [{ refused: 429, says: "usage limit" }, { text: "On." }],
      },
      { prompt: "Gone.", args: again("Gone."), turns: [{ refused: 404, says: "no such model" }, { text: "On." }] },
      {
        prompt: "In the middle.",
        args: again("In the middle."),
        turns: [
          { text: "One.", commands: ["echo 1"] },
          { refused: 400, says: "bad request" },
        ],
      },
      { prompt: "At last.", args: again("At last."), turns: [{ text: "At last." }] },
    ],
  },
  {
    name: "texts",
    files: {
      "AGENTS.md": "Be brief.\n",
      "in.txt": "From a file.\n",
      ".codex/skills/counting/SKILL.md": "---\nname: counting\ndescription: How to count\n---\nCount from one.\n",
      ".agents/skills/counting/SKILL.md": "---\nname: counting\ndescription: How to count\n---\nCount from one.\n",
    },
    runs: [
      { prompt: "$counting to three", args: ask("$counting to three"), turns: [{ text: "One two three." }] },
      {
        prompt: "(from standard input)",
        args: again("-"),
        steps: [{ send: "From the pipe.\n" }, { close: true }],
        turns: [{ text: "Piped." }],
      },
      {
        prompt: "Sum up.",
        args: again("Sum up."),
        steps: [{ send: "Some text.\n" }, { close: true }],
        turns: [{ text: "Summed." }],
      },
      { prompt: "<environment_context>", args: again("<environment_context> is what?"), turns: [{ text: "That." }] },
      { prompt: "/compact", args: again("/compact"), turns: [{ text: "No command." }] },
    ],
  },
  {
    name: "ephemeral",
    runs: [
      {
        prompt: "Leave nothing.",
        args: ask("Leave nothing.", "--ephemeral"),
        turns: [{ text: "Nothing.", commands: ["echo 1"] }, { text: "Left." }],
      },
    ],
  },
];
