// Browse: a kind of thing as a list, grouped as people speak.

import type { Channel } from "./channel";
import { el } from "./dom";
import type { Entry, Side } from "./protocol";
import { sideSwitch } from "./side";
import { KIND_TITLES, type Kind, capital } from "./words";

/** GROUP_ORDER runs down the body; groups not named here follow in the catalog's order. */
const GROUP_ORDER = [
  "head and face", "neck", "shoulder", "arm", "elbow", "forearm", "wrist and hand",
  "chest", "abdomen", "back", "low back", "hip", "thigh", "knee", "leg", "ankle and foot",
];

/** BrowseActions are what a list asks of the page. */
export interface BrowseActions {
  choose(entry: Entry): void;
  setSide(side: Side): void;
  close(): void;
}

/** browsePage makes the list of a kind. */
export function browsePage(kind: Kind, catalog: Entry[], side: Side, channel: Channel, actions: BrowseActions): HTMLElement {
  const groups = grouped(catalog.filter((e) => e.kind === kind));
  return el("article", { class: "browse", "data-testid": `browse-${kind}` },
    el("header", { class: "head" },
      el("div", { class: "title" },
        el("h1", { tabindex: -1 }, KIND_TITLES[kind]),
        el("button", { type: "button", class: "icon", "aria-label": "Close the list", onclick: () => actions.close() }, "×")),
      sideSwitch(side, (s) => actions.setSide(s)),
    ),
    groups.length === 0 && el("p", { class: "none" }, catalog.length === 0 ? "This list arrives with the body." : "This map has none yet."),
    ...groups.map(([name, entries]) => el("section", { class: "group" },
      el("h2", {}, capital(name)),
      el("ul", {}, ...entries.map((e) => el("li", {}, entryButton(e, side, channel, actions)))))),
  );
}

function entryButton(entry: Entry, side: Side, channel: Channel, actions: BrowseActions): HTMLElement {
  const ref = { kind: entry.kind, id: entry.id, side: entry.sided ? side : ("midline" as const) };
  const second = entry.kind === "region" ? entry.aliases.join(", ") : entry.latin;
  return el("button", {
    type: "button",
    class: "entry",
    "data-ref": `${entry.kind}:${entry.id}`,
    "data-key": `${entry.kind}:${entry.id}`,
    onclick: () => actions.choose(entry),
    onpointerenter: () => channel.hover(ref),
    onpointerleave: () => channel.hover(null),
    onfocus: () => channel.hover(ref),
    onblur: () => channel.hover(null),
  }, el("b", {}, capital(entry.name)), entry.refer && el("small", { class: "refer" }, "see a physician"), second && el(entry.kind === "region" ? "small" : "i", {}, second));
}

function grouped(entries: Entry[]): [string, Entry[]][] {
  const groups = Map.groupBy(entries, (e) => e.group || "other");
  const rank = (name: string) => (GROUP_ORDER.indexOf(name) + GROUP_ORDER.length + 1) % (GROUP_ORDER.length + 1);
  return [...groups].sort(([a], [b]) => rank(a) - rank(b));
}
