// Marks: the points, paths and labels over the body, as HTML and SVG.
//
// Go says what is where (Annotations, computed for each view); here it becomes
// elements. The marks are one Tab stop: arrow keys go from mark to mark.

import type { Ref, Side } from "./protocol";

/** Mark is a point to treat; x, y is its sign, atX, atY its place, in CSS pixels. */
export interface Mark {
  ref: string;
  level: number;
  text: string;
  label: string;
  x: number;
  y: number;
  atX: number;
  atY: number;
  size: number;
  wide: number;
  faint: boolean;
  hidden: boolean;
  /** count is how many neighbours share the sign; ref then has all their refs, with spaces between. */
  count: number;
  from: [number, number];
  to: [number, number];
}

/** Line is a run of a path; start is the length of the path before it. */
export interface Line {
  ref: string;
  kind: "primary" | "spillover" | "nerve";
  points: [number, number][];
  start: number;
  hidden: boolean;
  end: boolean;
}

/** Label is a name beside what it names: its chip's middle, and the place it points at. */
export interface Label {
  text: string;
  strong: boolean;
  x: number;
  y: number;
  atX: number;
  atY: number;
}

export interface Annotations {
  marks: Mark[];
  lines: Line[];
  labels: Label[];
}

const SVG = "http://www.w3.org/2000/svg";

/** refOf reads "point/h16/right", of several the first; a mark of something without a side has two parts. */
export function refOf(text: string): Ref {
  const [kind = "", id = "", side = ""] = text.split(" ", 1)[0]!.split("/");
  return { kind, id, side: side as Side };
}

/** Marks shows annotations and tells which mark is chosen or pointed at. */
export class Marks {
  readonly #marks: HTMLElement;
  readonly #paths: SVGElement;
  readonly #labels: HTMLElement;
  readonly #touch: HTMLElement;
  readonly #buttons = new Map<string, HTMLButtonElement>();

  /**
   * @param root holds #marks, #paths and #labels
   * @param choose is called with the button of a mark that is chosen with the keyboard
   * @param point is called when a mark gets or loses the focus
   */
  constructor(root: ParentNode, choose: (mark: Element) => void, point: (ref: Ref | null) => void) {
    this.#marks = root.querySelector<HTMLElement>("#marks")!;
    this.#paths = root.querySelector<SVGElement>("#paths")!;
    this.#labels = root.querySelector<HTMLElement>("#labels")!;
    this.#touch = root.querySelector<HTMLElement>("#touch")!;
    this.#marks.addEventListener("click", (e) => {
      if (e.detail === 0) choose(e.target as Element); // with a pointer, the stage's input decides
    });
    this.#marks.addEventListener("focusin", (e) => point(this.refAt(e.target as Element)));
    this.#marks.addEventListener("focusout", () => point(null));
    this.#marks.addEventListener("keydown", (e) => this.#walk(e));
  }

  /** refAt returns what the mark at an element stands for, or null where there is none. */
  refAt(target: Element): Ref | null {
    const text = target.closest<HTMLElement>(".mark")?.dataset["ref"];
    return text === undefined ? null : refOf(text);
  }

  /** sharedAt returns the refs of the mark at an element that several share, or null. */
  sharedAt(target: Element): string | null {
    return target.closest<HTMLElement>(".mark.shared")?.dataset["ref"] ?? null;
  }

  /** show puts the annotations of a view in the place of the last one's. */
  show({ marks, lines, labels }: Annotations): void {
    this.#showMarks(marks);
    this.#paths.replaceChildren(
      ...marks.filter((mark) => mark.count > 1).map(range),
      ...marks.filter(leads).map(leader),
      ...labels.map(leader),
      ...lines.flatMap(strokes),
    );
    this.#labels.replaceChildren(...labels.map(chip));
  }

  /** highlight sets the marks off that stand for ref, and no others. */
  highlight(ref: Ref | null): void {
    for (const button of this.#buttons.values()) {
      const own = button.dataset["ref"]!.split(" ").map(refOf);
      button.classList.toggle("lit", ref !== null && own.some((o) => o.kind === ref.kind && o.id === ref.id && (ref.side === "" || o.side === ref.side)));
    }
  }

  #showMarks(marks: Mark[]): void {
    const seen = new Map<string, HTMLButtonElement>();
    for (const mark of marks) {
      const key = `${mark.ref} ${mark.label}`;
      if (seen.has(key)) continue;
      const button = this.#buttons.get(key) ?? create(mark);
      place(button, mark);
      seen.set(key, button);
    }
    const focused = document.activeElement;
    for (const [key, button] of this.#buttons) {
      if (seen.has(key)) continue;
      button.remove();
      if (button === focused) this.#touch.focus(); // rather than nowhere
    }
    this.#buttons.clear();
    // In the order of the annotations, so that the same view always stacks alike.
    let next = this.#marks.firstElementChild;
    for (const [key, button] of seen) {
      this.#buttons.set(key, button);
      if (button === next) next = next.nextElementSibling;
      else this.#marks.insertBefore(button, next);
    }
    this.#rove(document.activeElement);
  }

  /** rove makes one mark the group's Tab stop: the focused one, else the first. */
  #rove(current: Element | null): void {
    const all = [...this.#buttons.values()];
    const stop = all.find((b) => b === current) ?? all.find((b) => b.tabIndex === 0) ?? all[0];
    for (const b of all) b.tabIndex = b === stop ? 0 : -1;
  }

  #walk(e: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
    if (e.key === "Escape") this.#touch.focus();
    if (step === undefined) return;
    e.preventDefault();
    const all = [...this.#buttons.values()];
    const i = all.indexOf(e.target as HTMLButtonElement);
    const next = all[(i + step + all.length) % all.length];
    this.#rove(next ?? null);
    next?.focus();
  }
}

function create(mark: Mark): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.tabIndex = -1;
  button.dataset["ref"] = mark.ref;
  button.setAttribute("aria-label", mark.label);
  button.title = mark.count > 1 ? `${mark.label}: show them nearer` : mark.label;
  const sign = document.createElement("span");
  sign.className = "sign";
  const text = document.createElement("span");
  text.textContent = mark.text;
  button.append(sign, text);
  return button;
}

function place(button: HTMLButtonElement, mark: Mark): void {
  const lit = button.classList.contains("lit");
  button.className = `mark level-${mark.level}`;
  button.classList.toggle("lit", lit);
  button.classList.toggle("faint", mark.faint);
  button.classList.toggle("hidden", mark.hidden);
  button.classList.toggle("shared", mark.count > 1);
  button.style.transform = centred(mark);
}

interface Led {
  x: number;
  y: number;
  atX: number;
  atY: number;
  hidden?: boolean;
}

/** leads reports whether a sign no longer covers its place, so that a line must join them. */
function leads(mark: Mark): boolean {
  return Math.abs(mark.x - mark.atX) > mark.wide / 2 || Math.abs(mark.y - mark.atY) > mark.size / 2;
}

/** range is the line over the places that share a sign. */
function range({ from, to, hidden }: Mark): SVGElement {
  return stroke(hidden ? "range hidden" : "range", `M${from.map((n) => n.toFixed(1)).join(" ")}L${to.map((n) => n.toFixed(1)).join(" ")}`);
}

function leader({ x, y, atX, atY, hidden }: Led): SVGElement {
  return stroke(hidden ? "leader hidden" : "leader", `M${x.toFixed(1)} ${y.toFixed(1)}L${atX.toFixed(1)} ${atY.toFixed(1)}`);
}

/** strokes draws a run of a path: a casing that stands on anything, and the line. */
function strokes(line: Line): SVGElement[] {
  const d = `M${line.points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;
  const hidden = line.hidden ? " hidden" : "";
  const casing = stroke(`casing ${line.kind}${hidden}`, d);
  const ink = stroke(`path ${line.kind}${hidden}`, d);
  ink.style.setProperty("--start", `${(-line.start).toFixed(1)}px`);
  return [casing, ink];
}

function stroke(kind: string, d: string): SVGElement {
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("class", kind);
  path.setAttribute("d", d);
  return path;
}

function chip(label: Label): HTMLElement {
  const span = document.createElement("span");
  span.className = label.strong ? "label strong" : "label";
  span.textContent = label.text;
  span.style.transform = centred(label);
  return span;
}

/** centred puts an element's middle at a place, on whole pixels: text and hairlines are crisp, and the same each time. */
function centred(at: { x: number; y: number }): string {
  return `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px) translate(round(-50%, 1px), round(-50%, 1px))`;
}
