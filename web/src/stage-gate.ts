// Gate: holds back the engine's animation frames while nothing changes.
//
// The engine asks for a frame after every frame, for ever; an unchanged picture
// would keep a processor core busy. The gate stands in for requestAnimationFrame
// before the engine starts (the engine looks it up once) and, while it is
// closed, keeps the request instead of passing it on.

/** Gate stands in for a window's requestAnimationFrame. */
export class Gate {
  readonly #request: (frame: FrameRequestCallback) => number;
  readonly #held: FrameRequestCallback[] = [];
  #awake = true;

  constructor(window: Window) {
    this.#request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (frame) => {
      if (this.#awake) return this.#request(frame);
      this.#held.push(frame);
      return 0; // the engine never cancels a frame
    };
  }

  /** wake passes on what was held; something is about to change. */
  wake(): void {
    this.#awake = true;
    for (const frame of this.#held.splice(0)) this.#request(frame);
  }

  /** sleep holds frames from now on; the picture is final. */
  sleep(): void {
    this.#awake = false;
  }
}
