// Side: the switch Left / Right / Both.

import { el } from "./dom";
import type { Side } from "./protocol";
import { SIDES, SIDE_NAMES } from "./words";

/** sideSwitch makes the switch with one side pressed; choose is called with another. */
export function sideSwitch(now: Side, choose: (side: Side) => void): HTMLElement {
  return el(
    "div",
    { class: "segmented", role: "group", "aria-label": "Side of the body" },
    ...SIDES.map((side) =>
      el("button", {
        type: "button",
        "aria-pressed": String(side === now),
        "data-testid": `side-${side}`,
        "data-key": `side-${side}`,
        onclick: () => side !== now && choose(side),
      }, SIDE_NAMES[side]),
    ),
  );
}
