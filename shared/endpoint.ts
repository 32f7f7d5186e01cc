// The address that records are sent to, as a person writes it, and how safe the way there is.

/** Of the platform's `URL`. */
export interface Address {
  readonly protocol: string;
  readonly hostname: string;
  readonly username: string;
  readonly password: string;
}

/** Why nothing can be sent there; `undefined` stands for a text that is no URL. Names and passwords in addresses end in logs. */
export function endpointProblem(url: Address | undefined): "no-url" | "has-password" | undefined {
  if (url === undefined || !/^https?:$/.test(url.protocol)) return "no-url";
  return url.username === "" && url.password === "" ? undefined : "has-password";
}

const loopbackNames: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]", "::1"]);

/** Only this machine can reach it. */
export function isLoopback(host: string): boolean {
  return loopbackNames.has(host);
}

/** `plain`: whoever is on the way reads along. */
export type EndpointWay = "loopback" | "encrypted" | "plain";

/**
 * Judged by protocol and host name alone: nothing is looked up. Meant for an address in which `endpointProblem` finds
 * nothing.
 */
export function wayTo(url: Address): EndpointWay {
  if (isLoopback(url.hostname)) return "loopback";
  return url.protocol === "https:" ? "encrypted" : "plain";
}

/** One sentence, for whoever is about to send. */
export function describeWay(url: Address): string {
  switch (wayTo(url)) {
    case "loopback":
      return "This machine itself (loopback): nothing leaves it by this.";
    case "encrypted":
      return `Another machine, over https: only “${url.hostname}” can read what is sent.`;
    case "plain":
      return `Another machine, without encryption: whoever stands between here and “${url.hostname}” can read the records, and the token. https would hide them.`;
  }
}
