// Channel: one end of the conversation between a window and the stage it frames.

import { type Event, type FromStage, type Ref, type ToStage, VERSION, readFromStage } from "./protocol";

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

  /**
   * @param frame the iframe; its src is set by open
   * @param origin the exact origin of the stage
   * @param hear is called with every valid message
   * @param silent is called when the stage stays silent for 15 seconds after loading began
   */
  constructor(frame: HTMLIFrameElement, origin: string, hear: (m: FromStage) => void, silent: () => void) {
    this.#frame = frame;
    this.#origin = origin;
    this.#silent = silent;
    const { signal } = this.#abort;
    frame.addEventListener("load", () => this.#send({ type: "hello" }), { signal });
    window.addEventListener("message", (e) => {
      if (e.source === null || e.source !== frame.contentWindow || e.origin !== origin) return;
      const message = readFromStage(e.data);
      if (!message) return;
      window.clearTimeout(this.#timer);
      hear(message);
    }, { signal });
  }

  /** open loads the stage from its address. */
  open(address: string): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(this.#silent, SILENCE);
    this.#frame.src = address;
  }

  event(event: Event): void {
    this.#send({ type: "event", event });
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

  #send(message: ToStage): void {
    this.#frame.contentWindow?.postMessage({ bodymap: VERSION, ...message }, this.#origin);
  }
}
