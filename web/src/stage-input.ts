// Input: pointer, touch, wheel and keys on the stage become events of the map.
//
// The engine's own canvas never sees them: it would swallow Tab, wheel and touch.

import type { Event } from "./protocol";

/** Ask is what a pointer wants to know of the picture, at a place in CSS pixels. */
export type Ask = { type: "pick"; x: number; y: number } | { type: "point"; x: number; y: number } | { type: "leave" };

/** Options say how the stage shares wheel and touch with the page around it. */
export interface Options {
  /** shared leaves scrolling to the page until the stage has the focus. */
  shared: boolean;
  event: (event: Event) => void;
  ask: (ask: Ask) => void;
  /** press is told of a click that began on an element above the body; true if it was dealt with. */
  press: (target: Element) => boolean;
  /** above reports whether an element lies above the body, so that a pointer on it is not on the body. */
  above: (target: Element) => boolean;
}

/** CLICK is how far a pointer may move between down and up and still click, in CSS pixels. */
const CLICK = 5;
/** TWICE is how soon a second click at the same place belongs to the first, in milliseconds, and how near, in CSS pixels. */
const TWICE = { time: 400, apart: 12 };
/** TURN is how far a drag over the height of the stage turns the body, in degrees. */
const TURN = 200;
/** STEP is how far an arrow key turns, in degrees, and moves, as a fraction of the height. */
const STEP = { turn: 7.5, move: 0.05, zoom: 1.15 };

interface Finger {
  x: number;
  y: number;
}

/** Input listens on the stage. */
export class Input {
  readonly #stage: HTMLElement;
  readonly #options: Options;
  readonly #fingers = new Map<number, Finger>();
  #start: (Finger & { target: Element }) | null = null;
  #clicked: Finger & { time: number } = { x: 0, y: 0, time: -Infinity };

  /**
   * @param stage holds the body and everything above it
   * @param touch takes the focus and the keys
   */
  constructor(stage: HTMLElement, touch: HTMLElement, options: Options) {
    this.#stage = stage;
    this.#options = options;
    stage.classList.toggle("shared", options.shared);
    stage.addEventListener("pointerdown", (e) => this.#down(e));
    stage.addEventListener("pointermove", (e) => this.#move(e));
    stage.addEventListener("pointerup", (e) => this.#up(e));
    stage.addEventListener("pointercancel", (e) => this.#cancel(e));
    stage.addEventListener("pointerleave", () => options.ask({ type: "leave" }));
    stage.addEventListener("dblclick", () => options.event({ type: "fit" }));
    stage.addEventListener("contextmenu", (e) => e.preventDefault());
    stage.addEventListener("wheel", (e) => this.#wheel(e, touch), { passive: false });
    touch.addEventListener("keydown", (e) => this.#key(e));
  }

  #down(e: PointerEvent): void {
    if (e.button === 1) return;
    this.#stage.setPointerCapture(e.pointerId);
    this.#fingers.set(e.pointerId, { x: e.clientX, y: e.clientY });
    this.#start = this.#fingers.size === 1 && e.button === 0 ? { x: e.clientX, y: e.clientY, target: e.target as Element } : null;
  }

  #move(e: PointerEvent): void {
    const before = this.#fingers.get(e.pointerId);
    if (!before) {
      if (e.pointerType === "touch") return;
      const above = this.#options.above(e.target as Element);
      this.#options.ask(above ? { type: "leave" } : { type: "point", x: e.clientX, y: e.clientY });
      return;
    }
    if (this.#start && Math.hypot(e.clientX - this.#start.x, e.clientY - this.#start.y) < CLICK) return;
    this.#start = null;
    const now = { x: e.clientX, y: e.clientY };
    if (this.#fingers.size === 1) this.#drag(before, now, e.shiftKey || (e.buttons & 2) !== 0);
    else this.#pinch(e.pointerId, before, now);
    this.#fingers.set(e.pointerId, now);
  }

  #drag(from: Finger, to: Finger, moves: boolean): void {
    const height = this.#stage.clientHeight;
    const dx = (to.x - from.x) / height;
    const dy = (to.y - from.y) / height;
    if (moves) this.#options.event({ type: "pan", dx, dy });
    else this.#options.event({ type: "orbit", dx: -dx * TURN, dy: dy * TURN });
  }

  /** pinch zooms by the change of distance between two fingers and moves by that of their middle. */
  #pinch(id: number, from: Finger, to: Finger): void {
    const other = [...this.#fingers].find(([key]) => key !== id)?.[1];
    if (!other || this.#fingers.size > 2) return;
    const apart = Math.hypot(from.x - other.x, from.y - other.y);
    const factor = apart > 0 ? Math.hypot(to.x - other.x, to.y - other.y) / apart : 1;
    if (factor > 0) this.#options.event({ type: "zoom", factor });
    const height = this.#stage.clientHeight;
    this.#options.event({ type: "pan", dx: (to.x - from.x) / 2 / height, dy: (to.y - from.y) / 2 / height });
  }

  #up(e: PointerEvent): void {
    this.#fingers.delete(e.pointerId);
    const start = this.#start;
    this.#start = null;
    if (!start || this.#twice(e) || this.#options.press(start.target)) return;
    this.#options.ask({ type: "pick", x: e.clientX, y: e.clientY });
  }

  /** twice reports whether a click is the second of a double click: the body has begun to move under it, so that it would choose something else. */
  #twice(e: PointerEvent): boolean {
    const before = this.#clicked;
    this.#clicked = { x: e.clientX, y: e.clientY, time: e.timeStamp };
    return e.timeStamp - before.time < TWICE.time && Math.hypot(e.clientX - before.x, e.clientY - before.y) < TWICE.apart;
  }

  #cancel(e: PointerEvent): void {
    this.#fingers.delete(e.pointerId);
    this.#start = null;
  }

  #wheel(e: WheelEvent, touch: HTMLElement): void {
    if (this.#options.shared && !e.ctrlKey && document.activeElement !== touch) return;
    e.preventDefault();
    const lines = e.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
    // A pinch on a trackpad arrives as a wheel with Ctrl and small steps.
    const rate = e.ctrlKey ? 0.01 : 0.0015;
    this.#options.event({ type: "zoom", factor: Math.exp(-Math.max(-300, Math.min(300, e.deltaY * lines)) * rate) });
  }

  #key(e: KeyboardEvent): void {
    const event = eventOfKey(e);
    if (!event) return; // Tab among others: it leaves the stage as it leaves any element
    e.preventDefault();
    this.#options.event(event);
  }
}

/** arrows are the directions of the arrow keys: rightwards, downwards. */
const arrows: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** eventOfKey returns what a key asks for, or null for a key that is not the stage's. */
export function eventOfKey(e: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): Event | null {
  if (e.altKey) return null;
  if (e.ctrlKey || e.metaKey) return eventOfCommand(e.key.toLowerCase(), e.shiftKey);
  const arrow = Object.hasOwn(arrows, e.key) ? arrows[e.key] : undefined;
  if (arrow) {
    const [x, y] = arrow;
    if (e.shiftKey) return { type: "pan", dx: x * STEP.move, dy: y * STEP.move };
    return { type: "orbit", dx: -x * STEP.turn, dy: y * STEP.turn };
  }
  switch (e.key) {
    case "+":
    case "=":
      return { type: "zoom", factor: STEP.zoom };
    case "-":
    case "_":
      return { type: "zoom", factor: 1 / STEP.zoom };
    case "0":
    case "Home":
      return { type: "fit" };
    case "Escape":
      return { type: "clear" };
    case "1":
    case "2":
    case "3":
    case "4":
      return { type: "level", level: Number(e.key) };
  }
  return null;
}

function eventOfCommand(key: string, shift: boolean): Event | null {
  if (key === "z") return { type: shift ? "redo" : "undo" };
  return key === "y" ? { type: "redo" } : null;
}
