import type { Workspace } from "./workspace.ts";

/**
 * Says what became of what was put on the clipboard: why it was not taken, or, where that is not seen anyway, that it was.
 * `problem` is main's answer.
 */
export async function tellOfCopy(
  { tell }: Pick<Workspace, "tell">,
  problem: Promise<string | undefined>,
  done?: string,
): Promise<void> {
  const sentence = await problem;
  if (sentence !== undefined) tell({ tone: "warning", text: sentence });
  else if (done !== undefined) tell({ tone: "info", text: done });
}
