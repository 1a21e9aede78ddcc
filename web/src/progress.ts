// Progress: what is loading, until the body is there.

import { byId } from "./dom";

const STAGES: Record<string, string> = { wasm: "Loading the program", atlas: "Loading the body", facts: "Reading the facts" };

export class Progress {
  readonly #box = byId("loading");
  readonly #bar = byId<HTMLProgressElement>("loading-bar");
  readonly #text = byId("loading-text");

  show(loaded: number, total: number, stage: string): void {
    this.#box.hidden = false;
    if (total > 0) {
      this.#bar.max = total;
      this.#bar.value = Math.min(loaded, total);
    } else this.#bar.removeAttribute("value");
    const size = loaded > 0 ? `, ${megabytes(loaded)}${total > 0 ? ` of ${megabytes(total)}` : ""} MB` : "";
    this.#text.textContent = `${STAGES[stage] ?? "Loading"}${size} …`;
  }

  done(): void {
    this.#box.hidden = true;
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
