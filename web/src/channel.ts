// Channel: one end of the conversation between a window and the stage it frames.

import { type Event, type FromStage, type Ref, type ToStage, VERSION, readFromStage } from "./protocol";

/** KEPT is how many events are kept for a stage that is not ready. */
const KEPT = 100;

/** SILENCE is how long the stage may say nothing before that counts as failed, in milliseconds. */
const SILENCE = 15_000;

/**
 * Channel speaks with the stage inside an iframe. It drops every message that
 * comes from another window or origin, or whose shape is not known.
 */
export class Channel {
  readonly #frame: HTMLIFrameElement;
  readonly #origin: string;
  readonly #silent: () => void;
  readonly #abort = new AbortController();
  #timer = 0;
  #ready = false;
  #waiting: Event[] = []; // for a stage that is loading, at first or again
  #instead: ((event: Event) => void) | null = null;

  /**
   * @param frame the iframe; its src is set by open
   * @param origin the exact origin of the stage
   * @param hear is called with every valid message
   * @param silent is called when the stage stays silent for 15 seconds after loading began, at first or again
   */
  constructor(frame: HTMLIFrameElement, origin: string, hear: (m: FromStage) => void, silent: () => void) {
    this.#frame = frame;
    this.#origin = origin;
    this.#silent = silent;
    const { signal } = this.#abort;
    frame.addEventListener("load", () => this.#greet(), { signal });
    window.addEventListener("message", (e) => {
      if (e.source === null || e.source !== frame.contentWindow || e.origin !== origin) return;
      const message = readFromStage(e.data);
      if (!message) return;
      window.clearTimeout(this.#timer);
      hear(message);
      this.#follow(message);
    }, { signal });
  }

  /** open loads the stage from its address. */
  open(address: string): void {
    window.clearTimeout(this.#timer);
    this.#ready = false;
    this.#instead = null;
    this.#timer = window.setTimeout(this.#silent, SILENCE);
    this.#frame.src = address;
  }

  /** event sends an event, once the stage is ready for it. */
  event(event: Event): void {
    if (this.#instead) this.#instead(event);
    else if (this.#ready) this.#send({ type: "event", event });
    else if (this.#waiting.length < KEPT) this.#waiting.push(event);
  }

  /** divert hands events to something else, where there is no stage, until a stage is opened. */
  divert(to: (event: Event) => void): void {
    this.#instead = to;
    for (const event of this.#waiting.splice(0)) to(event);
  }

  hover(ref: Ref | null): void {
    this.#send({ type: "hover", ref });
  }

  theme(theme: string): void {
    this.#send({ type: "theme", theme });
  }

  /** close stops listening. */
  close(): void {
    window.clearTimeout(this.#timer);
    this.#abort.abort();
  }

  #greet(): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(this.#silent, SILENCE);
    this.#send({ type: "hello" });
  }

  /** follow notes whether the stage is ready; what waited is sent after the state that the stage opens with. */
  #follow(message: FromStage): void {
    if (message.type === "progress") this.#ready = false;
    if (message.type !== "state" || this.#ready) return;
    this.#ready = true;
    this.#instead = null;
    for (const event of this.#waiting.splice(0)) this.event(event);
  }

  #send(message: ToStage): void {
    this.#frame.contentWindow?.postMessage({ bodymap: VERSION, ...message }, this.#origin);
  }
}
