// `seekline receive` as a program of its own, for tests that send to it, stop it and kill it.

import type { ChildEnd } from "./runChild.ts";
import type { Seekline } from "./seekline.ts";

export interface RunningReceiver {
  /** Undefined when it ended before it listened. */
  readonly url: string | undefined;
  stop(): Promise<ChildEnd>;
  readonly ended: Promise<ChildEnd>;
}

export interface ReceiverRun {
  readonly env?: Readonly<Record<string, string>>;
  readonly killAtCall?: number;
}

export async function startReceiverProgram(
  seekline: Seekline,
  folder: string,
  options: ReceiverRun = {},
): Promise<RunningReceiver> {
  let stop = (): void => {};
  let ended: Promise<ChildEnd> | undefined;
  const url = await new Promise<string | undefined>((resolve, reject) => {
    let printed = "";
    ended = seekline.run(["receive", "--dir", folder, "--port", "0"], {
      ...options,
      onStart: (child) => {
        stop = () => child.kill("SIGINT");
        child.onOutput((text) => {
          printed += text;
          const [, found] = /receiving at (http:\S+)\n/.exec(printed) ?? [];
          if (found !== undefined) resolve(found);
        });
      },
    });
    ended.then(() => resolve(undefined), reject);
  });
  if (ended === undefined) throw new Error("the receiver was not started");
  const end = ended;
  return {
    url,
    ended: end,
    stop: () => {
      stop();
      return end;
    },
  };
}
