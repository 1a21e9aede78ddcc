// Panel: what stands beside the body: the welcome, a list, the guide, or a treatment.

import { browsePage } from "./browse";
import type { Channel } from "./channel";
import { byId } from "./dom";
import type { Controls } from "./fragment";
import { guidePage, toTopic } from "./guide";
import type { Entry, Guide, Ref, Side, Treatment } from "./protocol";
import { Sources } from "./sources";
import { treatmentPage } from "./treatment";
import { welcomePage } from "./welcome";
import type { Opened } from "./words";

/** Kept is how the treatment stood when something was opened over it. */
interface Kept {
  top: number; // scrolled, in pixels
  details: (string | undefined)[]; // the open ones
}

/** PanelActions are what the panel asks of the page. */
export interface PanelActions {
  choose(entry: Entry, side: Side): void;
  open(what: Opened | null, topic?: string): void; // or with null close what is open
  opened(what: Opened | null): void; // what is open now
}

export class Panel {
  readonly #content = byId("panel-content");
  readonly #scroller = byId("panel-scroll");
  readonly #channel: Channel;
  readonly #actions: PanelActions;
  readonly #sources = new Sources();
  #catalog: Entry[] = [];
  #treatment: Treatment | null = null;
  #lateral = 1.5;
  #guide: Guide = { topics: [], sources: [] };
  #open: Opened | null = null;
  #kept: Kept = { top: 0, details: [] };
  #shown = ""; // what the content was made from

  /** side is the side that lists choose: that of the last sided selection. */
  side: Side = "right";

  constructor(channel: Channel, actions: PanelActions) {
    this.#channel = channel;
    this.#actions = actions;
    this.#render("welcome");
  }

  setContents(catalog: Entry[], guide: Guide): void {
    this.#catalog = catalog;
    this.#guide = guide;
    if (this.#open || !this.#treatment) this.#render("catalog");
  }

  /** show brings the panel in line with the state. */
  show(treatment: Treatment | null, controls: Controls): void {
    const before = this.#treatment?.selection;
    const now = treatment?.selection;
    const other = before?.kind !== now?.kind || before?.id !== now?.id || before?.side !== now?.side;
    this.#treatment = treatment;
    this.#lateral = controls.lateral;
    if (now && now.side !== "midline" && now.side !== "") this.side = now.side;
    if (other && now) this.#setOpen(null);
    const key = JSON.stringify([treatment, controls.lateral], (name, value: unknown) => (name === "on" ? undefined : value));
    if (!this.#open && key !== this.#shown) this.#render(key, other && (before?.kind !== now?.kind || before?.id !== now?.id));
    this.#showSwitches();
  }

  /** open shows a list or the guide, there at a topic, or with null goes back to what was there as it was. */
  open(what: Opened | null, topic = ""): void {
    if (!this.#open) this.#kept = { top: this.#scroller.scrollTop, details: this.#openDetails() };
    const { top, details } = this.#kept;
    this.#setOpen(what);
    this.#render(what ?? "back", true);
    if (!what) {
      this.#reopen(details);
      this.#scroller.scrollTop = top;
    }
    this.heading();
    if (what === "guide" && topic) toTopic(this.#content, topic);
  }

  opened(): Opened | null {
    return this.#open;
  }

  /** heading puts the focus on the name of what is shown. */
  heading(): void {
    this.#content.querySelector("h1")?.focus({ preventScroll: true });
  }

  /** light marks what the pointer is over on the body. */
  light(ref: Ref | null): void {
    for (const lit of this.#content.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (!ref) return;
    for (const element of this.#content.querySelectorAll<HTMLElement>(`[data-ref="${CSS.escape(`${ref.kind}:${ref.id}`)}"]`)) {
      const side = element.dataset["side"];
      if (!side || !ref.side || side === "both" || side === "midline" || side === ref.side) element.classList.add("lit");
    }
  }

  #setOpen(what: Opened | null): void {
    this.#open = what;
    this.#actions.opened(what);
  }

  #render(key: string, fresh = false): void {
    this.#shown = key;
    const focused = this.#focusedKey();
    const open = this.#openDetails();
    this.#content.replaceChildren(this.#page());
    if (fresh) this.#scroller.scrollTop = 0;
    else this.#reopen(open);
    if (focused !== null) this.#refocus(focused);
  }

  #keeping(): HTMLDetailsElement[] {
    return [...this.#content.querySelectorAll<HTMLDetailsElement>("details[data-keep]")];
  }

  #openDetails(): (string | undefined)[] {
    return this.#keeping().filter((d) => d.open).map((d) => d.dataset["keep"]);
  }

  #reopen(details: (string | undefined)[]): void {
    for (const d of this.#keeping()) d.open ||= details.includes(d.dataset["keep"]);
  }

  #page(): HTMLElement {
    if (this.#open === "guide") return guidePage(this.#guide, this.#sources, () => this.#actions.open(null));
    if (this.#open) {
      return browsePage(this.#open, this.#catalog, this.side, this.#channel, {
        choose: (entry) => this.#actions.choose(entry, this.side),
        setSide: (side) => {
          this.side = side;
          this.#render("side");
        },
        close: () => this.#actions.open(null),
      });
    }
    if (this.#treatment) return treatmentPage(this.#treatment, this.#lateral, this.#channel, this.#sources);
    return welcomePage(this.#catalog, {
      open: (what, topic) => this.#actions.open(what, topic),
      choose: (entry) => this.#actions.choose(entry, this.side),
    });
  }

  /** focusedKey is the key of the focused control, "" where it has none, null where the focus is elsewhere. */
  #focusedKey(): string | null {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || !this.#content.contains(focused)) return null;
    return focused.dataset["key"] ?? "";
  }

  /** refocus keeps the keyboard where it was: on the same control, or on the heading where that is gone. */
  #refocus(key: string): void {
    const same = key && this.#content.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
    if (same) same.focus({ preventScroll: true });
    else this.heading();
  }

  #showSwitches(): void {
    for (const level of this.#treatment?.levels ?? []) {
      const toggle = this.#content.querySelector(`[data-level="${level.level}"]`);
      toggle?.setAttribute("aria-checked", String(level.on));
      toggle?.closest(".card")?.setAttribute("data-on", String(level.on));
    }
  }
}
