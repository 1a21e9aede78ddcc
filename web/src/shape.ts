// Shape: readers that turn an unknown value into a typed one, or throw Mismatch.
//
// Messages come from another window, so nothing about them is trusted. A reader
// copies what it knows and leaves out the rest.

/** Read returns x as a T, or throws Mismatch. */
export type Read<T> = (x: unknown) => T;

/** Mismatch says that a value has not the expected shape. */
export class Mismatch extends Error {}

function fail(expected: string, x: unknown): never {
  throw new Mismatch(`expected ${expected}, got ${x === null ? "null" : typeof x}`);
}

export const text: Read<string> = (x) => (typeof x === "string" ? x : fail("text", x));
export const number: Read<number> = (x) => (typeof x === "number" && Number.isFinite(x) ? x : fail("a number", x));
export const flag: Read<boolean> = (x) => (typeof x === "boolean" ? x : fail("true or false", x));

/** list reads an array; a Go nil slice arrives as null and is an empty list. */
export function list<T>(item: Read<T>): Read<T[]> {
  return (x) => (x == null ? [] : Array.isArray(x) ? x.map(item) : fail("a list", x));
}

/** or reads a missing or null value as the fallback. */
export function or<T, F>(read: Read<T>, fallback: F): Read<T | F> {
  return (x) => (x == null ? fallback : read(x));
}

/** one reads one of the given words. */
export function one<W extends string>(...words: W[]): Read<W> {
  return (x) => (words.includes(x as W) ? (x as W) : fail(words.join(" | "), x));
}

/** object reads the named fields of a plain object. */
export function object<T extends Record<string, unknown>>(fields: { [K in keyof T]: Read<T[K]> }): Read<T> {
  const entries = Object.entries<Read<unknown>>(fields);
  return (x) => {
    if (typeof x !== "object" || x === null || Array.isArray(x)) fail("an object", x);
    const from = x as Record<string, unknown>;
    const out: Record<string, unknown> = {};
    for (const [key, read] of entries) out[key] = read(from[key]);
    return out as T;
  };
}
