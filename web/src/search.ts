// Search: the combobox in the header, after the pattern of the ARIA Authoring
// Practices: focus stays in the field, the list is walked by
// aria-activedescendant.

import type { Channel } from "./channel";
import { byId, el } from "./dom";
import { Index, type Match, readQuery } from "./match";
import type { Entry, Side } from "./protocol";
import { KINDS, KIND_TITLES, capital, sideSuffix } from "./words";

/** FIRST and OTHER are how many results are listed of the best kind and of each other. */
const FIRST = 6;
const OTHER = 3;

/** SearchActions are what the search asks of the page. */
export interface SearchActions {
  choose(entry: Entry, side: Side): void;
  side(): Side; // the side chosen where the query names none
}

/** Option is one line of the list. */
interface Option {
  entry: Entry;
  element: HTMLElement;
}

export class Search {
  readonly #box = byId("search");
  readonly #input = byId<HTMLInputElement>("search-field");
  readonly #list = byId("search-results");
  readonly #ways = byId("ways-in");
  readonly #status = byId("search-status");
  readonly #channel: Channel;
  readonly #actions: SearchActions;
  #index = new Index([]);
  #options: Option[] = [];
  #active = -1;
  #side: Side = "";

  constructor(channel: Channel, actions: SearchActions) {
    this.#channel = channel;
    this.#actions = actions;
    this.#input.addEventListener("input", () => this.#show());
    this.#input.addEventListener("focus", () => this.#open());
    this.#input.addEventListener("keydown", (e) => this.#key(e));
    this.#box.addEventListener("focusout", (e) => {
      const to = e.relatedTarget as Node | null;
      if (!this.#box.contains(to) && !this.#ways.contains(to)) this.close();
    });
    // A press on the list, or on the ways in beside the field, must not take the focus out of it.
    for (const place of [this.#list, this.#ways]) place.addEventListener("mousedown", (e) => e.preventDefault());
    byId("search-close").addEventListener("click", () => this.close());
  }

  setCatalog(catalog: Entry[]): void {
    this.#index = new Index(catalog);
    if (this.#isOpen()) this.#show();
  }

  focus(): void {
    this.#input.focus();
    this.#input.select();
  }

  close(): void {
    if (document.activeElement === this.#input) this.#input.blur();
    this.#box.removeAttribute("data-open");
    this.#input.setAttribute("aria-expanded", "false");
    this.#list.hidden = true;
    this.#activate(-1);
  }

  #isOpen(): boolean {
    return this.#box.hasAttribute("data-open");
  }

  #open(): void {
    this.#box.setAttribute("data-open", "");
    this.#show();
  }

  #show(): void {
    const query = readQuery(this.#input.value);
    this.#side = query.side || this.#actions.side();
    const matches = this.#index.search(query);
    this.#options = [];
    const groups = byKind(matches).map(([kind, found], i) => {
      const id = `search-${kind}`;
      return el("div", { role: "group", "aria-labelledby": id },
        el("div", { class: "group-name", id, role: "presentation" }, KIND_TITLES[kind as keyof typeof KIND_TITLES] ?? kind),
        ...found.slice(0, i === 0 ? FIRST : OTHER).map((m) => this.#option(m)));
    });
    const nothing = query.words.length > 0 && groups.length === 0;
    this.#list.replaceChildren(...groups);
    if (nothing) this.#list.append(el("p", { class: "none" }, "Nothing found. Try a muscle, a place such as “outer hip”, H16 or L4."));
    const shown = this.#isOpen() && (groups.length > 0 || nothing);
    this.#list.hidden = !shown;
    this.#input.setAttribute("aria-expanded", String(shown && groups.length > 0));
    this.#status.textContent = query.words.length > 0 ? `${this.#options.length} results` : "";
    this.#activate(-1);
  }

  #option({ entry, found }: Match): HTMLElement {
    const n = this.#options.length;
    const side = entry.sided ? this.#side : "midline";
    const comma = entry.name.indexOf(", ");
    const [lead, rest] = comma < 0 ? [entry.name, ""] : [entry.name.slice(0, comma), entry.name.slice(comma)];
    const element = el("div", {
      role: "option",
      id: `search-option-${n}`,
      class: "option",
      "aria-selected": "false",
      "data-testid": "search-option",
      "data-ref": `${entry.kind}:${entry.id}`,
      onclick: () => this.#choose(entry, side),
      onpointermove: () => this.#active !== n && this.#activate(n),
    },
      el("span", { class: "option-name" }, el("b", {}, capital(lead)), rest, found && el("i", {}, found)),
      entry.sided && this.#sides(entry, side),
      el("span", { class: "visually-hidden" }, sideSuffix(side)));
    this.#options.push({ entry, element });
    return element;
  }

  /** sides are for the pointer only: by keyboard a person types "left" or presses Shift with Enter. */
  #sides(entry: Entry, chosen: Side): HTMLElement {
    return el("span", { class: "option-sides", "aria-hidden": "true" },
      ...(["left", "right"] as const).map((side) => el("span", {
        class: side === chosen || chosen === "both" ? "chosen" : "",
        title: side,
        onclick: (e: MouseEvent) => {
          e.stopPropagation();
          this.#choose(entry, side);
        },
      }, side === "left" ? "L" : "R")));
  }

  #activate(n: number): void {
    this.#options[this.#active]?.element.setAttribute("aria-selected", "false");
    this.#active = n;
    const option = this.#options[n];
    if (!option) {
      this.#input.removeAttribute("aria-activedescendant");
      this.#channel.hover(null);
      return;
    }
    option.element.setAttribute("aria-selected", "true");
    option.element.scrollIntoView({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", option.element.id);
    const { kind, id, sided } = option.entry;
    this.#channel.hover({ kind, id, side: sided ? this.#side : "midline" });
  }

  #choose(entry: Entry, side: Side): void {
    this.#input.value = "";
    this.close();
    this.#actions.choose(entry, side);
  }

  #key(e: KeyboardEvent): void {
    const count = this.#options.length;
    switch (e.key) {
      case "ArrowDown":
        if (!this.#isOpen()) this.#open();
        else if (count > 0) this.#activate((this.#active + 1) % count);
        break;
      case "ArrowUp":
        if (count > 0) this.#activate((Math.max(this.#active, 0) - 1 + count) % count);
        break;
      case "Enter": {
        const option = this.#options[Math.max(this.#active, 0)]; // the best, where none was walked to
        if (option) this.#choose(option.entry, option.entry.sided ? (e.shiftKey ? other(this.#side) : this.#side) : "midline");
        break;
      }
      case "Escape":
        if (this.#input.value) this.#input.value = "";
        else this.#input.blur();
        this.close();
        break;
      default:
        return;
    }
    e.preventDefault();
    e.stopPropagation();
  }
}

function other(side: Side): Side {
  return side === "left" ? "right" : "left";
}

/** byKind groups matches, the kind with the best match first, then as people read them. */
function byKind(matches: Match[]): [string, Match[]][] {
  const groups = Map.groupBy(matches, (m) => m.entry.kind);
  const rank = (kind: string) => KINDS.findIndex((k) => k === kind);
  const best = (found: Match[]) => Math.round((found[0]?.score ?? 0) * 5);
  return [...groups].sort(([a, found], [b, others]) => best(others) - best(found) || rank(a) - rank(b));
}
