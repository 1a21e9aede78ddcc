// Card: one of the four levels of a treatment, with its mark, switch and items.

import type { Channel } from "./channel";
import { type Child, el, joined } from "./dom";
import { mark } from "./mark";
import type { Item, Level, Ref, Side } from "./protocol";
import type { Sources } from "./sources";
import { sideSuffix } from "./words";

/** SHOWN is how many rows a card shows before "more". */
const SHOWN = 6;

/** Row is items that are there for the same reason, told once. */
interface Row {
  items: Item[];
}

/** levelCard makes the card; footer stands under its items. */
export function levelCard(level: Level, channel: Channel, sources: Sources, footer: Child[]): HTMLElement {
  const n = level.level;
  const id = `level-${n}`;
  const all = rows(level.items).map((row) => rowElement(row, n, channel, sources));
  const rest = all.length > SHOWN + 1 ? all.slice(SHOWN) : [];
  return el("section", { class: `card card-${n}`, "aria-labelledby": id, "data-testid": id, "data-on": String(level.on) },
    el("header", {}, mark(n), el("h2", { id }, level.name), levelSwitch(level, channel)),
    all.length === 0 && el("p", { class: "none" }, "Nothing is linked at this level."),
    all.length > 0 && el("ul", {}, ...all.slice(0, all.length - rest.length)),
    rest.length > 0 && el("details", { class: "more", "data-keep": `more-${n}` },
      el("summary", {}, `${rest.length} more`), el("ul", {}, ...rest)),
    ...footer,
  );
}

function levelSwitch(level: Level, channel: Channel): HTMLElement {
  return el("button", {
    type: "button",
    role: "switch",
    class: "switch",
    "aria-checked": String(level.on),
    "aria-label": `Show ${level.name.toLowerCase()} on the body`,
    "aria-keyshortcuts": String(level.level),
    title: `Show on the body (${level.level})`,
    "data-testid": `level-${level.level}-switch`,
    "data-key": `switch-${level.level}`,
    "data-level": level.level,
    onclick: (e: MouseEvent) => {
      const on = (e.currentTarget as Element).getAttribute("aria-checked") === "true";
      channel.event({ type: "level", level: level.level, on: !on });
    },
  }, el("span", {}));
}

/** rows joins items with the same reason, and the two sides of one thing. */
function rows(items: Item[]): Row[] {
  const byReason = new Map<string, Row>();
  for (const item of items) {
    const key = JSON.stringify([item.detail, item.reason, item.sources, item.confirmed, item.placed, item.grade]);
    const row = byReason.get(key);
    if (!row) {
      byReason.set(key, { items: [item] });
      continue;
    }
    const twin = row.items.findIndex((o) => o.ref.kind === item.ref.kind && o.ref.id === item.ref.id);
    const other = row.items[twin];
    if (other) row.items[twin] = { ...other, ref: { ...other.ref, side: bothSides(other.ref.side, item.ref.side) } };
    else row.items.push(item);
  }
  return [...byReason.values()];
}

function bothSides(a: Side, b: Side): Side {
  return a === b ? a : "both";
}

function rowElement(row: Row, level: number, channel: Channel, sources: Sources): HTMLElement {
  const first = row.items[0]!;
  const names = row.items.map((item) => itemButton(item, level, channel));
  const claim = row.items.map((item) => item.name).join(", ");
  const single = names.length === 1;
  return el("li", { class: single ? "item single" : "item", "data-testid": "item" },
    el("p", { class: "names" }, ...(level === 3 ? names : joined(names, level === 4 ? " · " : ", "))),
    el("p", { class: "reason" }, [first.detail, first.reason, ...notes(first)].filter(Boolean).join(" · "), " ",
      sources.numbers(first.sources, claim)),
  );
}

function notes(item: Item): string[] {
  const list: string[] = [];
  if (item.confirmed === false) list.push("place not confirmed by a second source");
  if (!item.placed && !item.detail) list.push("not shown on this body");
  return list;
}

function itemButton(item: Item, level: number, channel: Channel): HTMLElement {
  const { ref } = item;
  const [lead, rest] = level === 2 ? splitNumber(item.name) : [item.name, ""];
  const kind = level === 3 ? `seg ${item.core === false ? "variable" : "core"}` : "name";
  return el("button", {
    type: "button",
    class: kind,
    "data-key": `${ref.kind}:${ref.id}:${level}`,
    "data-ref": refKey(ref),
    "data-side": ref.side,
    "aria-label": `${item.name}${sideSuffix(ref.side)}${item.core === false ? ", by some sources" : ""}`,
    onclick: () => channel.event({ type: "select", kind: ref.kind, id: ref.id, side: ref.side }),
    onpointerenter: () => channel.hover(ref),
    onpointerleave: () => channel.hover(null),
    onfocus: () => channel.hover(ref),
    onblur: () => channel.hover(null),
  }, el("b", {}, lead), rest);
}

/** refKey names a thing without its side, for highlighting. */
export function refKey(ref: Ref): string {
  return `${ref.kind}:${ref.id}`;
}

/** splitNumber parts "H16 inferior gluteal" into its number and its name. */
function splitNumber(name: string): [string, string] {
  const found = /^(H\d+)\b(.*)$/.exec(name);
  return found ? [found[1]!, found[2]!] : [name, ""];
}
