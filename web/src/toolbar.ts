// Toolbar: views, depth, skin and the rest along the bottom of the body.

import type { Channel } from "./channel";
import { byId, el } from "./dom";
import { type Controls, readControls } from "./fragment";
import type { Ref, Section, SkinMode } from "./protocol";
import { SectionControls } from "./section";
import { STEPS } from "./words";

/** ZOOM is how much one press brings the body nearer. */
const ZOOM = 1.25;

export class Toolbar {
  readonly #bar = byId("toolbar");
  readonly #depth = byId<HTMLInputElement>("depth");
  readonly #reveal = byId<HTMLButtonElement>("reveal");
  readonly #channel: Channel;
  readonly #section: SectionControls;
  #fragment = "";
  #controls = readControls("");
  #selection: Ref | null = null;
  #side: "left" | "right" = "right";
  #peeling: number | null = null; // the step asked for, until the state says that it is there

  constructor(channel: Channel) {
    this.#channel = channel;
    this.#section = new SectionControls(channel);
    this.#bar.addEventListener("click", (e) => {
      const button = (e.target as Element).closest("button");
      if (button) this.#press(button);
    });
    this.#depth.addEventListener("input", () => this.#peel(Number(this.#depth.value)));
    this.#reveal.addEventListener("click", () => this.reveal());
  }

  /** show brings the buttons in line with the state's fragment and its selection. */
  show(fragment: string, selection: Ref | null, state: { canUndo: boolean; canRedo: boolean; section: Section | null }): void {
    const controls = readControls(fragment);
    this.#fragment = fragment;
    this.#controls = controls;
    this.#selection = selection;
    if (selection?.side === "left" || selection?.side === "right") this.#side = selection.side;
    const enabled: Record<string, boolean> = { undo: state.canUndo, redo: state.canRedo, ghost: selection !== null, hide: hideable(selection) };
    this.#section.show(state.section);
    for (const button of this.#bar.querySelectorAll<HTMLButtonElement>("button")) {
      const pressed = this.#pressed(button, controls);
      if (pressed !== null) button.setAttribute("aria-pressed", String(pressed));
      button.disabled = enabled[button.dataset["event"] ?? ""] === false;
    }
    if (controls.step === this.#peeling) this.#peeling = null;
    if (this.#peeling === null) this.#nameStep(controls.step);
    this.#reveal.hidden = controls.hidden === 0;
    this.#reveal.replaceChildren(`${controls.hidden} hidden `, el("b", {}, "Show all"));
  }

  /** hide puts a structure away, or without one the selection. */
  hide(pointed: Ref | null): void {
    const ref = hideable(pointed) ? pointed : this.#selection;
    if (ref && hideable(ref)) this.#channel.event({ type: "hide", ...ref, on: true });
  }

  /** reveal brings back all that was put away. */
  reveal(): void {
    if (this.#controls.hidden > 0) this.#channel.event({ type: "reveal" });
  }

  /** toggle makes what is round the selection faint or takes it away, or undoes that. */
  toggle(event: "ghost" | "isolate"): void {
    if (event === "isolate" || this.#selection) this.#channel.event({ type: event, on: !this.#controls[event] });
  }

  /** peelBy peels so many steps deeper, or less deep. */
  peelBy(steps: number): void {
    const step = Number(this.#depth.value) + steps;
    if (step >= 0 && step < STEPS.length) this.#peel(step);
  }

  #peel(step: number): void {
    this.#nameStep(step);
    this.#peeling = step;
    this.#channel.event({ type: "peel", step });
  }

  #nameStep(step: number): void {
    this.#depth.value = String(step);
    byId("depth-name").textContent = STEPS[step]?.name ?? "";
    this.#depth.setAttribute("aria-valuetext", STEPS[step]?.text ?? "");
    this.#depth.style.setProperty("--at", String(step / (STEPS.length - 1)));
  }

  #pressed(button: HTMLButtonElement, c: Controls): boolean | null {
    const { view, skin, chart, axis, event } = button.dataset;
    if (axis) return this.#section.pressed(axis);
    if (chart) return chart === c.chart;
    if (view) return !c.moved && (view === "quarter" ? c.view.includes("-") : view === c.view);
    if (skin) return skin === c.skin;
    if (event === "ghost") return c.ghost;
    if (event === "isolate") return c.isolate;
    if (event === "labels") return c.labels;
    return null;
  }

  #press(button: HTMLButtonElement): void {
    const { view, skin, chart, axis, event } = button.dataset;
    if (axis) this.#section.choose(axis);
    else if (chart) this.#channel.event({ type: "chart", chart: button.getAttribute("aria-pressed") === "true" ? "" : chart });
    else if (view) this.#channel.event({ type: "view", view: view === "quarter" ? this.#quarter() : view });
    else if (skin) this.#channel.event({ type: "skin", mode: skin as SkinMode });
    else if (event === "ghost" || event === "isolate") this.toggle(event);
    else if (event === "labels") this.#channel.event({ type: event, on: !this.#controls.labels });
    else if (event === "hide") this.hide(null);
    else if (event === "flip") this.#section.flip();
    else if (event === "uncut") this.#section.off();
    else if (event === "zoom-in") this.#channel.event({ type: "zoom", factor: ZOOM });
    else if (event === "zoom-out") this.#channel.event({ type: "zoom", factor: 1 / ZOOM });
    else if (event === "undo" || event === "redo" || event === "fit") this.#channel.event({ type: event });
    else if (event === "reset") this.#reset();
  }

  /** quarter is the oblique view of the face now seen, from the selected side; pressed again, from the other. */
  #quarter(): string {
    const face = this.#controls.view.startsWith("posterior") ? "posterior" : "anterior";
    const other = this.#side === "left" ? "right" : "left";
    return this.#controls.view === `${face}-${this.#side}` ? `${face}-${other}` : `${face}-${this.#side}`;
  }

  /** reset shows the selection as if it were chosen anew: nothing peeled, hidden, switched off or moved. */
  #reset(): void {
    const kept = this.#fragment.split("&").filter((part) => /^(select|side|view)=/.test(part));
    this.#channel.event({ type: "fragment", value: kept.join("&") });
  }
}

/** hideable reports whether a thing has shapes of its own that can be put away. */
function hideable(ref: Ref | null): boolean {
  return ref !== null && ["muscle", "nerve", "structure"].includes(ref.kind);
}
