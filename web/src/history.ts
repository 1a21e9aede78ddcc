// History: the address bar. Every state has a link; every selection is a step
// that the browser's Back button undoes, and so is opening the guide.

import type { StateMessage } from "./protocol";

/** QUIET is how long the state must rest before the address follows, in milliseconds: browsers limit how often it may change. */
const QUIET = 250;

export class History {
  readonly #open: (fragment: string) => void;
  #selected: string | null = null;
  #timer = 0;

  /**
   * @param open is called with the fragment that the person went to
   * @param guide is called with whether the guide is open at the step the person went to
   */
  constructor(open: (fragment: string) => void, guide: (open: boolean) => void) {
    this.#open = open;
    window.addEventListener("popstate", () => guide(this.inGuide()));
    window.addEventListener("hashchange", () => {
      window.clearTimeout(this.#timer);
      this.#open(location.hash.slice(1));
    });
  }

  /** enterGuide makes opening the guide a step. */
  enterGuide(): void {
    if (!this.inGuide()) history.pushState({ guide: true }, "", location.href);
  }

  /** inGuide reports whether the guide opened at the present step. */
  inGuide(): boolean {
    return Boolean((history.state as { guide?: boolean } | null)?.guide);
  }

  /** follow writes a state into the address; the first, which nobody asked for, leaves it as it is. */
  follow(state: StateMessage): void {
    window.clearTimeout(this.#timer);
    const selection = state.treatment?.selection;
    const selected = selection ? `${selection.kind}:${selection.id}:${selection.side}` : "";
    const step = this.#selected !== null && selected !== this.#selected && state.cause !== "fragment";
    this.#selected = selected;
    if (state.cause === "init") return;
    if (step) history.pushState(null, "", `#${state.fragment}`);
    else this.#timer = window.setTimeout(() => this.#replace(state.fragment), QUIET);
  }

  #replace(fragment: string): void {
    if (fragment !== location.hash.slice(1)) history.replaceState(history.state, "", `#${fragment}`);
  }
}
