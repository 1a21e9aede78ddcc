// Treatment: the page of the atlas for one selection.

import { levelCard } from "./card";
import type { Channel } from "./channel";
import { type Child, el, joined } from "./dom";
import type { Fact, Finding, Level, Named, Selection, Side, Treatment } from "./protocol";
import { safety } from "./safety";
import { sideSwitch } from "./side";
import type { Sources } from "./sources";
import { KIND_NAMES, capital } from "./words";

/** LATERALS are the distances of paravertebral points from the midline, in cun. */
const LATERALS = [0.5, 1.5, 3];

/** treatmentPage makes the content of the panel; lateral is in cun. */
export function treatmentPage(t: Treatment, lateral: number, channel: Channel, sources: Sources): HTMLElement {
  sources.set(t.sources);
  return el("article", { class: "treatment", "data-testid": "treatment" },
    head(t.selection, channel, sources),
    keyFacts(t.selection, channel, sources),
    hurtsAlso(t.selection, channel),
    safety(t, sources),
    ...(linked(t) ? t.levels : []).map((level) => levelCard(level, t.selection, channel, sources, level.level === 3 ? levelFooter(level, t, lateral, channel, sources) : [])),
    !linked(t) && el("p", { class: "none" }, t.redFlags.length > 0 ? "No points are shown: this is for a physician, not for needles." : "No treatment is shown for this."),
    ...(t.selection.kind === "condition" ? factSections(t.selection, sources) : [moreFacts(t.selection, sources)]),
    t.sources.length > 0 && sources.list(),
  );
}

/** linked reports whether anything is linked to the selection: to a red flag, nothing is. */
function linked(t: Treatment): boolean {
  return t.levels.some((level) => level.items.length > 0);
}

function head(s: Selection, channel: Channel, sources: Sources): HTMLElement {
  const summary = s.facts.find((f) => isSummary(f, s));
  const { main, also } = alsoNamed(capital(s.name));
  const sided = s.side === "left" || s.side === "right" || s.side === "both";
  return el("header", { class: "head" },
    el("div", { class: "title" },
      el("h1", { tabindex: -1, "data-testid": "selection-name" }, main, also && el("span", { class: "also" }, ` ${also}`)),
      sided && sideSwitch(s.side, (side: Side) => channel.event({ type: "side", side })),
    ),
    el("p", { class: "latin" }, s.latin ? el("i", { lang: "la", "data-testid": "selection-latin" }, capital(s.latin)) : kindName(s)),
    s.summary && el("p", { class: "summary" }, ...sources.claim(summary?.text ?? s.summary, summary?.sources ?? [], s.name)),
  );
}

/** alsoNamed takes a second name in brackets from a name. */
function alsoNamed(name: string): { main: string; also: string } {
  const at = name.indexOf(" (");
  return at < 0 ? { main: name, also: "" } : { main: name.slice(0, at), also: name.slice(at + 1) };
}

function kindName(s: Selection): string {
  if (s.kind === "point") return /^H\d/.test(s.name) ? "Homeostatic point" : "Symptomatic point";
  return KIND_NAMES[s.kind] ?? s.kind;
}

/** isSummary reports whether a fact is the summary, which a note may follow. */
function isSummary(f: Fact, s: Selection): boolean {
  return s.summary !== "" && (f.text === s.summary || f.text.startsWith(`${s.summary} (`));
}

/** keyFacts is what one wants to know at once: nerve, segments, where it is felt. */
function keyFacts(s: Selection, channel: Channel, sources: Sources): HTMLElement {
  const { core, variable } = s.segments;
  const { primary, spillover } = s.felt;
  return el("dl", { class: "facts" },
    ...row(s.nerves.length > 1 ? "Nerves" : "Nerve", s.nerves.length > 0 && el("span", { "data-testid": "nerves" },
      ...links("nerve", s.nerves, s.side, channel))),
    ...row("Segments", core.length + variable.length > 0 && el("span", { class: "chips", "data-testid": "segments" },
      ...[...core, ...variable].sort(downwards).map((segment) => chip(segment, core.includes(segment) ? "core" : "variable", s.side, channel)))),
    ...row("Felt in", primary.length + spillover.length > 0 && el("span", { "data-testid": "felt" },
      ...links("region", primary, s.side, channel),
      spillover.length > 0 && el("small", {}, primary.length > 0 ? " sometimes " : "sometimes ",
        ...links("region", spillover, s.side, channel)))),
    ...(s.kind === "muscle" || s.kind === "condition" ? [] : factRows(s, sources)),
  );
}

/** hurtsAlso lets a person name the other places that hurt, which narrows down the muscles. */
function hurtsAlso(s: Selection, channel: Channel): Child {
  if (s.kind !== "region" || s.also.length + s.nearby.length === 0) return null;
  const chip = ({ id, name }: Named, on: boolean) => el("button", {
    type: "button",
    class: "chip",
    "aria-pressed": String(on),
    "data-key": `also:${id}`,
    "data-testid": `also-${id}`,
    onclick: () => channel.event({ type: "also", id, on: !on }),
  }, capital(name));
  return el("section", { class: "also-hurts", "aria-label": "Where else it hurts", "data-testid": "also" },
    s.also.length > 0 && el("p", {}, "Hurts also in"),
    s.also.length > 0 && el("div", { class: "chips" }, ...s.also.map((n) => chip(n, true))),
    s.nearby.length > 0 && el("details", { "data-keep": "also", "data-testid": "also-more" },
      el("summary", {}, s.also.length > 0 ? "And elsewhere?" : "Does it hurt elsewhere too?"),
      el("div", { class: "chips" }, ...s.nearby.map((n) => chip(n, false)))));
}

function row(label: string, content: Child): Child[] {
  return content ? [el("dt", {}, label), el("dd", {}, content)] : [];
}

/** labelled are the facts, those under one label together, without the summary. */
function labelled(s: Selection): [string, Fact[]][] {
  return [...Map.groupBy(s.facts.filter((f) => !isSummary(f, s)), (f) => f.label)];
}

/** factSections are facts to be read as prose, after what they are about. */
function factSections(s: Selection, sources: Sources): Child[] {
  return labelled(s).map(([label, facts]) => el("section", { class: "prose" },
    el("h2", {}, label), ...facts.map((f) => el("p", {}, factText(f, sources)))));
}

function factRows(s: Selection, sources: Sources): Child[] {
  return labelled(s).flatMap(([label, facts]) => [el("dt", {}, label), ...facts.map((f) => el("dd", {}, factText(f, sources)))]);
}

function factText(f: Fact, sources: Sources): HTMLElement {
  return el("span", {}, ...sources.claim(f.text, f.sources, f.label));
}

/** links are separated by commas of the style sheet, which wrap with them. */
function links(kind: string, list: Named[], side: Side, channel: Channel): Child[] {
  return joined(list.map((named) => link(kind, named, side, channel)), " ");
}

function link(kind: string, { id, name }: Named, side: Side, channel: Channel): HTMLElement {
  const ref = { kind, id, side };
  return el("button", {
    type: "button",
    class: "link",
    "data-key": `${kind}:${id}`,
    "data-ref": `${kind}:${id}`,
    onclick: () => channel.event({ type: "select", ...ref }),
    onpointerenter: () => channel.hover(ref),
    onpointerleave: () => channel.hover(null),
  }, name);
}

/** downwards orders segments from the head: C1 before T1 before L1 before S1. */
function downwards(a: string, b: string): number {
  const place = (s: string) => "CTLS".indexOf(s.charAt(0)) * 100 + Number(s.slice(1));
  return place(a) - place(b);
}

function chip(segment: string, kind: "core" | "variable", side: Side, channel: Channel): HTMLElement {
  const ref = { kind: "level", id: segment.toLowerCase(), side };
  return el("button", {
    type: "button",
    class: `seg ${kind}`,
    "data-ref": `level:${ref.id}`,
    "aria-label": kind === "core" ? segment : `${segment}, by some sources`,
    title: kind === "core" ? null : "Given by some sources",
    onclick: () => channel.event({ type: "select", ...ref }),
    onpointerenter: () => channel.hover(ref),
    onpointerleave: () => channel.hover(null),
  }, segment);
}

function levelFooter(level: Level, t: Treatment, lateral: number, channel: Channel, sources: Sources): Child[] {
  if (level.items.length === 0) return [];
  return [
    el("div", { class: "lateral" },
      el("span", { id: "lateral-label" }, "Beside the midline"),
      el("div", { class: "segmented small", role: "group", "aria-labelledby": "lateral-label" },
        ...LATERALS.map((cun) => el("button", {
          type: "button",
          "aria-pressed": String(cun === lateral),
          "data-key": `lateral-${cun}`,
          "data-testid": `lateral-${cun}`,
          onclick: () => channel.event({ type: "lateral", cun }),
        }, `${cun} cun`)))),
    t.finding.length > 0 && el("details", { class: "finding", "data-keep": "finding", "data-testid": "finding" },
      el("summary", {}, "How to find the level"),
      el("dl", { class: "facts" }, ...findings(t).flatMap((f) => row(f.level, el("span", {}, ...sources.claim(f.text, f.sources, f.level)))))),
  ];
}

/** findings tells each level once: two roots may be treated at one level. */
function findings(t: Treatment): Finding[] {
  return t.finding.filter((f, i) => t.finding.findIndex((other) => other.level === f.level && other.text === f.text) === i);
}

/** moreFacts holds a muscle's attachments and actions: worth a look, not the first one. */
function moreFacts(s: Selection, sources: Sources): Child {
  if (s.kind !== "muscle" || s.facts.length === 0) return null;
  return el("details", { class: "more-facts", "data-keep": "facts", "data-testid": "facts" },
    el("summary", {}, [...new Set(s.facts.map((f) => f.label))].join(", ")),
    el("dl", { class: "facts" }, ...factRows(s, sources)));
}
