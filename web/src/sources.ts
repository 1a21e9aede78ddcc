// Sources: numbers beside a claim, the card that one opens, and the list at the end.

import { ranges } from "./cite";
import { type Child, byId, el } from "./dom";
import type { Source } from "./protocol";

/** Sources are the sources of the treatment shown. */
export class Sources {
  readonly #card = byId("source-card");
  #all = new Map<number, Source>();
  #opener: HTMLElement | null = null;

  constructor() {
    this.#card.addEventListener("toggle", (e) => {
      if ((e as ToggleEvent).newState === "closed") this.#opener?.setAttribute("aria-expanded", "false");
    });
  }

  set(sources: Source[]): void {
    this.#all = new Map(sources.map((s) => [s.n, s]));
    if (this.#card.matches(":popover-open")) this.#card.hidePopover();
  }

  /** numbers makes the button "2, 5" for what a claim cites, or nothing. */
  numbers(cited: number[], claim: string): Child {
    const known = cited.filter((n) => this.#all.has(n));
    if (known.length === 0) return null;
    const shown = ranges(known);
    return el("button", {
      type: "button",
      class: "cite",
      "aria-label": `${known.length > 1 ? "Sources" : "Source"} ${shown} for ${claim}`,
      "aria-haspopup": "dialog",
      "aria-expanded": "false",
      "data-testid": "cite",
      onclick: (e: MouseEvent) => this.#open(e.currentTarget as HTMLElement, known),
    }, shown);
  }

  /** claim makes a text with the numbers of what it cites, which stay beside its last word. */
  claim(text: string, cited: number[], about: string): Child[] {
    const [said, note] = parted(text);
    const numbers = this.numbers(cited, about);
    const last = said.lastIndexOf(" ") + 1;
    return [
      ...(numbers ? [said.slice(0, last), el("span", { class: "last" }, said.slice(last), " ", numbers)] : [said]),
      note && el("small", { class: "note" }, note),
    ];
  }

  /** list makes the full list for the end of the panel. */
  list(): HTMLElement {
    const all = [...this.#all.values()];
    return el("details", { class: "sources", "data-testid": "sources", "data-keep": "sources" },
      el("summary", {}, `Sources (${all.length})`),
      el("ol", {}, ...all.map((s) => el("li", { value: s.n }, ...reference(s)))),
    );
  }

  #open(opener: HTMLElement, cited: number[]): void {
    this.#opener?.setAttribute("aria-expanded", "false");
    this.#opener = opener;
    opener.setAttribute("aria-expanded", "true");
    const list = el("ol", {}, ...cited.map((n) => el("li", { value: n }, ...reference(this.#all.get(n)!))));
    this.#card.replaceChildren(list);
    this.#card.showPopover();
    this.#place(opener.getBoundingClientRect());
    this.#card.focus();
  }

  /** place puts the card under its opener, or above where there is no room. */
  #place(at: DOMRect): void {
    const card = this.#card.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left - 24, innerWidth - card.width - 8));
    const below = at.bottom + 6;
    const top = below + card.height > innerHeight - 8 ? Math.max(8, at.top - card.height - 6) : below;
    this.#card.style.setProperty("--left", `${left}px`);
    this.#card.style.setProperty("--top", `${top}px`);
  }
}

/** parted takes a note, a whole sentence in brackets at the end, from what is said. */
function parted(text: string): [string, string] {
  if (!text.endsWith(")")) return [text, ""];
  let open = text.length - 1;
  for (let depth = 1; depth > 0 && open > 0; ) {
    open--;
    if (text[open] === ")") depth++;
    else if (text[open] === "(") depth--;
  }
  const note = text.slice(open + 1, -1);
  return text[open - 1] === " " && /^\p{Lu}.*[.!?]$/su.test(note) ? [text.slice(0, open - 1), note] : [text, ""];
}

function reference(s: Source): Child[] {
  return [
    el("span", { class: "reference" }, s.text),
    s.at && el("span", { class: "locator" }, ` ${s.at}`),
    /^https?:\/\//.test(s.url) && el("a", { href: s.url, target: "_blank", rel: "noopener noreferrer" }, s.url.replace(/^https?:\/\//, "")),
    s.reliability && el("span", { class: "reliability" }, s.reliability),
  ];
}
