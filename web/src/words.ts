// Words: the page's own words for kinds, sides, views and depths.

import type { Side } from "./protocol";

/** KINDS are the kinds that can be searched, in the order in which results are shown. */
export const KINDS = ["muscle", "region", "condition", "point", "level", "nerve", "dermatome", "myotome"] as const;
export type Kind = (typeof KINDS)[number];

/** Opened is what can be open in the panel over the treatment: the list of a kind, or the guide. */
export type Opened = Kind | "guide";

export const KIND_TITLES: Record<Kind, string> = {
  muscle: "Muscles",
  region: "Where it hurts",
  condition: "Conditions",
  point: "Points",
  level: "Levels",
  nerve: "Nerves",
  dermatome: "Dermatomes",
  myotome: "Myotomes",
};

export const KIND_NAMES: Record<string, string> = {
  muscle: "Muscle",
  region: "Painful region",
  condition: "Condition",
  point: "Point",
  level: "Vertebral level",
  nerve: "Nerve",
  dermatome: "Dermatome",
  myotome: "Myotome",
};

export const SIDES = ["left", "right", "both"] as const;
export const SIDE_NAMES: Record<Side, string> = { left: "Left", right: "Right", both: "Both", midline: "", "": "" };

/** sideSuffix returns ", right" where there is a side to say. */
export function sideSuffix(side: Side): string {
  switch (side) {
    case "left":
    case "right":
      return `, ${side}`;
    case "both":
      return ", both sides";
    default:
      return "";
  }
}

/** STEPS name what lies on top at each step of peeling, and say it whole. */
export const STEPS = [
  { name: "Skin", text: "Nothing peeled" },
  { name: "Superficial", text: "Skin peeled: superficial muscles" },
  { name: "Intermediate", text: "Superficial muscles peeled: intermediate muscles" },
  { name: "Deep", text: "Intermediate muscles peeled: deep muscles" },
  { name: "Bones", text: "All muscles peeled: bones, nerves and ligaments" },
] as const;

export function capital(s: string): string {
  return s.charAt(0).toUpperCase() + s.slice(1);
}
