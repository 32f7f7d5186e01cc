/** The method of updates that only Grok knows (1.0). */
export const ownUpdate = "_x.ai/session/update";
