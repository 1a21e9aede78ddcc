// Alerts: what went wrong, over the body and without blocking it.

import { byId, el } from "./dom";
import type { ErrorMessage } from "./protocol";

export class Alerts {
  readonly #place = byId("alerts");
  readonly #retry: () => void;

  /** @param retry is what a fatal error offers */
  constructor(retry: () => void) {
    this.#retry = retry;
  }

  /** show replaces the alert that is there: the last thing that went wrong is the one to act on. */
  show(error: ErrorMessage): void {
    this.#place.replaceChildren(
      el("div", { class: "alert", "data-testid": "alert", "data-code": error.code },
        el("p", {}, error.remedy ? el("b", {}, error.message) : error.message),
        error.remedy && el("p", {}, error.remedy),
        el("p", { class: "actions" },
          error.fatal && el("button", { type: "button", class: "primary", onclick: () => this.#again() }, "Try again"),
          el("button", { type: "button", onclick: () => this.clear() }, "Dismiss"))),
    );
  }

  shown(): boolean {
    return this.#place.childElementCount > 0;
  }

  clear(): void {
    this.#place.replaceChildren();
  }

  #again(): void {
    this.clear();
    this.#retry();
  }
}
