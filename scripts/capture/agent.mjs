// What capture has to know of an agent. One file each in `agents/`; a new release is a new version there.

import { claude } from "./agents/claude.mjs";
import { cline } from "./agents/cline.mjs";
import { codex } from "./agents/codex.mjs";
import { continueCli } from "./agents/continueCli.mjs";
import { copilot } from "./agents/copilot.mjs";
import { droid } from "./agents/droid.mjs";
import { gemini } from "./agents/gemini.mjs";
import { grok } from "./agents/grok.mjs";
import { kimi } from "./agents/kimi.mjs";
import { omp } from "./agents/omp.mjs";
import { opencode } from "./agents/opencode.mjs";
import { pi } from "./agents/pi.mjs";
import { qwen } from "./agents/qwen.mjs";
import { anthropicMessages } from "./protocols/anthropicMessages.mjs";
import { googleGenerate } from "./protocols/googleGenerate.mjs";
import { openaiChat } from "./protocols/openaiChat.mjs";
import { openaiResponses } from "./protocols/openaiResponses.mjs";

/** @typedef {{ url: string, key: string }} Access Where the model server is, and the made-up key for it. */

/**
 * @typedef {object} Agent
 * @property {string} package
 * @property {string} version Exactly this one is installed, unless another is asked for.
 * @property {string} bin
 * @property {keyof typeof protocols} protocol
 * @property {import("./modelServer.mjs").ShellTool} shellTool
 * @property {(access: Access) => Record<string, string>} [files] Settings, by their place in the home folder.
 * @property {(access: Access) => Record<string, string>} environment
 * @property {(run: { prompt: string, again: boolean }) => readonly string[]} args `again` goes on with the last session.
 * @property {readonly { folder: string, ends: string }[]} transcripts Where it writes them, in the home folder.
 * @property {readonly import("./scenes.mjs").Scene[]} [scenes] Its own, behind those that all play.
 * @property {(printed: string) => readonly { name: string, args: readonly string[] }[]} [afterwards] Started at the end, for
 *   what they print.
 */

export const protocols = { anthropicMessages, googleGenerate, openaiChat, openaiResponses };

/** @type {Readonly<Record<string, Agent>>} */
export const agents = {
  claude,
  cline,
  codex,
  continue: continueCli,
  copilot,
  droid,
  gemini,
  grok,
  kimi,
  omp,
  opencode,
  pi,
  qwen,
};
