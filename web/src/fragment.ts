// Fragment: what the canonical URL fragment says about the controls of the page.
//
// The stage owns the state and writes the fragment; the page only reads it. A
// part left out is as when the map opens.

import type { SkinMode } from "./protocol";

/** Controls are the parts of the state that buttons and sliders show. */
export interface Controls {
  view: string;
  moved: boolean; // the person has turned the body away from the view
  skin: SkinMode;
  step: number; // of peeling: 0 nothing, 1 the skin, from 2 on a layer of muscle each
  ghost: boolean;
  isolate: boolean;
  labels: boolean;
  chart: string; // "dermatomes", "myotomes" or ""
  lateral: number; // cun
  hidden: number; // structures put away
}

const SKINS: readonly SkinMode[] = ["off", "xray", "solid"];

/** readControls reads a canonical fragment, without "#". */
export function readControls(fragment: string): Controls {
  const parts = new Map(fragment.split("&").map((part) => cut(part)));
  const skin = SKINS.find((mode) => mode === parts.get("skin")) ?? "xray";
  const depth = Number(parts.get("depth") ?? 0) || 0;
  return {
    view: parts.get("view") ?? "anterior",
    moved: parts.has("cam"),
    skin,
    step: depth > 0 ? depth + 1 : skin === "off" ? 1 : 0,
    ghost: parts.get("ghost") === "1",
    isolate: parts.get("isolate") === "1",
    labels: parts.get("labels") !== "0",
    chart: parts.get("chart") ?? "",
    lateral: Number(parts.get("lateral") ?? 1.5) || 1.5,
    hidden: parts.get("hide")?.split(",").length ?? 0,
  };
}

function cut(part: string): [string, string] {
  const at = part.indexOf("=");
  return at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
}
