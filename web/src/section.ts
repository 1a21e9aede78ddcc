// Section: the controls that cut the body open: three planes, a place, a side.

import type { Channel } from "./channel";
import { byId } from "./dom";
import type { Section } from "./protocol";

/** OTHER is the side that stays when a section is flipped. */
const OTHER: Record<string, string> = {
  left: "right", right: "left", anterior: "posterior", posterior: "anterior", superior: "inferior", inferior: "superior",
};

/** SIDES say which side stays. */
const SIDES: Record<string, string> = {
  left: "the left stays", right: "the right stays", anterior: "the front stays", posterior: "the back stays", superior: "what is above stays", inferior: "what is below stays",
};

export class SectionControls {
  readonly #row = byId("cut");
  readonly #at = byId<HTMLInputElement>("cut-at");
  readonly #channel: Channel;
  #now: Section | null = null;
  #asked: number | null = null; // the place last asked for, until the stage has answered, in metres
  #wanted: number | null = null; // the place to ask for then

  constructor(channel: Channel) {
    this.#channel = channel;
    this.#at.addEventListener("input", () => this.#move(Number(this.#at.value) / 1000));
  }

  /** show brings the controls in line with the state. */
  show(section: Section | null): void {
    this.#now = section;
    this.#row.hidden = section === null;
    this.#asked = null;
    const wanted = this.#wanted;
    this.#wanted = null;
    if (!section) return;
    if (wanted !== null && wanted !== section.at) return this.#move(wanted);
    this.#at.min = String(Math.ceil(section.from * 1000));
    this.#at.max = String(Math.floor(section.to * 1000));
    this.#at.value = String(Math.round(section.at * 1000));
    this.#say(section.at);
  }

  /** pressed reports whether an axis is that of the section. */
  pressed(axis: string): boolean {
    return this.#now?.axis === axis;
  }

  /** choose cuts across an axis, or closes the body again. */
  choose(axis: string): void {
    this.#channel.event({ type: "section", axis: this.pressed(axis) ? "" : axis });
  }

  flip(): void {
    if (this.#now) this.#channel.event({ type: "section", axis: this.#now.axis, keep: OTHER[this.#now.keep] ?? "" });
  }

  off(): void {
    this.#channel.event({ type: "section", axis: "" });
    document.querySelector<HTMLElement>(`[data-axis="${this.#now?.axis ?? ""}"]`)?.focus();
  }

  /** move asks for a place; while the stage is at work on one, the last counts. */
  #move(at: number): void {
    if (!this.#now) return;
    this.#say(at);
    if (this.#asked !== null) {
      this.#wanted = at;
      return;
    }
    if (at === this.#now.at) return;
    this.#asked = at;
    this.#channel.event({ type: "section", axis: this.#now.axis, at });
  }

  #say(at: number): void {
    const place = `${Math.round(at * 100)} cm`.replace("-", "−");
    byId("cut-place").textContent = place;
    this.#at.setAttribute("aria-valuetext", `${place}, ${SIDES[this.#now?.keep ?? ""] ?? ""}`);
  }
}
