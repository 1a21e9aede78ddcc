// Guide: what the page explains to people, topic by topic, with its sources.

import { el } from "./dom";
import type { Guide } from "./protocol";
import type { Sources } from "./sources";

/** guidePage makes the guide; close goes back to what was there. */
export function guidePage(guide: Guide, sources: Sources, close: () => void): HTMLElement {
  sources.set(guide.sources);
  const sections = guide.topics.map(({ id, name, text }) => el("section", { "data-topic": id },
    el("h2", { tabindex: -1 }, name),
    ...text.map((said) => el("p", {}, ...sources.claim(said.text, said.sources, name)))));
  return el("article", { class: "guide", "data-testid": "guide" },
    el("header", { class: "head" },
      el("div", { class: "title" },
        el("h1", { tabindex: -1 }, "In plain words"),
        el("button", { type: "button", class: "icon", "aria-label": "Close the explanation", onclick: close }, "×"))),
    guide.topics.length === 0 && el("p", { class: "none" }, "The explanation arrives with the body."),
    guide.topics.length > 1 && el("nav", { class: "topics", "aria-label": "Topics" }, el("ol", {}, ...guide.topics.map(({ name }, i) => el("li", {},
      el("button", { type: "button", onclick: () => toSection(sections[i]!) }, name))))),
    ...sections,
    guide.sources.length > 0 && sources.list(),
  );
}

/** toTopic shows a topic of the guide that is in place, if it has that topic. */
export function toTopic(place: ParentNode, id: string): void {
  const section = place.querySelector<HTMLElement>(`[data-topic="${CSS.escape(id)}"]`);
  if (section) toSection(section);
}

function toSection(section: HTMLElement): void {
  section.scrollIntoView({ block: "start" });
  section.querySelector("h2")?.focus({ preventScroll: true });
}
