// Sheet: on a phone the panel is a sheet over the body that rests at three
// heights: peek, half and full.

import { byId } from "./dom";

const DETENTS = ["peek", "half", "full"] as const;
type Detent = (typeof DETENTS)[number];

const SAID: Record<Detent, string> = { peek: "name only", half: "half the screen", full: "whole screen" };

/** PHONE is when the panel is a sheet; styles/phone.css says the same. */
const PHONE = "(max-width: 720px) and (orientation: portrait)";

/** FLICK is the speed from which a drag goes on to the next height, in pixels per millisecond. */
const FLICK = 0.45;

/** AFTER_DRAG is how soon after a drag a click still belongs to it, in milliseconds. */
const AFTER_DRAG = 300;

export class Sheet {
  readonly #panel = byId("panel");
  readonly #handle = byId("sheet-handle");
  readonly #phone = window.matchMedia(PHONE);
  #detent: Detent = "half";
  #dragged = -Infinity; // when a drag ended

  constructor() {
    this.#handle.addEventListener("click", () => {
      if (performance.now() - this.#dragged > AFTER_DRAG) this.#step();
    });
    this.#handle.addEventListener("keydown", (e) => this.#key(e));
    const grip = byId("sheet-grip");
    grip.addEventListener("pointerdown", (e) => this.#drag(e, grip));
    byId("panel-content").addEventListener("pointerdown", (e) => {
      const name = (e.target as Element).closest<HTMLElement>(".title h1");
      if (name) this.#drag(e, name);
    });
    this.#phone.addEventListener("change", () => this.rest(this.#detent));
    this.rest("half");
  }

  /** atLeast raises the sheet to a height, and leaves it where it is higher. */
  atLeast(detent: Detent): void {
    if (DETENTS.indexOf(this.#detent) < DETENTS.indexOf(detent)) this.rest(detent);
  }

  /** rest puts the sheet to a height. */
  rest(detent: Detent): void {
    this.#detent = detent;
    this.#panel.style.removeProperty("--sheet");
    document.documentElement.dataset["sheet"] = detent;
    this.#handle.setAttribute("aria-label", `Treatment sheet: ${SAID[detent]}. Change its height`);
    this.#handle.setAttribute("aria-expanded", String(detent !== "peek"));
  }

  /** step goes up, and from the top back to the middle. */
  #step(): void {
    this.rest(this.#detent === "half" ? "full" : "half");
  }

  #key(e: KeyboardEvent): void {
    const by = e.key === "ArrowUp" ? 1 : e.key === "ArrowDown" ? -1 : 0;
    if (by === 0) return;
    e.preventDefault();
    const next = DETENTS[DETENTS.indexOf(this.#detent) + by];
    if (next) this.rest(next);
  }

  #drag(start: PointerEvent, grip: HTMLElement): void {
    if (!this.#phone.matches || start.button !== 0) return;
    const from = this.#panel.getBoundingClientRect().height;
    const track = { y: start.clientY, time: start.timeStamp, speed: 0, moved: false };
    const drag = new AbortController();
    grip.setPointerCapture(start.pointerId);
    this.#panel.toggleAttribute("data-dragged", true);
    grip.addEventListener("pointermove", (e) => {
      const elapsed = Math.max(1, e.timeStamp - track.time);
      track.speed = (track.y - e.clientY) / elapsed;
      track.y = e.clientY;
      track.time = e.timeStamp;
      track.moved ||= Math.abs(e.clientY - start.clientY) > 6;
      if (track.moved) this.#panel.style.setProperty("--sheet", `${from + start.clientY - e.clientY}px`);
    }, { signal: drag.signal });
    const end = () => {
      drag.abort();
      this.#panel.toggleAttribute("data-dragged", false);
      if (!track.moved) return;
      this.#dragged = performance.now();
      this.rest(this.#settle(track.speed));
    };
    grip.addEventListener("pointerup", end, { signal: drag.signal });
    grip.addEventListener("pointercancel", end, { signal: drag.signal });
  }

  /** settle chooses the height nearest to where the sheet was let go, one further in the direction of a flick. */
  #settle(speed: number): Detent {
    const height = this.#panel.getBoundingClientRect().height;
    const screen = window.innerHeight;
    const heights = [112, screen * 0.46, screen - 60];
    let nearest = 0;
    heights.forEach((h, i) => {
      if (Math.abs(h - height) < Math.abs(heights[nearest]! - height)) nearest = i;
    });
    if (speed > FLICK && heights[nearest]! < height) nearest++;
    if (speed < -FLICK && heights[nearest]! > height) nearest--;
    return DETENTS[Math.max(0, Math.min(2, nearest))]!;
  }
}
