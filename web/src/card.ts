// Card: one of the four levels of a treatment, with its mark, switch and items.

import type { Channel } from "./channel";
import { type Child, el } from "./dom";
import { mark } from "./mark";
import type { Item, Level, Ref, Selection } from "./protocol";
import { type Row, nameParts, reasons } from "./reason";
import type { Sources } from "./sources";
import { capital, sideSuffix } from "./words";

/** SHOWN is how many rows of a list a card shows before "more". */
const SHOWN = 5;

/** Self is what a card needs to know of the selection. */
type Self = Pick<Selection, "name" | "side">;

/** levelCard makes the card; footer stands under the items. */
export function levelCard(level: Level, self: Self, channel: Channel, sources: Sources, footer: Child[]): HTMLElement {
  const n = level.level;
  const id = `level-${n}`;
  const { rows, common } = reasons(level.items, self.name, n === 3);
  const element = (row: Row) => rowElement(row, n, self, channel, sources);
  const own = rows.filter((row) => row.own);
  const others = rows.filter((row) => !row.own);
  const divided = own.length > 0 && others.length > 0;
  const note = common.length > 0 ? ` · ${common.join("; ")}` : "";
  return el("section", { class: `card card-${n}`, "aria-labelledby": id, "data-testid": id, "data-on": String(level.on) },
    el("header", {}, mark(n), el("h2", { id }, level.name), levelSwitch(level, channel)),
    rows.length === 0 && el("p", { class: "none" }, "Nothing is linked at this level."),
    divided && el("h3", {}, `${own.length === 1 ? "1 point" : `${own.length} points`} in ${lower(self.name)}${note}`),
    ...list(own, n, element),
    divided ? el("h3", {}, `Muscles that refer there${note}`) : note && el("h3", {}, capital(note.slice(3))),
    ...list(others, n, element),
    ...footer,
  );
}

/** list shows the first rows, and the others on request. */
function list(rows: Row[], level: number, element: (row: Row) => HTMLElement): Child[] {
  if (rows.length === 0) return [];
  const shown = rows.length > SHOWN + 1 ? SHOWN : rows.length;
  const rest = rows.slice(shown);
  const hidden = rest.reduce((sum, row) => sum + row.items.length, 0);
  return [
    el("ul", {}, ...rows.slice(0, shown).map(element)),
    rest.length > 0 && el("details", { class: "more", "data-keep": `more-${level}` },
      el("summary", {}, `${hidden} more`), el("ul", {}, ...rest.map(element))),
  ];
}

function lower(s: string): string {
  return s.charAt(0).toLowerCase() + s.slice(1);
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

function rowElement(row: Row, level: number, self: Self, channel: Channel, sources: Sources): HTMLElement {
  const { items, detail, missing, clauses } = row;
  const first = items[0]!;
  const shared = items.every((item) => String(item.sources) === String(first.sources));
  const names = items.map((item) => el("span", { class: "named" },
    itemButton(item, level, self, channel),
    !shared && !row.merged && sources.numbers(item.sources, item.name)));
  const claim = items.map((item) => item.name).join(", ");
  const cited = shared ? first.sources : row.merged ? items.flatMap((item) => item.sources) : [];
  const said = clauses.map(capital);
  const why = level >= 3 && said.length > 1
    ? said.map((c, i) => el("span", { class: "clause" }, ...sources.claim(c, i === said.length - 1 ? cited : [], claim)))
    : sources.claim(capital(clauses.join("; ")), cited, claim);
  return el("li", { class: items.length === 1 ? "item single" : "item", "data-testid": "item" },
    el("p", { class: "names" }, ...names.flatMap((name) => [name, " "])),
    detail && el("p", { class: "detail" }, detail),
    el("p", { class: "reason" }, ...why),
    missing.length > 0 && el("details", { class: "missing" }, el("summary", {}, "Not shown on this body"), ...missing.map((m) => el("p", {}, capital(m)))),
  );
}

function itemButton(item: Item, level: number, self: Self, channel: Channel): HTMLElement {
  const { ref } = item;
  const { lead, rest } = nameParts(item, self.name);
  const opposite = (self.side === "left" && ref.side === "right") || (self.side === "right" && ref.side === "left");
  return el("button", {
    type: "button",
    class: level === 3 ? `seg ${item.core === false ? "variable" : "core"}` : "name",
    "data-key": `${ref.kind}:${ref.id}:${level}`,
    "data-ref": refKey(ref),
    "data-side": ref.side,
    "aria-label": `${item.name}${sideSuffix(ref.side)}${item.core === false ? ", by some sources" : ""}`,
    onclick: () => channel.event({ type: "select", kind: ref.kind, id: ref.id, side: ref.side }),
    onpointerenter: () => channel.hover(ref),
    onpointerleave: () => channel.hover(null),
    onfocus: () => channel.hover(ref),
    onblur: () => channel.hover(null),
  }, el("b", {}, lead), rest, opposite && sideSuffix(ref.side));
}

/** refKey names a thing without its side, for highlighting. */
function refKey(ref: Ref): string {
  return `${ref.kind}:${ref.id}`;
}
