// Toolbar: views, depth, skin and the rest along the bottom of the body.

import type { Channel } from "./channel";
import { byId } from "./dom";
import { type Controls, readControls } from "./fragment";
import type { Side, SkinMode } from "./protocol";
import { DEPTHS } from "./words";

/** ZOOM is how much one press brings the body nearer. */
const ZOOM = 1.25;

export class Toolbar {
  readonly #bar = byId("toolbar");
  readonly #depth = byId<HTMLInputElement>("depth");
  readonly #channel: Channel;
  #fragment = "";
  #view = "anterior";
  #side: Side = "right";

  constructor(channel: Channel) {
    this.#channel = channel;
    this.#bar.addEventListener("click", (e) => {
      const button = (e.target as Element).closest("button");
      if (button) this.#press(button);
    });
    this.#depth.addEventListener("input", () => channel.event({ type: "depth", depth: Number(this.#depth.value) }));
  }

  /** show brings the buttons in line with the state's fragment; side is that of the selection. */
  show(fragment: string, side: Side, undo: { canUndo: boolean; canRedo: boolean }): void {
    const controls = readControls(fragment);
    this.#fragment = fragment;
    this.#view = controls.view;
    if (side === "left" || side === "right") this.#side = side;
    for (const button of this.#bar.querySelectorAll<HTMLButtonElement>("button")) {
      const pressed = this.#pressed(button, controls);
      if (pressed !== null) button.setAttribute("aria-pressed", String(pressed));
      if (button.dataset["event"] === "undo") button.disabled = !undo.canUndo;
      if (button.dataset["event"] === "redo") button.disabled = !undo.canRedo;
    }
    this.#depth.value = String(controls.depth);
    this.#depth.style.setProperty("--at", String(controls.depth / (DEPTHS.length - 1)));
    this.#depth.setAttribute("aria-valuetext", DEPTHS[controls.depth] ?? "");
  }

  #pressed(button: HTMLButtonElement, c: Controls): boolean | null {
    const { view, skin, chart, event } = button.dataset;
    if (chart) return chart === c.chart;
    if (view) return !c.moved && (view === "quarter" ? c.view.includes("-") : view === c.view);
    if (skin) return skin === c.skin;
    if (event === "isolate") return c.isolate;
    if (event === "labels") return c.labels;
    return null;
  }

  #press(button: HTMLButtonElement): void {
    const { view, skin, chart, event } = button.dataset;
    if (chart) this.#channel.event({ type: "chart", chart: button.getAttribute("aria-pressed") === "true" ? "" : chart });
    else if (view) this.#channel.event({ type: "view", view: view === "quarter" ? this.#quarter() : view });
    else if (skin) this.#channel.event({ type: "skin", mode: skin as SkinMode });
    else if (event === "isolate" || event === "labels")
      this.#channel.event({ type: event, on: button.getAttribute("aria-pressed") !== "true" });
    else if (event === "zoom-in") this.#channel.event({ type: "zoom", factor: ZOOM });
    else if (event === "zoom-out") this.#channel.event({ type: "zoom", factor: 1 / ZOOM });
    else if (event === "undo" || event === "redo" || event === "fit") this.#channel.event({ type: event });
    else if (event === "reset") this.#reset();
  }

  /** quarter is the oblique view of the face now seen, from the selected side; pressed again, from the other. */
  #quarter(): string {
    const face = this.#view.startsWith("posterior") ? "posterior" : "anterior";
    const other = this.#side === "left" ? "right" : "left";
    return this.#view === `${face}-${this.#side}` ? `${face}-${other}` : `${face}-${this.#side}`;
  }

  /** reset shows the selection as if it were chosen anew: nothing peeled, hidden, switched off or moved. */
  #reset(): void {
    const kept = this.#fragment.split("&").filter((part) => /^(select|side|view)=/.test(part));
    this.#channel.event({ type: "fragment", value: kept.join("&") });
  }
}
