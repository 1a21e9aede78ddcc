// Words only: the page where no stage can be, in a browser without WebAssembly
// or where the program did not arrive. The lists, the search and the treatments
// come from files that the build wrote (cmd/internal/site/words.go); there is
// no body to turn, only its picture.

import { type Event, type FromStage, type Side, type Treatment, VERSION, readFromStage } from "./protocol";

const FOLDER = "words/";

/** Chosen is the part of the state that words can show. */
interface Chosen {
  kind: string; // "" for nothing
  id: string;
  side: Side;
  off: number[]; // the levels that are switched off
}

const NOTHING: Chosen = { kind: "", id: "", side: "", off: [] };

/** WordsOnly answers events as the stage does. */
export class WordsOnly {
  readonly #hear: (message: FromStage) => void;
  readonly #sided = new Map<string, boolean>(); // by "kind:id"
  #sources: Record<string, object> = {};
  #chosen = NOTHING;
  #latest = 0;

  constructor(hear: (message: FromStage) => void) {
    this.#hear = hear;
  }

  /** open tells what there is and shows the state of a fragment; it throws where the files cannot be had. */
  async open(fragment: string): Promise<void> {
    const [ready, sources] = await Promise.all([fetched("ready.json"), fetched("sources.json")]);
    this.#sources = sources as Record<string, object>;
    const message = readFromStage({ bodymap: VERSION, type: "ready", ...ready });
    if (message?.type !== "ready") throw new Error(`${FOLDER}ready.json is not as expected`);
    for (const { kind, id, sided } of message.catalog) this.#sided.set(`${kind}:${id}`, sided);
    this.#hear(message);
    await this.#show(this.#parsed(fragment), "init");
  }

  /** event changes what is shown; what only a body can show is left out. */
  event(event: Event): void {
    const now = this.#chosen;
    switch (event.type) {
      case "select":
        return void this.#show(this.#sidedAs({ ...now, kind: event.kind, id: event.id, side: event.side }), event.type);
      case "side":
        return void this.#show(this.#sidedAs({ ...now, side: event.side }), event.type);
      case "clear":
        return void this.#show({ ...NOTHING, off: now.off }, event.type);
      case "fragment":
        return void this.#show(this.#parsed(event.value), event.type);
      case "level": {
        const others = now.off.filter((level) => level !== event.level);
        const on = event.on ?? now.off.includes(event.level);
        return void this.#show({ ...now, off: on ? others : [...others, event.level] }, event.type);
      }
    }
  }

  async #show(chosen: Chosen, cause: string): Promise<void> {
    const turn = ++this.#latest;
    try {
      const treatment = chosen.kind ? await this.#treatment(chosen) : null;
      if (turn !== this.#latest) return; // something else was chosen meanwhile
      const message = readFromStage({ bodymap: VERSION, type: "state", state: { canUndo: false, canRedo: false }, fragment: written(chosen), treatment, cause });
      if (!message) throw new Error("it is not as expected");
      this.#chosen = chosen;
      this.#hear(message);
    } catch (e) {
      this.#hear({ type: "error", code: "words", message: `${chosen.kind} ${chosen.id} could not be read: ${e instanceof Error ? e.message : String(e)}.`, remedy: "", fatal: false });
    }
  }

  async #treatment({ kind, id, side, off }: Chosen): Promise<unknown> {
    if (!this.#sided.has(`${kind}:${id}`)) throw new Error("this map does not know it");
    const t = (await fetched(`${kind}/${id}.json`)) as Treatment;
    for (const s of t.sources) Object.assign(s, this.#sources[s.id]);
    for (const level of t.levels) level.on = !off.includes(level.level);
    t.selection.nearby = []; // further painful places are for the program to join
    for (const ref of [t.selection, ...t.levels.flatMap((l) => l.items.map((item) => item.ref))]) ref.side = turned(ref.side, side);
    return t;
  }

  #sidedAs(chosen: Chosen): Chosen {
    if (!this.#sided.get(`${chosen.kind}:${chosen.id}`)) return { ...chosen, side: "midline" };
    return chosen.side === "left" || chosen.side === "both" ? chosen : { ...chosen, side: "right" };
  }

  /** parsed reads the parts of a fragment that words can show. */
  #parsed(fragment: string): Chosen {
    const parts = new URLSearchParams(fragment.includes("=") ? fragment : `select=${fragment}`);
    const select = parts.get("select") ?? "";
    const known = select.includes(":") ? select : [...this.#sided.keys()].find((key) => key.endsWith(`:${select}`)) ?? `:${select}`;
    const [kind = "", id = ""] = select ? known.split(":") : [];
    const on = parts.get("levels")?.split(",");
    const off = on ? [1, 2, 3, 4].filter((level) => !on.includes(String(level))) : [];
    if (!select) return { ...NOTHING, off };
    return this.#sidedAs({ kind: kind || "selection", id, side: (parts.get("side") ?? "") as Side, off });
  }
}

/** turned is a side of a treatment that was written for the right. */
function turned(of: Side, to: Side): Side {
  if (to === "both" && of === "right") return "both";
  if (to !== "left" || (of !== "left" && of !== "right")) return of;
  return of === "left" ? "right" : "left";
}

function written({ kind, id, side, off }: Chosen): string {
  const parts = kind ? [`select=${kind}:${id}`] : [];
  if (kind && side !== "midline") parts.push(`side=${side}`);
  if (off.length > 0) parts.push(`levels=${[1, 2, 3, 4].filter((level) => !off.includes(level)).join(",") || "none"}`);
  return parts.join("&");
}

async function fetched(name: string): Promise<object> {
  const response = await fetch(FOLDER + name);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return (await response.json()) as object;
}
