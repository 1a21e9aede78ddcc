// Theme: the colours of the stage. They follow the person's settings, and change
// with them, unless the page around the stage asks for others.

/** Theme is what a page may ask for; contrast is light or dark as the person's settings say. */
export type Theme = "auto" | "light" | "dark" | "contrast";

/** THEMES are the themes that a page may ask for. */
export const THEMES: readonly Theme[] = ["auto", "light", "dark", "contrast"];

/** Shown is a theme as the program and the style sheet know it. */
export type Shown = "light" | "dark" | "contrast" | "contrast-dark";

const dark = matchMedia("(prefers-color-scheme: dark)");
const contrast = ["(prefers-contrast: more)", "(forced-colors: active)"].map((query) => matchMedia(query));

/** Themes keeps the document's data-theme in line with what is asked for. */
export class Themes {
  #wanted: Theme;
  readonly #show: (shown: Shown) => void;

  /** @param show is called whenever another theme is to be shown */
  constructor(wanted: string | null, show: (shown: Shown) => void) {
    this.#wanted = themeOf(wanted);
    this.#show = show;
    for (const query of [dark, ...contrast]) query.addEventListener("change", () => this.#follow());
    document.documentElement.dataset["theme"] = this.shown;
  }

  /** shown is the theme that is shown now. */
  get shown(): Shown {
    if (this.#wanted === "light" || this.#wanted === "dark") return this.#wanted;
    if (this.#wanted === "contrast" || contrast.some((query) => query.matches)) return dark.matches ? "contrast-dark" : "contrast";
    return dark.matches ? "dark" : "light";
  }

  /** want asks for a theme. */
  want(theme: string): void {
    this.#wanted = themeOf(theme);
    this.#follow();
  }

  #follow(): void {
    if (document.documentElement.dataset["theme"] === this.shown) return;
    document.documentElement.dataset["theme"] = this.shown;
    this.#show(this.shown);
  }
}

function themeOf(name: string | null): Theme {
  return THEMES.find((theme) => theme === name) ?? "auto";
}
