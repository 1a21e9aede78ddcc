// Mark: the sign of a treatment level, told apart by shape as well as colour.

import { el } from "./dom";

const SHAPES: Record<number, string> = { 1: "round", 2: "diamond", 3: "square", 4: "hatched" };

/** mark makes the sign of a level; it says nothing to assistive technology. */
export function mark(level: number, text = String(level)): HTMLElement {
  return el("span", { class: `mark mark-${SHAPES[level] ?? "round"}`, "aria-hidden": "true" }, el("span", {}, text));
}
