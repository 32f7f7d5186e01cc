// The AG-UI schema (specification 1.0, as the official client enforces it) of everything that is copied into a compacted
// log: events that stay, and messages. With it come the readings of real producers that mean the same: snake_case names,
// null for what is missing, other names (`error` for `message`), times as text. docs/ag-ui.md lists them with who writes so.

import type { Gathered, ListShape, MemberShape, RecordShape, Shape, VariantShape } from "../shape.ts";

const any: Shape = { is: "any" };
const value: Shape = { is: "value" };
const string: Shape = { is: "string" };
const quotable: Shape = { is: "quotable" };
const object: Shape = { is: "object" };
const time: Shape = { is: "time" };
const count: Shape = { is: "whole", least: 0 };

interface MemberOptions {
  readonly required?: boolean;
  readonly standIn?: string;
  readonly nullable?: boolean;
  readonly also?: readonly string[];
}

type Members = Readonly<Record<string, readonly [Shape, MemberOptions?]>>;

const required = { required: true } as const;
const orEmpty = { required: true, standIn: '""' } as const;
const orUnknown = { required: true, standIn: '"unknown"' } as const;
const orNull = { required: true, standIn: "null" } as const;
/** The client takes null for missing. */
const nullable = { nullable: true } as const;

function record(members: Members, gathered?: Gathered): RecordShape {
  const spelled = new Map<string, MemberShape>();
  for (const [name, [shape, options = {}]] of Object.entries(members)) {
    const member = {
      name,
      shape,
      required: options.required ?? false,
      standIn: options.standIn,
      nullable: options.nullable ?? false,
    };
    for (const spelling of [name, snakeCase(name), ...(options.also ?? [])]) spelled.set(spelling, member);
  }
  const required = [...new Set(spelled.values())].filter((member) => member.required);
  return { is: "record", spelled, required, gathered };
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function list(of: Shape, least = 0): ListShape {
  return { is: "list", of, least };
}

function variant(by: string, of: Readonly<Record<string, RecordShape>>, others: boolean): VariantShape {
  return { is: "variant", by, of: new Map(Object.entries(of)), others };
}

const source = variant(
  "type",
  {
    data: record({ value: [string, required], mimeType: [string, required] }),
    url: record({ value: [string, required], mimeType: [string] }),
    file: record({ value: [string, required], provider: [string], mimeType: [string] }),
  },
  true,
);

function parts(mediaMetadata: MemberOptions, others: boolean): ListShape {
  const media = record({ id: [string], source: [source, required], metadata: [value, mediaMetadata] });
  const text = record({ id: [string], text: [string, required], metadata: [value] });
  return list(variant("type", { text, image: media, audio: media, video: media, document: media }, others));
}

/** Parts of a message: the client upgrades `binary` ones and drops those it does not know. */
const messageParts = parts(nullable, true);
/** Parts of a tool result: the client drops what it does not know, `binary` too, which it would not in a message. */
export const resultParts: ListShape = parts({}, false);

/** The function of a tool call. */
export const functionShape: RecordShape = record({ name: [string, orEmpty], arguments: [quotable, orEmpty] });

/** Some producers write name and arguments of a tool call beside its id. */
const flatCall: Gathered = {
  name: "function",
  shape: functionShape,
  from: new Map([
    ["name", "name"],
    ["args", "arguments"],
    ["arguments", "arguments"],
  ]),
};

const toolCall = record(
  {
    id: [string, required],
    type: [
      { is: "word", words: ["function"] },
      { required: true, standIn: '"function"' },
    ],
    function: [functionShape, required],
    encryptedValue: [string],
    metadata: [object],
  },
  flatCall,
);

/** A tool call of a whole message. */
export const toolCallShape: RecordShape = toolCall;

const common = {
  id: [string, required],
  role: [string, required],
  metadata: [object],
  subagentRunId: [string],
} as const;
const spoken = { ...common, name: [string], encryptedValue: [string] } as const;
const instructions = record({ ...spoken, content: [quotable, orEmpty] });

/** A message that a record holds whole, by its role. One with a role that is not known fits, since readers drop it. */
export const messageShape: VariantShape = variant(
  "role",
  {
    developer: instructions,
    system: instructions,
    assistant: record({ ...spoken, content: [quotable], toolCalls: [list(toolCall)] }),
    user: record({ ...spoken, content: [{ is: "stringOr", other: messageParts }, orEmpty] }),
    tool: record({
      ...common,
      encryptedValue: [string],
      toolCallId: [string, required],
      content: [{ is: "stringOr", other: messageParts }, orEmpty],
      error: [string],
    }),
    activity: record({ ...common, activityType: [string, required], content: [object, required] }),
    reasoning: record({ ...common, encryptedValue: [string], content: [quotable, orEmpty] }),
  },
  true,
);

/** What a run was given. */
export const inputShape: RecordShape = record({
  threadId: [quotable, orUnknown],
  runId: [quotable, orUnknown],
  protocolVersion: [string],
  parentRunId: [string],
  state: [any],
  messages: [list(messageShape), { required: true, standIn: "[]" }],
  tools: [
    list(
      record({
        name: [string, required],
        description: [string, orEmpty],
        parameters: [value, nullable],
        metadata: [object],
      }),
    ),
  ],
  context: [list(record({ description: [string, orEmpty], value: [quotable, orEmpty] }))],
  forwardedProps: [any],
  resume: [
    list(
      record({
        interruptId: [string, required],
        status: [{ is: "word", words: ["resolved", "cancelled"] }, required],
        payload: [any],
        metadata: [object],
      }),
    ),
  ],
});

const interrupt = record({
  id: [string, required],
  reason: [string, orEmpty],
  message: [string],
  toolCallId: [string],
  responseSchema: [object],
  expiresAt: [string],
  metadata: [object],
  subagentRunId: [string],
});

const outcome = variant(
  "type",
  {
    success: record({ pendingToolCallIds: [list(string)] }),
    interrupt: record({ interrupts: [list(interrupt, 1), required] }),
    cancelled: record({}),
  },
  true,
);

const subagentOutcome = variant(
  "type",
  { success: record({}), suspended: record({ interruptIds: [list(string)] }) },
  true,
);

const usage = list(
  record({
    provider: [string],
    model: [string],
    inputTokens: [count],
    outputTokens: [count],
    totalTokens: [count],
    reasoningTokens: [count],
    cachedInputTokens: [count],
    cacheWriteInputTokens: [count],
  }),
);

const pointer = [{ is: "pointer" }, required] as const;
const change = record({ path: pointer, value: [any, required] });
const transfer = record({ path: pointer, from: pointer });
/** JSON Patch. The client drops operations it does not know. */
export const patchShape: ListShape = list(
  variant(
    "op",
    { add: change, replace: change, test: change, remove: record({ path: pointer }), move: transfer, copy: transfer },
    true,
  ),
);

const base = {
  timestamp: [time],
  rawEvent: [any],
  metadata: [object],
} as const;
const attributed = { ...base, subagentRunId: [string] } as const;
const ofRun = { ...base, threadId: [quotable, orUnknown], runId: [quotable, orUnknown] } as const;
const errorText = [quotable, { ...orEmpty, also: ["error"] }] as const;
const ofSubagent = { ...base, subagentRunId: [string, required] } as const;

/** By type: what the events of messages need beside their ids. */
export const messageEventShapes: Readonly<Record<string, RecordShape>> = {
  TEXT_MESSAGE_CONTENT: record({ ...attributed, delta: [string, required] }),
  REASONING_MESSAGE_CONTENT: record({ ...attributed, delta: [string, required] }),
  TOOL_CALL_START: record({ ...attributed, toolCallName: [string, required], parentMessageId: [string] }),
  TOOL_CALL_ARGS: record({ ...attributed, delta: [quotable, required] }),
  TOOL_CALL_RESULT: record({
    ...attributed,
    content: [
      { is: "stringOr", other: resultParts },
      { ...required, also: ["result", "error"] },
    ],
  }),
};

/** By type: the events that stay in a compacted log, and those of which values are taken whole. */
export const eventShapes = {
  RUN_STARTED: record({ ...ofRun, protocolVersion: [string], parentRunId: [string], input: [inputShape] }),
  RUN_FINISHED: record({ ...ofRun, result: [any, { also: ["output"] }], outcome: [outcome, nullable], usage: [usage] }),
  RUN_ERROR: record({ ...base, message: errorText, code: [string], usage: [usage] }),
  STEP_STARTED: record({ ...attributed, stepName: [string, required] }),
  STEP_FINISHED: record({ ...attributed, stepName: [string, required] }),
  RAW: record({ ...attributed, event: [any, { ...orNull, also: ["data"] }], source: [string] }),
  CUSTOM: record({ ...attributed, name: [string, required], value: [any, orNull] }),
  /** A draft: readers drop it, whatever it holds. */
  META: record({ timestamp: [time] }),
  SUBAGENT_STARTED: record({
    ...ofSubagent,
    name: [string, required],
    description: [string],
    parentSubagentRunId: [string],
    parentToolCallId: [string],
    parentMessageId: [string],
  }),
  SUBAGENT_FINISHED: record({ ...ofSubagent, result: [any], outcome: [subagentOutcome] }),
  SUBAGENT_ERROR: record({ ...ofSubagent, message: errorText, code: [string] }),
  STATE_SNAPSHOT: record({ ...attributed, snapshot: [any, { ...required, also: ["state"] }] }),
  STATE_DELTA: record({ ...attributed, delta: [patchShape, { ...required, also: ["patch"] }] }),
  REASONING_ENCRYPTED_VALUE: record({
    ...attributed,
    subtype: [{ is: "word", words: ["tool-call", "message"] }, required],
    entityId: [string, required],
    encryptedValue: [string, required],
  }),
  ACTIVITY_SNAPSHOT: record({
    ...attributed,
    messageId: [string, required],
    activityType: [string, required],
    content: [object, required],
    replace: [{ is: "boolean" }],
  }),
  ACTIVITY_DELTA: record({
    ...attributed,
    messageId: [string, required],
    activityType: [string, required],
    patch: [patchShape, { ...required, also: ["delta"] }],
  }),
};
