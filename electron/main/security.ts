// The security checklist of Electron (https://www.electronjs.org/docs/latest/tutorial/security) in one place. The page
// shows text that anybody may have written, so it is treated as hostile: it has no Node, no permissions, no network, no
// other window, and can go nowhere. What it may ask for stands in `shared/desktop.ts` and is checked in `ipc.ts`.
//
// "No network" means Chromium's own wishes too: `e2e/network` uses the app where every look-up and connection is seen.

import type { IpcMainInvokeEvent, Session, WebContents, WebPreferences } from "electron";
import { app, protocol } from "electron";
import { answerPageRequest, isPageUrl, pageScheme } from "./pageFiles.ts";

/** Every process of a page is sandboxed, whatever a window asks for. Call before the app is ready. */
export function secureApp(): void {
  // `enableSandbox` would take `--no-sandbox` back, without which Chromium's processes cannot run as root at all.
  if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox();
  // No host exists for Chromium, whoever asks: a name, a prefetch, an address. Links open in the user's own browser.
  app.commandLine.appendSwitch("host-resolver-rules", "MAP * ~NOTFOUND");
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
  app.on("web-contents-created", (_event, contents) => confine(contents));
}

/** The defaults of Electron, said aloud, and what is not default: no spell checker. */
export const safePreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const satisfies WebPreferences;

/** Serves the page's files from `root` and refuses every permission and every address outside of the app. */
export function secureSession(session: Session, root: string): void {
  session.protocol.handle(pageScheme, (request) => answerPageRequest(root, request));

  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, decide) => decide({}));
  session.setSpellCheckerEnabled(false);
  // Chromium fetches the dictionaries of its languages at every start, even for a spell checker that is turned off.
  session.setSpellCheckerLanguages([]);
  session.on("will-download", (event) => event.preventDefault());

  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !isInternal(url) }));
}

/** The page, what it holds in itself, and developer tools (which only a development build can open). */
function isInternal(url: string): boolean {
  return isPageUrl(url) || /^(data|blob|devtools):/.test(url);
}

function confine(contents: WebContents): void {
  // WebRTC sends its own packets, past every rule for requests and names.
  contents.setWebRTCIPHandlingPolicy("disable_non_proxied_udp");
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  contents.on("will-navigate", (event) => event.preventDefault());
  contents.on("will-frame-navigate", (event) => event.preventDefault());
  contents.on("will-redirect", (event) => event.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.on("select-bluetooth-device", (event, _devices, choose) => {
    event.preventDefault();
    choose("");
  });
}

/** True for a message from the top frame of our own page, the only one that may ask main for anything. */
export function isFromPage(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === event.sender.mainFrame && isPageUrl(frame.url);
}
