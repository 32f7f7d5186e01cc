import type { MessageItem } from "../../shared/conversation.ts";

const names = { user: "User", assistant: "Assistant", system: "System" } as const;

/** Who says a message. What the program made up is nobody else's, whatever name it stands under. */
export function speakerName({ speaker, marks }: Pick<MessageItem, "speaker" | "marks">): string {
  return marks.includes("made up") ? "Program" : names[speaker];
}
