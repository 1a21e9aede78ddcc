// Course: the script of the sample course page: writes the events of its body
// maps into a log, and sets attributes from buttons, as a page author would.

const log = document.getElementById("log");

function write(line: string): void {
  const item = document.createElement("li");
  item.textContent = line;
  log?.prepend(item);
  while ((log?.children.length ?? 0) > 12) log?.lastElementChild?.remove();
}

for (const map of document.querySelectorAll("body-map")) {
  const name = map.getAttribute("alt") ?? map.id;
  map.addEventListener("load", () => write(`${name}: load`));
  map.addEventListener("select", (e) => {
    const { kind, id, side } = (e as CustomEvent<{ kind: string; id: string; side: string }>).detail;
    write(`${name}: select ${kind ? `${kind} ${id}, ${side}` : "nothing"}`);
  });
  map.addEventListener("error", (e) => {
    const { message, remedy } = (e as CustomEvent<{ message: string; remedy: string }>).detail;
    write(`${name}: error ${message} ${remedy}`);
  });
}

for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-map]")) {
  button.addEventListener("click", () => {
    const map = document.getElementById(button.dataset["map"] ?? "");
    map?.setAttribute(button.dataset["attribute"] ?? "", button.dataset["value"] ?? "");
  });
}
