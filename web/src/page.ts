// Page: joins the stage with everything around it. The stage owns the state;
// the page shows what it says and sends it events.

import { Alerts } from "./alerts";
import { Channel } from "./channel";
import { showCredit } from "./credit";
import { byId } from "./dom";
import { readControls } from "./fragment";
import { History } from "./history";
import { Keys } from "./keys";
import { Panel } from "./panel";
import { Progress } from "./progress";
import type { Entry, FromStage, ReadyMessage, Ref, Side, StateMessage, Treatment } from "./protocol";
import { Search } from "./search";
import { Sheet } from "./sheet";
import { Toolbar } from "./toolbar";
import { KINDS, type Opened, capital, sideSuffix } from "./words";
import { WordsOnly } from "./words-only";

const TITLE = "Bodymap";

/** GAP is the room between the body and what lies over its stage, in pixels. */
const GAP = 8;

/** stageAddress is that of the stage, with what the page itself was asked for: an atlas, a way of drawing, a state; and with what the page lays over it. */
function stageAddress(): string {
  const parameters = new URLSearchParams(location.search);
  const stage = byId("stage-frame").getBoundingClientRect();
  const bar = byId("toolbar").getBoundingClientRect();
  if (bar.top < stage.bottom) parameters.set("bottom", String(Math.round(stage.bottom - bar.top + GAP)));
  return `stage.html?${parameters}${location.hash}`;
}

class Page {
  readonly #channel = new Channel(byId<HTMLIFrameElement>("stage-frame"), location.origin, (m) => this.#hear(m), () => this.#silent());
  readonly #alerts = new Alerts(() => this.#open());
  readonly #progress = new Progress();
  readonly #sheet = new Sheet();
  readonly #toolbar = new Toolbar(this.#channel);
  readonly #history = new History(
    (fragment) => this.#channel.event({ type: "fragment", value: fragment }),
    (guide) => this.#showGuide(guide),
  );
  readonly #search = new Search(this.#channel, { choose: (e, side) => this.#choose(e, side), side: () => this.#panel.side });
  readonly #panel: Panel = new Panel(this.#channel, {
    choose: (e, side) => this.#choose(e, side),
    open: (what, topic) => this.#show(what, topic),
    opened: (what) => this.#opened(what),
  });
  #treatment: Treatment | null = null;
  #pointed: Ref | null = null; // on the body
  #toHeading = false; // the focus goes to the name of what comes next

  constructor() {
    const keys = new Keys({
      toggleLevel: (level) => this.#toggle(level),
      search: () => this.#search.focus(),
      escape: () => this.#escape(),
      undo: () => this.#channel.event({ type: "undo" }),
      redo: () => this.#channel.event({ type: "redo" }),
      hide: () => this.#toolbar.hide(this.#pointed),
      reveal: () => this.#toolbar.reveal(),
      around: (what) => this.#toolbar.toggle(what),
      peel: (steps) => this.#toolbar.peelBy(steps),
    });
    const frame = byId<HTMLIFrameElement>("stage-frame");
    frame.addEventListener("load", () => keys.listen(frame.contentDocument));
    for (const way of ["muscle", "region", "condition", "guide"] as const)
      byId(`way-${way}`).addEventListener("click", () => this.#way(way));
    byId("brand").addEventListener("click", () => this.#start());
    byId("skip").addEventListener("click", () => this.#panel.heading());
    byId("copy-link").addEventListener("click", () => void this.#copyLink());
    this.#open();
  }

  #open(): void {
    this.#progress.show(0, 0, "");
    this.#hasStage();
    this.#channel.open(stageAddress());
  }

  #hear(message: FromStage): void {
    switch (message.type) {
      case "progress":
        // A stage that opens again says so itself; what stands beside it stays.
        if (!this.#isReady()) this.#progress.show(message.loaded, message.total, message.stage);
        return;
      case "ready":
        return this.#ready(message);
      case "state":
        return this.#state(message);
      case "hover":
        this.#pointed = message.ref;
        this.#panel.light(message.ref);
        byId("hover-name").textContent = message.name;
        return;
      case "error":
        if (message.fatal) this.#failed();
        return this.#alerts.show(message);
    }
  }

  #ready(message: ReadyMessage): void {
    this.#progress.done();
    this.#alerts.clear();
    this.#setContents(message);
    showCredit(message.atlas, message.catalog);
    document.documentElement.dataset["ready"] = "true";
    this.#hasStage(); // one that was given up may come late
  }

  #setContents({ catalog, guide }: ReadyMessage): void {
    this.#panel.setContents(catalog, guide);
    this.#search.setCatalog(catalog);
  }

  #state(message: StateMessage): void {
    const before = this.#treatment?.selection;
    const selection = message.treatment?.selection;
    this.#treatment = message.treatment;
    if (message.cause !== "init") this.#alerts.clear();
    this.#panel.show(message.treatment, readControls(message.fragment));
    this.#toolbar.show(message.fragment, selection ? { kind: selection.kind, id: selection.id, side: selection.side } : null, message.state);
    this.#history.follow(message);
    if (message.cause === "init" && this.#history.inGuide()) this.#showGuide(true); // the page was loaded again in it
    if (before?.kind !== selection?.kind || before?.id !== selection?.id || before?.side !== selection?.side) this.#announce();
  }

  #announce(): void {
    const selection = this.#treatment?.selection;
    const name = selection ? capital(selection.name) + sideSuffix(selection.side) : "";
    document.title = name ? `${name} · ${TITLE}` : TITLE;
    document.documentElement.toggleAttribute("data-selected", Boolean(selection));
    const counts = this.#treatment?.levels.map((l) => `${l.items.length} ${l.name.toLowerCase()}`).join(", ");
    byId("announcer").textContent = name ? `${name}. ${counts}.` : "Nothing selected.";
    if (selection) this.#sheet.atLeast("half");
    this.#opened(this.#panel.opened());
    if (this.#toHeading) this.#panel.heading();
    this.#toHeading = false;
  }

  #choose(entry: Entry, side: Side): void {
    const selection = this.#treatment?.selection;
    const chosen = entry.sided ? side : "midline";
    if (this.#panel.opened()) this.#put(null);
    if (selection?.kind === entry.kind && selection.id === entry.id && selection.side === chosen) return this.#panel.heading();
    this.#toHeading = true;
    this.#channel.event({ type: "select", kind: entry.kind, id: entry.id, side: chosen });
  }

  #way(what: Opened): void {
    this.#search.close();
    this.#show(this.#panel.opened() === what ? null : what);
  }

  /** show opens something in the panel, or with null closes what is open. */
  #show(what: Opened | null, topic?: string): void {
    if (what === "guide") this.#history.enterGuide();
    else if (!what && this.#panel.opened() === "guide" && this.#history.inGuide()) return history.back();
    this.#put(what, topic);
  }

  #put(what: Opened | null, topic?: string): void {
    const before = this.#panel.opened();
    this.#panel.open(what, topic);
    if (what === "guide") this.#sheet.rest("full");
    else if (before === "guide") this.#sheet.rest("half");
    else this.#sheet.atLeast("half");
  }

  /** showGuide follows the browser's Back and Forward. */
  #showGuide(open: boolean): void {
    if (open !== (this.#panel.opened() === "guide")) this.#put(open ? "guide" : null);
  }

  /** opened marks the way in that is open, or else that of the selection. */
  #opened(open: Opened | null): void {
    const current = open ?? this.#treatment?.selection.kind;
    for (const what of [...KINDS, "guide"]) {
      const way = document.getElementById(`way-${what}`);
      way?.setAttribute("aria-expanded", String(what === open));
      way?.classList.toggle("current", what === current);
    }
  }

  #toggle(level: number): void {
    const now = this.#treatment?.levels.find((l) => l.level === level);
    this.#channel.event(now ? { type: "level", level, on: !now.on } : { type: "level", level });
  }

  #escape(): void {
    if (this.#alerts.shown()) this.#alerts.clear();
    else if (this.#panel.opened()) this.#show(null);
    else if (this.#treatment) this.#channel.event({ type: "clear" });
  }

  #start(): void {
    if (this.#panel.opened()) this.#put(null);
    location.hash = "";
  }

  async #copyLink(): Promise<void> {
    let said = "Link copied.";
    try {
      await navigator.clipboard.writeText(location.href);
    } catch {
      said = "The browser did not allow copying; the link is in the address bar.";
    }
    byId("copied").textContent = said;
    window.setTimeout(() => (byId("copied").textContent = ""), 4000);
  }

  /** failed goes on with words alone, where no body was shown yet; the stage's own message goes: the alert says the same and offers more. */
  #failed(): void {
    this.#progress.done();
    if (this.#isReady()) return;
    document.documentElement.toggleAttribute("data-failed", true);
    const words = new WordsOnly((m) => {
      if (this.#isReady()) return;
      if (m.type === "ready") this.#setContents(m);
      else this.#hear(m);
    });
    words.open(location.hash.slice(1)).then(() => {
      if (this.#isReady()) return;
      this.#channel.divert((event) => words.event(event));
      document.documentElement.toggleAttribute("data-words-only", true); // without the buttons that move a body
    }, () => undefined); // the alert has said that there is no body; without words there is nothing to add
  }

  #hasStage(): void {
    document.documentElement.removeAttribute("data-failed");
    document.documentElement.removeAttribute("data-words-only");
  }

  #isReady(): boolean {
    return "ready" in document.documentElement.dataset;
  }

  #silent(): void {
    this.#failed();
    this.#alerts.show({
      code: "silent",
      message: "The body did not load.",
      remedy: "Check the connection, then try again.",
      fatal: true,
    });
  }
}

new Page();
