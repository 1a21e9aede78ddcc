// Link: the stage's end of the conversation with the page that frames it.

import { type ToStage, VERSION, readToStage } from "./protocol";

/** Said is a message to the page, without its envelope. */
export type Said = { type: string } & Record<string, unknown>;

/** lasting are the messages that a page which says hello late has missed. */
const lasting = ["progress", "ready", "state", "error"];

/**
 * Link speaks with the window that frames the stage, and with no other. It
 * learns that window's origin from its first hello and answers it alone.
 */
export class Link {
  #origin: string | undefined;
  readonly #last = new Map<string, Said>();

  /** @param hear is called with every valid message but hello. */
  constructor(hear: (message: Exclude<ToStage, { type: "hello" }>) => void) {
    window.addEventListener("message", (e) => {
      if (window.parent === window || e.source !== window.parent) return;
      if (this.#origin !== undefined && e.origin !== this.#origin) return;
      const message = readToStage(e.data);
      if (!message) return;
      if (message.type === "hello") this.#greet(e.origin);
      else if (this.#origin !== undefined) hear(message);
    });
  }

  /** say tells the page; before its hello, what lasts is kept for it. */
  say(message: Said): void {
    if (lasting.includes(message.type)) this.#last.set(message.type, message);
    if (this.#origin !== undefined) this.#post(message);
  }

  #greet(origin: string): void {
    this.#origin = origin;
    for (const type of lasting) {
      const message = this.#last.get(type);
      if (message) this.#post(message);
    }
    // An error that ended nothing is told once; the state has moved on since.
    if (!this.#last.get("error")?.["fatal"]) this.#last.delete("error");
  }

  #post(message: Said): void {
    // A page opened from a file has the origin "null", which cannot be addressed by
    // name; it is still only the parent that is answered.
    window.parent.postMessage({ bodymap: VERSION, ...message }, this.#origin === "null" ? "*" : this.#origin!);
  }
}
