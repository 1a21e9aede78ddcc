// Loss: a browser may take the graphics context away, and give it back or not.
//
// The engine then reloads the stage, which opens again with the state in its
// address. Where that happens twice within a short time it would happen again:
// the stage then draws without the graphics processor.

import type { Event } from "./protocol";

/** OFTEN is how many losses within SOON, in milliseconds, are too many. */
const OFTEN = 2;
const SOON = 5 * 60_000;

/** Losses counts the losses of the stage through its reloads: they are kept in its history entry, which needs no leave to store. */
export class Losses {
  readonly #times: number[];
  readonly #asked: Event[];
  #lost = false;

  /** @param lost is called when the context is lost, before the stage reloads */
  constructor(lost: () => void) {
    const { losses = [], asked = [] } = (history.state ?? {}) as { losses?: number[]; asked?: Event[] };
    this.#times = losses.filter((time) => Date.now() - time < SOON);
    this.#asked = asked;
    // Of the engine's canvas only; going down, the event comes here before the engine hears it.
    document.body.addEventListener("webglcontextlost", () => {
      this.#lost = true;
      this.#times.push(Date.now());
      this.#store();
      lost();
    }, { capture: true });
  }

  /** keep keeps an event that comes while the stage is about to reload, and reports whether it is. */
  keep(event: Event): boolean {
    if (!this.#lost) return false;
    this.#asked.push(event);
    this.#store();
    return true;
  }

  /** asked hands over what was asked for before the stage opened again. */
  asked(): Event[] {
    const list = this.#asked.splice(0);
    if (list.length > 0) this.#store();
    return list;
  }

  /** any reports whether the stage has just been opened again after a loss. */
  get any(): boolean {
    return this.#times.length > 0;
  }

  /** often reports whether the graphics processor is not to be trusted. */
  get often(): boolean {
    return this.#times.length >= OFTEN;
  }

  #store(): void {
    history.replaceState({ losses: this.#times, asked: this.#asked }, "");
  }
}
