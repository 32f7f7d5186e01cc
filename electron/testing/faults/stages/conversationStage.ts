// The conversation of a transcript, as the app shows it, as a stage.

import path from "node:path";
import { SourceError } from "../../../engine/source/fileSource.ts";
import { openedConversation } from "../../openedConversation.ts";
import type { Stage } from "../stage.ts";
import { sourceName } from "../stage.ts";
import { sentenceOf } from "./commandStage.ts";

export function conversationStage(stage: Pick<Stage, "name" | "uses" | "source" | "prepare">): Stage {
  return {
    ...stage,
    run: async (folders) => {
      try {
        const { said } = await openedConversation(path.join(folders.source, sourceName));
        return { is: "answer", answer: () => said };
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        return sentenceOf({ ok: false, failure: error.failure });
      }
    },
  };
}
