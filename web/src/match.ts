// Match: which entries of the catalog answer a query, best first.
//
// Every word of the query must be found in the entry's name, Latin name,
// aliases or id. A word may be the start of a word there, lie inside one, or
// differ by a slip of the finger (one letter from four letters on, two from
// eight on).

import type { Entry, Side } from "./protocol";

/** Query is what a person typed: words, and a side if they named one. */
export interface Query {
  words: string[];
  side: Side;
}

/** Match is an entry with the text it was found by and its score, higher is better. */
export interface Match {
  entry: Entry;
  found: string; // the alias or Latin name that matched where the name did not
  score: number;
}

const SIDE_WORDS: Record<string, Side> = { left: "left", right: "right", both: "both", bilateral: "both" };

export function readQuery(typed: string): Query {
  const query: Query = { words: [], side: "" };
  for (const word of words(typed)) {
    const side = SIDE_WORDS[word];
    if (side) query.side = side;
    else query.words.push(word);
  }
  return query;
}

/** plain folds accents, case and punctuation away. */
export function plain(s: string): string {
  return s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}.]+/gu, " ").trim();
}

function words(s: string): string[] {
  const text = plain(s);
  return text ? text.split(" ") : [];
}

/** Index holds the folded texts of a catalog. */
export class Index {
  readonly #lines: { entry: Entry; texts: { text: string; words: string[]; shown: string; weight: number }[] }[];

  constructor(catalog: Entry[]) {
    this.#lines = catalog.map((entry) => ({
      entry,
      texts: [
        line(entry.name, "", 1),
        line(entry.id, "", 0.95),
        ...entry.aliases.map((alias) => line(alias, alias, 0.9)),
        ...(entry.latin ? [line(entry.latin, entry.latin, 0.85)] : []),
      ],
    }));
  }

  /** search returns what answers the query, best first. */
  search(query: Query): Match[] {
    if (query.words.length === 0) return [];
    const matches: Match[] = [];
    for (const { entry, texts } of this.#lines) {
      let best: Match | null = null;
      for (const t of texts) {
        const score = t.weight * scoreText(query.words, t.words);
        if (score > (best?.score ?? 0)) best = { entry, found: t.shown, score };
      }
      if (best) matches.push(best);
    }
    return matches.sort((a, b) => b.score - a.score || a.entry.name.localeCompare(b.entry.name));
  }
}

function line(text: string, shown: string, weight: number) {
  return { text, words: words(text), shown, weight };
}

/** scoreText returns 0 where some word is not found, else up to 1. */
function scoreText(query: string[], inText: string[]): number {
  let sum = 0;
  for (const word of query) {
    const best = Math.max(0, ...inText.map((w) => scoreWord(word, w)));
    if (best === 0) return 0;
    sum += best;
  }
  const whole = query.length >= inText.length ? 0.2 : 0;
  const leads = inText[0]?.startsWith(query[0] ?? "") ? 0.1 : 0;
  return (0.7 * sum) / query.length + whole + leads;
}

function scoreWord(typed: string, word: string): number {
  if (word === typed) return 1;
  if (word.startsWith(typed)) return 0.9;
  if (typed.length >= 3 && word.includes(typed)) return 0.6;
  const slips = typed.length >= 8 ? 2 : typed.length >= 4 ? 1 : 0;
  if (slips === 0) return 0;
  const near = Math.min(distance(typed, word), distance(typed, word.slice(0, typed.length)));
  return near <= slips ? 0.5 - 0.1 * near : 0;
}

/** distance counts insertions, deletions, changes and swaps of neighbours between two words. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, before[j - 2]! + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
}
