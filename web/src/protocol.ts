// Protocol: the messages between a page and the stage, as web/PROTOCOL.md
// describes them, with the checks of their shapes.

import { Mismatch, type Read, flag, list, number, object, one, or, text } from "./shape";

/** VERSION is the value of the field "bodymap" in every message. */
export const VERSION = 1;

/** Side is a side of the body: left is the body's left. "" where a thing has none. */
export type Side = "left" | "right" | "both" | "midline" | "";

export type SkinMode = "off" | "xray" | "solid";

/** Ref names one thing on one side of the body. */
export interface Ref {
  kind: string;
  id: string;
  side: Side;
}

export type Event =
  | { type: "select"; kind: string; id: string; side: Side }
  | { type: "also"; id: string; on: boolean } // another region in which it hurts
  | { type: "clear" | "fit" | "undo" | "redo" }
  | { type: "side"; side: Side }
  | { type: "level"; level: number; on?: boolean } // without on: the other of what it is now
  | { type: "view"; view: string }
  | { type: "camera"; yaw: number; pitch: number; distance: number; target: [number, number, number] }
  | { type: "orbit" | "pan"; dx: number; dy: number }
  | { type: "zoom"; factor: number }
  | { type: "skin"; mode: SkinMode }
  | { type: "depth"; depth: number }
  | { type: "peel"; step: number }
  | { type: "ghost" | "isolate" | "labels"; on?: boolean }
  | { type: "chart"; chart: string }
  | { type: "hide"; kind?: string; id: string; side: Side; on?: boolean }
  | { type: "reveal" }
  | { type: "section"; axis: string; at?: number; keep?: string } // metres; without at and keep as it was, or as fits
  | { type: "lateral"; cun: number }
  | { type: "fragment"; value: string };

/** ToStage is what a page says to the stage. */
export type ToStage = { type: "hello" } | { type: "event"; event: Event } | { type: "hover"; ref: Ref | null } | { type: "theme"; theme: string };

const side: Read<Side> = or(one("left", "right", "both", "midline", ""), "");
const readRef = object<{ kind: string; id: string; side: Side }>({ kind: text, id: text, side });
const numbers = list(number);

const readEntry = object({
  kind: text,
  id: text,
  name: text,
  latin: or(text, ""),
  aliases: list(text),
  group: or(text, ""),
  sided: or(flag, false),
  refer: or(flag, false),
});

/** Entry is one thing of the catalog: it can be searched and selected. */
export type Entry = ReturnType<typeof readEntry>;

const readNamed = object({ id: text, name: text });
/** Named is an id with its name in the page's language. */
export type Named = ReturnType<typeof readNamed>;

const noSegments = { core: [] as string[], variable: [] as string[] };
const noAtlas = { model: "", attribution: "", missing: [] as Ref[] };
const noGuide = { topics: [] as Topic[], sources: [] as Source[] };
const noFelt = { primary: [] as Named[], spillover: [] as Named[] };

const readFact = object({ label: text, text, sources: numbers });
export type Fact = ReturnType<typeof readFact>;

const readSelection = object({
  kind: text,
  id: text,
  side,
  name: text,
  latin: or(text, ""),
  summary: or(text, ""),
  nerves: list(readNamed),
  segments: or(object({ core: list(text), variable: list(text) }), noSegments),
  also: or(list(readNamed), []),
  nearby: or(list(readNamed), []),
  felt: or(object({ primary: list(readNamed), spillover: list(readNamed) }), noFelt),
  facts: list(readFact),
});
/** Selection is the head of a treatment: what is selected and what is known of it. */
export type Selection = ReturnType<typeof readSelection>;

const readItem = object({
  ref: readRef,
  name: text,
  detail: or(text, ""),
  reason: or(text, ""),
  sources: numbers,
  segment: or(text, ""),
  core: or(flag, null),
  confirmed: or(flag, null),
  grade: or(text, ""),
  placed: or(flag, true),
});
/** Item is one thing to treat or look at, why, and who says so. */
export type Item = ReturnType<typeof readItem>;

const readLevel = object({ level: number, name: text, on: flag, items: list(readItem) });
/** Level is one of the four levels of a treatment. */
export type Level = ReturnType<typeof readLevel>;

const readCaution = object({
  id: text,
  name: text,
  text,
  serious: or(flag, false),
  points: list(text),
  sources: numbers,
});
export type Caution = ReturnType<typeof readCaution>;

const readSource = object({
  n: number,
  id: or(text, ""),
  text,
  url: or(text, ""),
  at: or(text, ""),
  reliability: or(text, ""),
});
/** Source is one entry of the list of sources; n is its number in the texts. */
export type Source = ReturnType<typeof readSource>;

const readSaid = object({ text, sources: numbers });
const readFinding = object({ level: text, text, sources: numbers });
export type Said = ReturnType<typeof readSaid>;
export type Finding = ReturnType<typeof readFinding>;

const readTreatment = object({
  selection: readSelection,
  cautions: list(readCaution),
  redFlags: list(readSaid),
  levels: list(readLevel),
  sources: list(readSource),
  finding: list(readFinding),
});
/** Treatment is what the panel shows for a selection. */
export type Treatment = ReturnType<typeof readTreatment>;

const readAtlas = object({ model: or(text, ""), attribution: or(text, ""), missing: list(readRef) });
/** Atlas is the body shown: whose work it is and what it lacks. */
export type Atlas = ReturnType<typeof readAtlas>;

const readTopic = object({ id: text, name: text, text: list(readSaid) });
type Topic = ReturnType<typeof readTopic>;
const readGuide = object({ topics: list(readTopic), sources: list(readSource) });
/** Guide is what the page explains to people. */
export type Guide = ReturnType<typeof readGuide>;

const readSection = object({ axis: text, at: number, keep: text, from: number, to: number });
/** Section is where the body is cut open: its axis, its place between from and to in metres, and the side that stays. */
export type Section = ReturnType<typeof readSection>;

const readers = {
  progress: object({ loaded: number, total: number, stage: or(text, "") }),
  ready: object({ catalog: list(readEntry), atlas: or(readAtlas, noAtlas), languages: list(text), guide: or(readGuide, noGuide) }),
  state: object({
    state: or(object({ canUndo: or(flag, true), canRedo: or(flag, true), section: or(readSection, null) }), { canUndo: true, canRedo: true, section: null }),
    fragment: text,
    treatment: or(readTreatment, null),
    cause: or(text, ""),
  }),
  hover: object({ ref: or(readRef, null), name: or(text, "") }),
  error: object({ code: or(text, ""), message: text, remedy: or(text, ""), fatal: or(flag, false) }),
};

type Readers = typeof readers;

/** FromStage is what the stage says, told apart by type. */
export type FromStage = { [K in keyof Readers]: { type: K } & ReturnType<Readers[K]> }[keyof Readers];

export type ReadyMessage = Extract<FromStage, { type: "ready" }>;
export type StateMessage = Extract<FromStage, { type: "state" }>;
export type ErrorMessage = Omit<Extract<FromStage, { type: "error" }>, "type">;

/** readFromStage returns the message, or null where its shape is not one of the stage's. */
export function readFromStage(data: unknown): FromStage | null {
  return readMessage(data, readers) as FromStage | null;
}

const toStage = {
  hello: object({}),
  hover: object({ ref: or(readRef, null) }),
  theme: object({ theme: text }),
  // The event's own fields are checked by the state's code, which knows them all.
  event: object({ event: (x: unknown) => ({ ...(x as object), ...object({ type: text })(x) }) }),
};

/** readToStage returns the message, or null where its shape is not one of a page's. */
export function readToStage(data: unknown): ToStage | null {
  return readMessage(data, toStage) as ToStage | null;
}

function readMessage(data: unknown, known: Record<string, Read<object>>): object | null {
  try {
    const { bodymap, type } = object({ bodymap: number, type: text })(data);
    const read = Object.hasOwn(known, type) ? known[type] : undefined;
    return bodymap === VERSION && read ? { type, ...read(data) } : null;
  } catch (e) {
    if (e instanceof Mismatch) return null;
    throw e;
  }
}
