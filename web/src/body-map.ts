// Body-map: the element <body-map>, which shows the body in any page with one
// script and one tag:
//
//   <script src="https://example.org/bodymap/body-map.js"></script>
//   <body-map select="piriformis" side="right"></body-map>
//
// It needs no rights on the host page but to load this script and to frame its
// origin; styles are set through objects, never through markup, so that a
// content security policy of style-src 'self' holds. README.md lists the
// attributes and events.

import { Channel } from "./channel";
import type { Entry, ErrorMessage, Event, FromStage, Ref, StateMessage } from "./protocol";

/** BASE is the folder of this script: the stage lies beside it. */
const BASE = scriptAddress();

/** SELECTABLE are the kinds in which a bare id is looked for, in this order. */
const SELECTABLE = ["muscle", "point", "region", "level", "condition", "nerve"];

/** NEAR is how far outside the view a map with loading="lazy" begins to load. */
const NEAR = "300px";

/** The element is sized like a replaced one: a style sheet of the page has the last word. */
const STYLE = `
  :host { display: block; inline-size: 100%; max-inline-size: 480px; aspect-ratio: 3 / 4; position: relative; contain: layout paint; color-scheme: light dark; background: light-dark(#f6f4f1, #1f1c1a); color: light-dark(#1d2329, #f3eee7); }
  :host([theme="light"]) { color-scheme: light; }
  :host([theme="dark"]) { color-scheme: dark; }
  :host([hidden]) { display: none; }
  iframe { display: block; inline-size: 100%; block-size: 100%; border: 0; }
  iframe[hidden] { display: none; }
  p { position: absolute; inset: auto 0 0; margin: 0; padding: 12px 16px; background: light-dark(#fffdfa, #23201d); border-block-start: 3px solid #b3261e; font: 15px/1.4 system-ui, sans-serif; overflow-wrap: anywhere; }
  p:empty { display: none; }
`;

/** SelectDetail is the detail of a "select" event; kind is "" when nothing is selected any more. */
export interface SelectDetail extends Ref {
  name: string;
  cause: string; // the type of the event that led here
}

/** ErrorDetail is the detail of an "error" event. */
export type ErrorDetail = ErrorMessage;

class BodyMap extends HTMLElement {
  static readonly observedAttributes = ["select", "side", "levels", "view", "theme", "src", "alt"];

  readonly #frame = document.createElement("iframe");
  readonly #problem = document.createElement("p");
  #channel: Channel | null = null;
  #near: IntersectionObserver | null = null;
  #catalog: Entry[] | null = null; // null until the body is there
  #state: StateMessage | null = null;
  #selection: Ref | null = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    this.#problem.setAttribute("role", "alert");
    this.#frame.setAttribute("allow", "");
    this.#frame.referrerPolicy = "no-referrer";
    root.append(this.#frame, this.#problem);
  }

  connectedCallback(): void {
    if (this.getAttribute("loading") !== "lazy") return this.#open();
    this.#near = new IntersectionObserver((seen) => {
      if (!seen.some((entry) => entry.isIntersecting)) return;
      this.#near?.disconnect();
      this.#open();
    }, { rootMargin: NEAR });
    this.#near.observe(this);
  }

  /** disconnectedCallback ends the conversation; the browser unloads the stage itself. */
  disconnectedCallback(): void {
    this.#near?.disconnect();
    this.#frame.removeAttribute("src");
    this.#channel?.close();
    this.#channel = null;
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now) return;
    if (name === "alt") this.#title();
    else if (!this.#channel) return; // what is set before it opens is read then
    else if (name === "src") this.#open();
    else if (name === "theme") this.#channel.theme(now?.trim() ?? "auto");
    else if (this.#catalog) for (const event of this.#changes(name)) this.#channel?.event(event);
  }

  /** selection is what is selected now, by the page or by the person; null for nothing. */
  get selection(): Ref | null {
    return this.#selection && { ...this.#selection };
  }

  /** fragment is the link of what is shown now, without "#"; "" before it is loaded. */
  get fragment(): string {
    return this.#state?.fragment ?? "";
  }

  #title(): void {
    this.#frame.title = this.getAttribute("alt") ?? "Body map";
  }

  #open(): void {
    this.#channel?.close();
    this.#catalog = this.#state = this.#selection = null;
    this.#problem.textContent = "";
    this.#frame.hidden = false;
    this.#title();
    if (!BASE) return this.#fail({ code: "address", message: "The body map does not know where its script came from.", remedy: "Load body-map.js with a <script src> element.", fatal: true });
    const address = new URL("stage.html?wheel=focus", BASE);
    const src = this.getAttribute("src");
    if (src) address.searchParams.set("atlas", src);
    const theme = this.getAttribute("theme")?.trim();
    if (theme) address.searchParams.set("theme", theme);
    address.hash = this.#wish();
    // From another origin the stage needs scripts and that origin; not pop-ups, forms, or the
    // page's address. On the page's own origin a sandbox with both would hold nothing.
    if (address.origin === location.origin) this.#frame.removeAttribute("sandbox");
    else this.#frame.setAttribute("sandbox", "allow-scripts allow-same-origin");
    this.#channel = new Channel(this.#frame, address.origin, (m) => this.#hear(m), () => this.#silent());
    this.#channel.open(address.href);
  }

  #hear(message: FromStage): void {
    switch (message.type) {
      case "ready":
        this.#frame.hidden = false;
        this.#problem.textContent = "";
        this.#catalog = message.catalog;
        this.#tell("load", { atlas: message.atlas });
        return;
      case "state":
        return this.#follow(message);
      case "error":
        // What stops the stage is written in the stage itself.
        if (!message.fatal) return this.#fail(message);
        return this.#tell("error", { code: message.code, message: message.message, remedy: message.remedy, fatal: true });
    }
  }

  #follow(message: StateMessage): void {
    this.#state = message;
    if (message.cause !== "init") this.#problem.textContent = "";
    const now = message.treatment?.selection;
    const before = this.#selection;
    if (now?.kind === before?.kind && now?.id === before?.id && now?.side === before?.side) return;
    this.#selection = now ? { kind: now.kind, id: now.id, side: now.side } : null;
    const detail: SelectDetail = { kind: now?.kind ?? "", id: now?.id ?? "", side: now?.side ?? "", name: now?.name ?? "", cause: message.cause };
    this.#tell("select", detail);
  }

  /** wish is the attributes as a fragment: the state to open with. */
  #wish(): string {
    const parts = ["select", "side", "view", "levels"].flatMap((name) => {
      const value = this.getAttribute(name)?.trim();
      if (name === "side" && !this.hasAttribute("select")) return [];
      return value ? [`${name}=${encodeURIComponent(value.replace(/[\s,]+/g, ","))}`] : [];
    });
    return parts.join("&");
  }

  /** changes are the events that bring the body in line with an attribute. */
  #changes(name: string): Event[] {
    const value = this.getAttribute(name)?.trim() ?? null;
    switch (name) {
      case "select":
        return this.#select(value);
      case "side":
        return value === null || !this.hasAttribute("select") ? [] : this.#select(this.getAttribute("select"));
      case "levels": {
        const on = value ? value.split(/[\s,]+/) : ["1", "2", "3", "4"];
        return [1, 2, 3, 4].map((level) => ({ type: "level", level, on: on.includes(String(level)) }));
      }
      case "view":
        return value ? [{ type: "view", view: value }] : [];
      default:
        return [];
    }
  }

  #select(value: string | null): Event[] {
    if (!value) return this.#selection ? [{ type: "clear" }] : [];
    const [kind, id] = value.includes(":") ? value.split(":", 2) as [string, string] : ["", value];
    const entries = (this.#catalog ?? []).filter((e) => e.id === id && (kind === "" || e.kind === kind));
    const entry = SELECTABLE.map((k) => entries.find((e) => e.kind === k)).find(Boolean);
    if (!entry) {
      this.#fail({ code: "unknown", message: `The attribute select="${value}" names nothing on this map.`, remedy: "Use an id such as piriformis, or a kind and an id such as region:buttock.", fatal: false });
      return [];
    }
    return [{ type: "select", kind: entry.kind, id: entry.id, side: this.#side(entry) }];
  }

  #side(entry: Entry): Ref["side"] {
    const side = this.getAttribute("side")?.trim();
    if (!entry.sided) return "midline";
    return side === "left" || side === "both" ? side : "right";
  }

  #silent(): void {
    this.#frame.hidden = true; // the browser's own sign of a page that did not come
    this.#fail({
      code: "silent",
      message: "The body map did not load.",
      remedy: `Check the connection, and that ${BASE ? new URL(BASE).origin : "its origin"} is allowed in frame-src of the page's content security policy.`,
      fatal: true,
    });
  }

  #fail(error: ErrorDetail): void {
    const { code, message, remedy, fatal } = error;
    this.#problem.textContent = remedy ? `${message} ${remedy}` : message;
    this.#tell("error", { code, message, remedy, fatal });
  }

  #tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** Properties mirror the attributes: null or "" where one is not set. */
for (const name of BodyMap.observedAttributes) {
  Object.defineProperty(BodyMap.prototype, name, {
    configurable: true,
    enumerable: true,
    get(this: BodyMap) {
      return this.getAttribute(name) ?? "";
    },
    set(this: BodyMap, value: unknown) {
      if (value === null || value === undefined) this.removeAttribute(name);
      else this.setAttribute(name, String(value));
    },
  });
}

/** scriptAddress finds this script: running now, or, loaded as a module, by its name. */
function scriptAddress(): string {
  const running = document.currentScript;
  if (running instanceof HTMLScriptElement && running.src) return running.src;
  const named = [...document.scripts].find((s) => new URL(s.src || "about:blank", document.baseURI).pathname.endsWith("/body-map.js"));
  if (named) return named.src;
  const fetched = performance.getEntriesByType("resource").find((r) => /\/body-map\.js([?#]|$)/.test(r.name));
  return fetched?.name ?? "";
}

if (!customElements.get("body-map")) customElements.define("body-map", BodyMap);
