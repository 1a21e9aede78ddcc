// Reason: why items are linked, with what is true of all of them said once.
//
// A reason comes as clauses joined by "; ". Repeated in every line they hide
// what differs, so a clause that every item of a level shares moves to its head.

import type { Item } from "./protocol";
import { capital } from "./words";

/** Row is items that are there for the same reason, told once. */
export interface Row {
  own: boolean; // points of the selected muscle itself
  items: Item[];
  detail: string;
  missing: string[]; // what this body lacks to show them
  clauses: string[];
  merged: boolean; // each clause holds for some of the items, and says for which
}

/** Reasons are the rows of a level and what is true of all of them. */
export interface Reasons {
  rows: Row[];
  common: string[];
}

/** OWN is the clause that the head of the muscle's own points says already. */
const OWN = "a point of the muscle itself";

/** DOUBT is the clause for a level that only some sources give: it follows what is sure. */
const DOUBT = /^([CTLS]\d+) by some sources only$/;

/** COMMON is how many items there must be before a clause moves to the head. */
const COMMON = 3;

/** reasons groups items; self is the name of the selection; naming, where each clause names the items that it holds for, as a nerve its segments. */
export function reasons(items: Item[], self: string, naming = false): Reasons {
  const clauses = new Map(items.map((item) => [item, clausesOf(item)]));
  const common = naming ? [] : shared([...clauses.values()]);
  const rows = new Map<string, Row>();
  for (const item of items) {
    const own = clauses.get(item)!.filter((c) => !common.includes(c));
    const name = nameParts(item, self);
    const said = own.filter((c) => c !== name.tail && !(name.own && c === OWN)).map(plain);
    const [detail, missing] = details(item);
    const key = JSON.stringify([detail, said, name.own ? item.ref.id : ""]);
    const row = rows.get(key) ?? { own: name.own, items: [], detail, missing: [], clauses: said, merged: false };
    rows.set(key, row);
    add(row, item);
    if (missing && !row.missing.includes(missing)) row.missing.push(missing);
  }
  const all = [...rows.values()];
  return { rows: naming && repeats(all) ? [merged(all)] : all, common };
}

/** repeats reports whether rows say the same thing more than once. */
function repeats(rows: Row[]): boolean {
  const said = rows.flatMap((row) => row.clauses);
  return new Set(said).size < said.length;
}

/** merged is all rows as one, with each clause once. */
function merged(rows: Row[]): Row {
  const once = (list: string[]) => [...new Set(list)];
  return {
    own: false,
    items: onceEach(rows.flatMap((row) => row.items)),
    detail: once(rows.map((row) => row.detail).filter(Boolean)).join(" · "),
    missing: once(rows.flatMap((row) => row.missing)),
    clauses: doubtLast(once(rows.flatMap((row) => row.clauses))),
    merged: true,
  };
}

/** onceEach keeps one item for each place, a sure one before one by some sources. */
function onceEach(items: Item[]): Item[] {
  const places = new Map<string, Item>();
  for (const item of items) {
    const place = `${item.ref.kind}:${item.ref.id}:${item.ref.side}`;
    if (!places.has(place) || item.core) places.set(place, item);
  }
  return [...places.values()];
}

/** doubtLast says in one clause at the end which levels only some sources give. */
function doubtLast(clauses: string[]): string[] {
  const doubted = clauses.flatMap((c) => DOUBT.exec(c)?.[1] ?? []);
  const sure = clauses.filter((c) => !DOUBT.test(c));
  return doubted.length > 0 ? [...sure, `${doubted.join(", ")} by some sources only`] : sure;
}

/** shared are the clauses that all lists have; none where the lists are few, or one and the same. */
function shared(lists: string[][]): string[] {
  const [first = [], ...others] = lists;
  if (lists.length < COMMON || others.every((l) => String(l) === String(first))) return [];
  return first.filter((clause) => others.every((l) => l.includes(clause)));
}

/** Name is the name of an item as a card shows it: a lead in bold, then the rest. */
export interface Name {
  lead: string;
  rest: string;
  tail: string; // what its reason need not repeat
  own: boolean; // a point of the selected muscle itself
}

/** nameParts splits "H16 inferior gluteal" after the number and "Piriformis, lateral" after the muscle, or, where that is the selection, after the place. */
export function nameParts({ name, ref }: Item, self: string): Name {
  const numbered = /^(H\d+)\b(.*)$/.exec(name);
  if (numbered) return { lead: numbered[1]!, rest: numbered[2]!, tail: "", own: false };
  const own = name.startsWith(`${self}, `); // a part's name has a comma of its own: "Trapezius, ascending part"
  const comma = own ? self.length : name.indexOf(", ");
  if (ref.kind !== "point" || comma < 0) return { lead: capital(name), rest: "", tail: "", own: false };
  const tail = name.slice(comma + 2);
  if (!own) return { lead: name.slice(0, comma), rest: name.slice(comma), tail, own: false };
  const place = tail.indexOf(", ");
  return place < 0
    ? { lead: capital(tail), rest: "", tail, own: true }
    : { lead: capital(tail.slice(0, place)), rest: tail.slice(place), tail, own: true };
}

function clausesOf(item: Item): string[] {
  const list = item.reason.split("; ").filter(Boolean);
  if (item.confirmed === false && !/confirmed/.test(item.reason)) list.push("place not confirmed by a second source");
  return list;
}

/** details parts what is said of the place from what is missing to show it. */
function details(item: Item): [string, string] {
  const parts = item.detail.split(" · ").map((part) => part.replace(/\.$/, "")).filter(Boolean);
  if (item.placed) return [parts.join(" · "), ""];
  const missing = parts.pop() ?? "";
  return [parts.join(" · "), missing.replace(/^not shown on this body:? */, "") || "this atlas lacks what its place needs"];
}

/** plain says the grades of a zone as people do, for primary is the rule and spillover is felt by some, and sets ranges of segments as a book does. */
function plain(clause: string): string {
  return clause.replaceAll(" (primary)", "").replaceAll("(spillover)", "(in some)").replace(/\b([CTLS]\d+)-(?=[CTLS]\d)/g, "$1–");
}

/** add puts an item in a row, or joins it with the same thing on the other side. */
function add(row: Row, item: Item): void {
  const twin = row.items.findIndex((o) => o.ref.kind === item.ref.kind && o.ref.id === item.ref.id);
  const other = row.items[twin];
  if (!other) row.items.push(item);
  else if (other.ref.side !== item.ref.side) row.items[twin] = { ...other, ref: { ...other.ref, side: "both" } };
}

