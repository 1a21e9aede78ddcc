// Canvas: keeps the engine's canvas out of the order of focus, and as large as
// the screen's pixels ask for.

/**
 * tame takes a canvas of the engine, which swallows Tab once focused, out of the
 * order of focus, and sizes it: the engine keeps the first device pixel ratio that
 * it sees, but that changes with the zoom of the page and from screen to screen.
 */
export function tame(canvas: HTMLCanvasElement): void {
  canvas.setAttribute("tabindex", "-1");
  canvas.setAttribute("aria-hidden", "true");
  const { body } = document;
  sized(canvas, "width", () => body.clientWidth);
  sized(canvas, "height", () => body.clientHeight);
}

/** sized makes one dimension of a canvas follow the page, whatever is set; the size that is there is not set again, which would empty the canvas. */
function sized(canvas: HTMLCanvasElement, dimension: "width" | "height", css: () => number): void {
  const { get, set } = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, dimension)!;
  Object.defineProperty(canvas, dimension, {
    get: get!,
    set() {
      const wanted = Math.max(1, Math.floor(css() * devicePixelRatio));
      if (wanted !== get!.call(canvas)) set!.call(canvas, wanted);
    },
  });
}

/** onRatio calls changed when the device pixel ratio does; no event but this one tells of it. */
export function onRatio(changed: () => void): void {
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", () => {
    changed();
    onRatio(changed);
  }, { once: true });
}
