// Panel: what stands beside the body: the welcome, a list, or a treatment.

import { browsePage } from "./browse";
import type { Channel } from "./channel";
import { byId } from "./dom";
import type { Controls } from "./fragment";
import type { Entry, Ref, Side, Treatment } from "./protocol";
import { Sources } from "./sources";
import { treatmentPage } from "./treatment";
import { welcomePage } from "./welcome";
import type { Kind } from "./words";

/** PanelActions are what the panel asks of the page. */
export interface PanelActions {
  choose(entry: Entry, side: Side): void;
  listed(kind: Kind | null): void; // the list that is shown now
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
  #list: Kind | null = null;
  #shown = ""; // what the content was made from

  /** side is the side that lists choose: that of the last sided selection. */
  side: Side = "right";

  constructor(channel: Channel, actions: PanelActions) {
    this.#channel = channel;
    this.#actions = actions;
    this.#render("welcome");
  }

  setCatalog(catalog: Entry[]): void {
    this.#catalog = catalog;
    if (this.#list || !this.#treatment) this.#render("catalog");
  }

  /** show brings the panel in line with the state. */
  show(treatment: Treatment | null, controls: Controls): void {
    const before = this.#treatment?.selection;
    const now = treatment?.selection;
    const other = before?.kind !== now?.kind || before?.id !== now?.id || before?.side !== now?.side;
    this.#treatment = treatment;
    this.#lateral = controls.lateral;
    if (now && now.side !== "midline" && now.side !== "") this.side = now.side;
    if (other && now) this.#setList(null);
    const key = JSON.stringify([treatment, controls.lateral], (name, value: unknown) => (name === "on" ? undefined : value));
    if (!this.#list && key !== this.#shown) this.#render(key, other && (before?.kind !== now?.kind || before?.id !== now?.id));
    this.#showSwitches();
  }

  /** browse shows the list of a kind, or with null goes back to what was there. */
  browse(kind: Kind | null): void {
    this.#setList(kind);
    this.#render(kind ?? "back", true);
    this.heading();
  }

  list(): Kind | null {
    return this.#list;
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

  #setList(kind: Kind | null): void {
    this.#list = kind;
    this.#actions.listed(kind);
  }

  #render(key: string, fresh = false): void {
    this.#shown = key;
    const focused = this.#focusedKey();
    const open = [...this.#content.querySelectorAll<HTMLDetailsElement>("details[data-keep]")].filter((d) => d.open).map((d) => d.dataset["keep"]);
    this.#content.replaceChildren(this.#page());
    if (fresh) this.#scroller.scrollTop = 0;
    else for (const d of this.#content.querySelectorAll<HTMLDetailsElement>("details[data-keep]")) d.open ||= open.includes(d.dataset["keep"]);
    if (focused !== null) this.#refocus(focused);
  }

  #page(): HTMLElement {
    if (this.#list) {
      return browsePage(this.#list, this.#catalog, this.side, this.#channel, {
        choose: (entry) => this.#actions.choose(entry, this.side),
        setSide: (side) => {
          this.side = side;
          this.#render("side");
        },
        close: () => this.browse(null),
      });
    }
    if (this.#treatment) return treatmentPage(this.#treatment, this.#lateral, this.#channel, this.#sources);
    return welcomePage(this.#catalog, {
      browse: (kind) => this.browse(kind),
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
