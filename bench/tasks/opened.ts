import { openTranscript } from "../../electron/engine/session.ts";
import type { Transcript } from "../../electron/engine/transcript.ts";

/** Opens a file as the app does; rows of its beginning are there. */
export async function opened(file: string): Promise<Transcript> {
  const transcript = await openTranscript(file);
  if (!transcript.ok) throw new Error(`${file}: ${transcript.failure.code}`);
  return transcript.value;
}

/** Opens a file and waits until all of it is indexed. */
export async function indexed(file: string): Promise<Transcript> {
  const transcript = await opened(file);
  const { state } = await transcript.whenIndexed();
  if (state.phase !== "complete") throw new Error(`${file}: ${JSON.stringify(state)}`);
  return transcript;
}
