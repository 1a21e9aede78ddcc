// Keys: the page's single-key shortcuts, and the dialog that lists them.
//
// They work everywhere but in text fields, and can be switched off there: a
// person who dictates would set them off by speaking (WCAG 2.1.4).

import { byId } from "./dom";

/** KeyActions are what the keys do. */
export interface KeyActions {
  toggleLevel(level: number): void;
  search(): void;
  escape(): void;
  undo(): void;
  redo(): void;
  hide(): void;
  reveal(): void;
  around(what: "ghost" | "isolate"): void;
  peel(steps: number): void;
}

const STORED = "bodymap.keys";

export class Keys {
  readonly #actions: KeyActions;
  readonly #dialog = byId<HTMLDialogElement>("help");
  readonly #enabled = byId<HTMLInputElement>("help-keys");

  constructor(actions: KeyActions) {
    byId("help-open").addEventListener("click", () => this.#dialog.showModal());
    this.#enabled.checked = stored() !== "off";
    this.#enabled.addEventListener("change", () => store(this.#enabled.checked ? "on" : "off"));
    this.#actions = actions;
    this.listen(document);
  }

  /** listen makes the keys work in a document too, whose own keys come first: that of the stage, which has the focus after a click on the body. */
  listen(at: Document | null): void {
    at?.addEventListener("keydown", (e) => this.#press(e, this.#actions));
  }

  #press(e: KeyboardEvent, actions: KeyActions): void {
    if (e.defaultPrevented || this.#dialog.open || typing(e.target)) return;
    if ((e.ctrlKey || e.metaKey) && !e.altKey && e.key.toLowerCase() === "z") {
      e.preventDefault();
      if (e.shiftKey) actions.redo();
      else actions.undo();
      return;
    }
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "Escape") return actions.escape();
    if (!this.#enabled.checked) return;
    if (/^[1-4]$/.test(e.key)) actions.toggleLevel(Number(e.key));
    else if (e.key === "/") actions.search();
    else if (e.key === "?") this.#dialog.showModal();
    else if (e.key === "h") actions.hide();
    else if (e.key === "H") actions.reveal();
    else if (e.key === "g") actions.around("ghost");
    else if (e.key === "i") actions.around("isolate");
    else if (e.key === "[" || e.key === "]") actions.peel(e.key === "]" ? 1 : -1);
    else return;
    e.preventDefault();
  }
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["range", "checkbox", "radio", "button"].includes(target.type);
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** stored is the person's choice; a browser may refuse to keep it. */
function stored(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

function store(value: string): void {
  try {
    localStorage.setItem(STORED, value);
  } catch {
    // Then it holds until the page is closed.
  }
}
