// Stage: the page that holds the engine's canvas. It loads the program and the
// atlas, hands input and messages to the program, and shows its annotations.
//
// Its address says what to load: ?atlas=<name of a model>, path=shader|soft
// forces how it is drawn, wheel=focus leaves scrolling to the page around the
// stage until the stage has the focus, theme=light|dark|contrast shows other
// colours than the person's settings ask for, bottom=<CSS pixels> frames views above
// what the page lays over the stage's lower edge. The fragment is the state to open with;
// it is kept up to date, so that a reload (the engine reloads when the graphics
// context is lost) shows the same again.

import type { Event, Ref } from "./protocol";
import { onRatio, tame } from "./stage-canvas";
import { Gate } from "./stage-gate";
import { Input } from "./stage-input";
import { Link, type Said } from "./stage-link";
import { Failure, loadBytes, loadProgram } from "./stage-load";
import { Losses } from "./stage-loss";
import { type Annotations, Marks } from "./stage-marks";
import { type Shown, Themes } from "./stage-theme";

/** Command is what the stage asks of the program. */
type Command =
  | { type: "resize" }
  | { type: "start"; model: string; url: string; path: string; software: boolean; fragment: string; bottom: number; reduced: boolean; theme: Shown }
  | { type: "theme"; theme: Shown }
  | { type: "event"; event: Event }
  | { type: "hover"; ref: Ref | null }
  | { type: "open"; mark: string }
  | { type: "pick" | "point"; x: number; y: number }
  | { type: "leave" };

/** Reply is what the program tells the stage alone; all else goes to the page. */
type Reply = ({ type: "annotations" } & Annotations) | { type: "frame"; final: boolean };

declare global {
  /** Go starts programs; it comes from wasm_exec.js. */
  const Go: new () => { importObject: WebAssembly.Imports; run(instance: WebAssembly.Instance): Promise<void> };
  interface Window {
    /** bodymap joins the script and the program: each sets one function. */
    bodymap: { tell?: (json: string) => void; ask?: (json: string, bytes?: Uint8Array) => void };
  }
}

/** RESTORING is said while the stage opens again after its graphics context was lost. */
const RESTORING = "Drawing the body again";

const element = <E extends Element>(id: string): E => document.querySelector<E>(`#${id}`)!;

class Stage {
  readonly #parameters = new URLSearchParams(location.search);
  readonly #bottom = Number.parseInt(this.#parameters.get("bottom") ?? "") || 0;
  readonly #gate = new Gate(window);
  readonly #link = new Link((m) => {
    if (m.type === "theme") return this.#themes.want(m.theme);
    if (m.type === "event" && this.#losses.keep(m.event)) return;
    if (m.type === "hover") this.#marks.highlight(m.ref);
    this.#ask(m);
  });
  readonly #themes = new Themes(this.#parameters.get("theme"), (theme) => this.#ask({ type: "theme", theme }));
  readonly #marks = new Marks(document, (mark) => this.#press(mark), (ref) => this.#pointAt(ref));
  readonly #losses = new Losses(() => this.#lost());
  readonly #expected = { wasm: 0, atlas: 0 };
  readonly #loaded = { wasm: 0, atlas: 0 };
  #pointed = "";

  constructor() {
    document.body.classList.toggle("opening", this.#opens());
    window.bodymap = { tell: (json) => this.#hear(JSON.parse(json) as Said | Reply) };
    const touch = element<HTMLElement>("touch");
    new Input(element("stage"), touch, {
      shared: this.#parameters.get("wheel") === "focus",
      event: (event) => this.#ask({ type: "event", event }),
      ask: (ask) => this.#ask(ask),
      press: (target) => this.#press(target),
      above: (target) => this.#marks.refAt(target) !== null,
    });
    element("stage").addEventListener("pointermove", (e) => this.#pointAt(this.#marks.refAt(e.target as Element)));
    window.addEventListener("resize", () => this.#ask({ type: "resize" })); // answered even where the size is the same
    window.addEventListener("hashchange", () => this.#ask({ type: "event", event: { type: "fragment", value: location.hash.slice(1) } }));
    onRatio(() => window.dispatchEvent(new UIEvent("resize"))); // which the engine hears
    new MutationObserver((changes) => {
      for (const node of changes.flatMap((c) => [...c.addedNodes])) if (node instanceof HTMLCanvasElement) tame(node);
    }).observe(document.body, { childList: true });
    document.body.style.setProperty("--bottom", `${this.#bottom}px`);
    if (this.#losses.any) element("loading-text").textContent = RESTORING;
  }

  /** opens reports whether the stage opens with what the poster shows: the whole built-in body from the front. */
  #opens(): boolean {
    return (this.#parameters.get("atlas") ?? "body") === "body" && ["", "#", "#view=anterior"].includes(location.hash);
  }

  /** open loads everything and starts the program. */
  async open(): Promise<void> {
    const model = this.#parameters.get("atlas") ?? "body";
    const url = `models/${encodeURIComponent(model)}.glb`;
    try {
      const software = graphics();
      const go = new Go();
      const program = loadProgram("viewer.wasm", go.importObject, (n, of) => this.#progress("wasm", n, of));
      const atlas = loadBytes(url, `The atlas ${JSON.stringify(model)}`, (n, of) => this.#progress("atlas", n, of));
      atlas.catch(() => undefined); // told below, after the program's own failure if both fail
      const ended = go.run(await program);
      void ended.then(() => this.#fail(new Failure("stopped", "The body map has stopped.", "Reload the page.")));
      const bytes = await atlas;
      this.#say({ type: "progress", stage: "facts", loaded: 0, total: 0 });
      this.#ask({
        type: "start", model, url, software,
        path: this.#losses.often ? "soft" : this.#parameters.get("path") ?? "",
        fragment: location.hash.slice(1),
        bottom: this.#bottom,
        reduced: matchMedia("(prefers-reduced-motion: reduce)").matches,
        theme: this.#themes.shown,
      }, bytes);
    } catch (e) {
      this.#fail(e instanceof Failure ? e : new Failure("start", `The body map could not start: ${String(e)}`, "Reload the page."));
    }
  }

  #ask(command: Command, bytes?: Uint8Array): void {
    this.#wake();
    window.bodymap.ask?.(JSON.stringify(command), bytes);
  }

  #wake(): void {
    document.body.dataset["final"] = "false";
    this.#gate.wake();
  }

  #say(message: Said): void {
    this.#link.say(message);
  }

  #hear(m: Said | Reply): void {
    switch (m.type) {
      case "annotations":
        this.#marks.show(m as Annotations);
        return;
      case "frame":
        document.body.classList.add("drawn");
        if (!m["final"]) return;
        document.body.dataset["final"] = "true"; // for tests, which wait for the picture
        this.#gate.sleep();
        return;
      case "ready":
        for (const event of this.#losses.asked()) this.#ask({ type: "event", event });
        break;
      case "state":
        history.replaceState(history.state, "", `#${String(m["fragment"])}`);
        break;
      case "error":
        if (m["fatal"]) this.#show(String(m["message"]), String(m["remedy"] ?? ""));
        break;
      case "hover":
        element<HTMLElement>("touch").classList.toggle("over", m["ref"] !== null);
        break;
    }
    this.#say(m as Said);
  }

  /** press does what a click on a mark does, and reports whether there is one. */
  #press(target: Element): boolean {
    const shared = this.#marks.sharedAt(target);
    const ref = this.#marks.refAt(target);
    if (shared !== null) this.#ask({ type: "open", mark: shared });
    else if (ref) this.#ask({ type: "event", event: { type: "select", ...ref } });
    return ref !== null;
  }

  /** pointAt tells the page of the mark that is pointed at. */
  #pointAt(ref: Ref | null): void {
    const key = ref ? `${ref.kind}/${ref.id}/${ref.side}` : "";
    if (key === this.#pointed) return;
    this.#pointed = key;
    this.#marks.highlight(ref);
    this.#ask({ type: "hover", ref });
    this.#say({ type: "hover", ref, name: "" });
  }

  #progress(part: "wasm" | "atlas", loaded: number, total: number): void {
    this.#loaded[part] = loaded;
    this.#expected[part] = total;
    this.#say({ type: "progress", stage: part, loaded, total });
    const { wasm, atlas } = this.#expected;
    const bar = element<HTMLProgressElement>("loading-bar");
    if (wasm > 0 && atlas > 0) bar.value = (this.#loaded.wasm + this.#loaded.atlas) / (wasm + atlas);
  }

  #fail(f: Failure): void {
    this.#show(f.message, f.remedy);
    this.#say({ type: "error", code: f.code, message: f.message, remedy: f.remedy, fatal: true });
  }

  /** show writes a problem over the stage, where the body would be. */
  #show(message: string, remedy: string): void {
    const problem = element<HTMLElement>("problem");
    const lines = [message, remedy].filter(Boolean).map((line) => {
      const p = document.createElement("p");
      p.textContent = line;
      return p;
    });
    problem.replaceChildren(...lines);
    problem.hidden = false;
    document.body.classList.add("drawn");
  }

  /** lost covers the stage, whose canvas is empty now, until it has opened again. */
  #lost(): void {
    document.body.classList.remove("drawn");
    element("loading-text").textContent = RESTORING;
    this.#say({ type: "progress", stage: "wasm", loaded: 0, total: 0 });
  }
}

/** graphics reports whether there is no WebGL 2, or one that is drawn by the processor; it throws where the stage cannot run. */
function graphics(): boolean {
  if (typeof WebAssembly !== "object") {
    throw new Failure("no-webassembly", "This browser has no WebAssembly, which the 3D body needs.", "Use a current browser; the lists beside the body work without it.");
  }
  const gl = document.createElement("canvas").getContext("webgl2");
  if (!gl) return true; // the body is drawn without it
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  const name = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension("WEBGL_lose_context")?.loseContext(); // browsers allow few contexts at a time
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(name);
}

void new Stage().open();
