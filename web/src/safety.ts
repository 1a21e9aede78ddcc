// Safety: cautions with the points they concern, and red flags. What can injure
// is named at a glance; the texts are one click away.

import { type Child, el, joined } from "./dom";
import type { Caution, Said, Treatment } from "./protocol";
import type { Sources } from "./sources";
import { capital } from "./words";

/** safety makes the box, or nothing where there is nothing to warn of. */
export function safety(t: Treatment, sources: Sources): Child {
  if (t.cautions.length + t.redFlags.length === 0) return null;
  const open = t.redFlags.length > 0 && t.levels.every((level) => level.items.length === 0); // a red flag in itself
  const notes = t.cautions.length > 0 && cautions(t.cautions.map((c) => besides(c, t.selection.name)), t.redFlags.length > 0, sources);
  const flags = t.redFlags.length > 0 && redFlags(t.redFlags, open, sources);
  return el("section", { class: open ? "safety refer" : "safety", "aria-label": "Safety", "data-testid": "safety" },
    ...(open ? [flags, notes] : [notes, flags]),
  );
}

/** Placed is a caution that knows whether it concerns what is shown, or every needle. */
type Placed = Caution & { placed: boolean };

/** besides is a caution without the selection among its points: a condition's own cautions concern all of it. */
function besides(c: Caution, name: string): Placed {
  return { ...c, placed: c.points.length > 0, points: c.points.filter((p) => p !== name) };
}

/** REFER is the caution whose name heads the red flags. */
const REFER = "refer-first";

function cautions(all: Placed[], flagged: boolean, sources: Sources): HTMLElement {
  const placed = all.filter((c) => c.placed).sort((a, b) => Number(b.serious) - Number(a.serious));
  const general = all.filter((c) => !c.placed);
  return el("details", { "data-keep": "cautions", "data-testid": "cautions" },
    el("summary", {}, ...glance(flagged ? all.filter((c) => c.id !== REFER) : all), " ", el("span", { class: "open" }, `Cautions (${all.length})`)),
    ...placed.map((c) => caution(c, sources)),
    general.length > 0 && el("h3", {}, "With every needle"),
    ...general.map((c) => caution(c, sources)),
  );
}

/** glance names what can injure: in bold, with the numbers, what lies at a homeostatic point; then the others. */
function glance(all: Placed[]): Child[] {
  const serious = all.filter((c) => c.serious && c.placed);
  const numbered = (c: Caution) => c.points.filter((p) => /^H\d/.test(p));
  const at = serious.filter((c) => numbered(c).length > 0);
  const other = serious.filter((c) => numbered(c).length === 0).map((c) => c.name);
  const lines = at.map((c) => el("span", {}, el("b", {}, capital(c.name)), ` at ${numbered(c).join(", ")}`));
  const rest = other.length > 0 && el("span", {}, capital(other.join(", ")));
  return joined([...lines, ...(rest ? [rest] : [])], " · ");
}

function caution(c: Caution, sources: Sources): HTMLElement {
  return el("p", {},
    el("b", {}, capital(c.name)), c.points.length > 0 && el("span", { class: "points" }, ` ${c.points.map(capital).join(" · ")}`),
    el("br"), ...sources.claim(c.text, c.sources, c.name));
}

function redFlags(flags: Said[], open: boolean, sources: Sources): HTMLElement {
  return el("details", { class: "red-flags", "data-keep": "red-flags", "data-testid": "red-flags", open },
    el("summary", {}, el("b", {}, "See a physician first "), el("span", { class: "glance" }, flags.map((f) => f.text).join(" · "))),
    el("ul", {}, ...flags.map((f) => el("li", {}, ...sources.claim(f.text, f.sources, "this red flag")))));
}
