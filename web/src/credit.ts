// Credit: whose work the body is, and what it lacks, at the end of every panel.

import { byId, el } from "./dom";
import type { Atlas, Entry, Ref } from "./protocol";
import { capital, sideSuffix } from "./words";

/** showCredit names the body's makers and lists what is not on it. */
export function showCredit(atlas: Atlas, catalog: Entry[]): void {
  byId("credit").replaceChildren(
    ...(atlas.attribution ? [el("p", {}, `Body: ${atlas.attribution}`)] : []),
    ...(atlas.missing.length > 0 ? [missing(atlas.missing, catalog)] : []),
  );
}

function missing(refs: Ref[], catalog: Entry[]): HTMLElement {
  const names = new Map(catalog.map((e) => [`${e.kind}:${e.id}`, e.name]));
  const nameOf = (ref: Ref) => capital(names.get(`${ref.kind}:${ref.id}`) ?? ref.id.replaceAll("-", " "));
  const all = [...new Set(refs.map((ref) => nameOf(ref) + sideSuffix(ref.side)))].sort();
  return el("details", {},
    el("summary", {}, `Not on this body: ${all.length === 1 ? "1 structure" : `${all.length} structures`}`),
    el("ul", {}, ...all.map((name) => el("li", {}, name))));
}
