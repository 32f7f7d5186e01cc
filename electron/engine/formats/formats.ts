// All formats. Which one reads a transcript is decided in recognition.ts.

import type { FormatName } from "../../../shared/transcript.ts";
import { acp } from "./acp/acp.ts";
import { posthog } from "./acp/posthog.ts";
import { agui } from "./agui/agui.ts";
import { aiSdkStream } from "./aisdk/aiSdkStream.ts";
import { chat } from "./chat/chat.ts";
import { claudeCode } from "./claude/claudeCode.ts";
import { claudeSdk } from "./claude/claudeSdk.ts";
import { claudeStream } from "./claude/claudeStream.ts";
import { clineSession } from "./cline/clineSession.ts";
import { clineStream } from "./cline/clineStream.ts";
import { codexAppServer } from "./codex/appServer.ts";
import { codexExec } from "./codex/exec.ts";
import { codexRollout } from "./codex/rollout.ts";
import { continueSession } from "./continue/continueSession.ts";
import { copilot } from "./copilot/copilot.ts";
import { copilotStream } from "./copilot/copilotStream.ts";
import { cursorStream } from "./cursor/cursorStream.ts";
import { droid } from "./droid/droid.ts";
import { droidStream } from "./droid/droidStream.ts";
import { entire } from "./entire/entire.ts";
import type { Format } from "./format.ts";
import { gemini } from "./gemini/gemini.ts";
import { geminiStream } from "./gemini/geminiStream.ts";
import { generic } from "./generic/generic.ts";
import { grokStream } from "./grok/grokStream.ts";
import { kimi } from "./kimi/kimi.ts";
import { openaiTraces } from "./openai/openaiTraces.ts";
import { opencodeExport } from "./opencode/opencodeExport.ts";
import { opencodeRun } from "./opencode/opencodeRun.ts";
import { otlp } from "./otlp/otlp.ts";
import { pi } from "./pi/pi.ts";
import { piStream } from "./pi/piStream.ts";
import { qwen } from "./qwen/qwen.ts";
import { qwenStream } from "./qwen/qwenStream.ts";

/** One line a format. Of formats that recognise a transcript equally well the first is taken. */
export const formats: readonly Format[] = [
  agui,
  claudeCode,
  claudeStream,
  claudeSdk,
  codexRollout,
  codexExec,
  codexAppServer,
  pi,
  piStream,
  gemini,
  geminiStream,
  qwen,
  qwenStream,
  opencodeRun,
  opencodeExport,
  copilot,
  copilotStream,
  droid,
  droidStream,
  clineStream,
  clineSession,
  continueSession,
  cursorStream,
  grokStream,
  kimi,
  aiSdkStream,
  acp,
  posthog,
  openaiTraces,
  otlp,
  entire,
  chat,
  generic,
];

/**
 * The one of `formats` with this name; plain JSON Lines where there is none, as for files that hold several families.
 */
export function formatNamed(name: FormatName): Format {
  return formats.find((format) => format.name === name) ?? generic;
}
