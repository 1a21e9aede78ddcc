// Welcome: the panel when nothing is selected.

import { el } from "./dom";
import { mark } from "./mark";
import type { Entry } from "./protocol";
import { KIND_NAMES, type Kind, type Opened, capital } from "./words";

/** WAYS are the ways in: what a person knows when they come. */
const WAYS: [Kind, string, string][] = [
  ["muscle", "Muscle", "I know which one"],
  ["region", "Where it hurts", "I can point to it"],
  ["condition", "Condition", "It has a name"],
];

/** EXAMPLES are shown where the catalog has them. */
const EXAMPLES = ["muscle:gluteus-medius", "region:hip-lateral", "condition:piriformis-syndrome", "point:h16", "level:l5"];

const LEVELS = [
  ["Symptomatic points", "tender points of the muscle, and of muscles that refer pain there"],
  ["Homeostatic points", "H1–H24, in the same place in everybody"],
  ["Paravertebral levels", "beside the spine, where the nerves leave it"],
  ["Related regions", "strained by the changed movement, with the reason why"],
] as const;

/** WelcomeActions are what the welcome asks of the page. */
export interface WelcomeActions {
  open(what: Opened, topic?: string): void;
  choose(entry: Entry): void;
}

export function welcomePage(catalog: Entry[], actions: WelcomeActions): HTMLElement {
  const examples = EXAMPLES.flatMap((key) => catalog.filter((e) => `${e.kind}:${e.id}` === key));
  return el("article", { class: "welcome", "data-testid": "welcome" },
    el("h1", { tabindex: -1 }, "Touch the body where it matters"),
    el("p", { class: "summary" }, "Choose a muscle, a painful place or a condition, and see what is linked to it, drawn on the body, with the source of every claim."),
    el("ul", { class: "ways" }, ...WAYS.map(([kind, name, knows]) => el("li", {},
      el("button", { type: "button", "data-testid": `welcome-${kind}`, onclick: () => actions.open(kind) },
        el("b", {}, name), el("span", {}, knows))))),
    examples.length > 0 && el("section", { class: "examples" },
      el("h2", {}, "For example"),
      el("ul", {}, ...examples.map((e) => el("li", {},
        el("button", { type: "button", class: "chip", title: KIND_NAMES[e.kind] ?? e.kind, onclick: () => actions.choose(e) }, capital(e.name)))))),
    el("section", { class: "legend" },
      el("h2", {}, "Four levels of treatment"),
      el("ol", {}, ...LEVELS.map(([name, what], i) => el("li", { class: `legend-${i + 1}` },
        mark(i + 1), el("p", {}, el("b", {}, name), " ", what)))),
      el("button", { type: "button", class: "more-link", "data-testid": "welcome-explain", onclick: () => actions.open("guide", "four-levels") },
        "What are the four levels?")),
  );
}
