// Dom: building elements. Text is only ever set as text, never parsed as HTML.

type Value = string | number | boolean | null | undefined | ((e: never) => void);
export type Child = Node | string | null | false | undefined;

/**
 * el makes an element. Functions among the properties ("onclick") become
 * listeners; true is an empty attribute; false, null and undefined none.
 */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Record<string, Value> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value as EventListener);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, String(value));
  }
  append(element, children);
  return element;
}

export function append(parent: Element, children: Child[]): void {
  for (const child of children) if (child) parent.append(child);
}

/** byId returns the element that index.html promises under this id. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) throw new Error(`index.html: no element with id "${id}"`);
  return element as T;
}

/** joined puts a separator between elements. */
export function joined(elements: Node[], separator: string): Child[] {
  return elements.flatMap((e, i) => (i ? [separator, e] : [e]));
}
