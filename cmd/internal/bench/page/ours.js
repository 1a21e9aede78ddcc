// Ours: frames the stage at the size of the window and speaks with it by its
// protocol (web/PROTOCOL.md). Its address is ours.html?<the stage's query>#<its fragment>.
const frame = document.querySelector("iframe");
const heard = { ready: false, state: null, hover: null, error: null };
window.addEventListener("message", (e) => {
  if (e.source !== frame.contentWindow || e.data?.bodymap !== 1) return;
  if (e.data.type === "ready") heard.ready = true;
  if (e.data.type === "state") heard.state = e.data.state;
  if (e.data.type === "hover") heard.hover = e.data.ref;
  if (e.data.type === "error") heard.error = `${e.data.message} ${e.data.remedy}`;
});
const say = (message) => frame.contentWindow.postMessage({ bodymap: 1, ...message }, location.origin);
frame.addEventListener("load", () => say({ type: "hello" }));
frame.src = `/stage.html${location.search}${location.hash}`;

/** probe is that of the stage's own document. */
const probe = () => frame.contentWindow.bench;
/** final says that nothing more will be drawn. */
const final = () => heard.ready && frame.contentDocument?.body?.dataset.final === "true";

window.view = {
  shown: () => heard.ready && probe()?.marks.picture !== undefined,
  final,
  failed: () => heard.error,
  camera: () => heard.state?.camera,
  probe,
  heard,
  say,
  /** orbit turns the body by dx degrees a frame, n times or until ms have passed, and returns the frames. */
  async orbit(n, dx, ms) {
    probe().take();
    const end = performance.now() + ms;
    for (let i = 0; i < n && (i < 3 || performance.now() < end); i++) {
      const next = probe().next();
      say({ type: "event", event: { type: "orbit", dx, dy: 0 } });
      await next;
    }
    return probe().take();
  },
  /** tick asks the program for things at once and returns the ms of the frame that answered; it must draw nothing. */
  async tick(...asked) {
    const b = probe();
    b.take();
    const runs = b.empty.length;
    for (const command of asked) frame.contentWindow.bodymap.ask(JSON.stringify(command));
    frame.contentWindow.dispatchEvent(new Event("resize")); // which wakes the engine
    while (b.empty.length === runs && b.frames.length === 0) await new Promise((done) => setTimeout(done, 5));
    await view.rest();
    return b.empty[runs] ?? -1;
  },
  /** rest returns the frames from now, or since those last taken, until nothing more is drawn. */
  async rest() {
    while (!final()) await new Promise((done) => setTimeout(done, 20));
    return probe().take();
  },
  /** after does something and returns the frames that follow. */
  after(message) {
    probe().take();
    frame.contentDocument.body.dataset.final = "false"; // until the stage says otherwise
    say(message);
    return view.rest();
  },
};
