// Load: fetches the program and the atlas, telling how far it is.

/** Failure is a problem as a person reads it: what happened and what to do. */
export class Failure extends Error {
  readonly code: string;
  readonly remedy: string;

  constructor(code: string, message: string, remedy: string) {
    super(message);
    this.code = code;
    this.remedy = remedy;
  }
}

/** Tell is called with the bytes loaded and their total, 0 where that is not known. */
export type Tell = (loaded: number, total: number) => void;

/** loadProgram compiles a WebAssembly program while it arrives. */
export async function loadProgram(url: string, imports: WebAssembly.Imports, tell: Tell): Promise<WebAssembly.Instance> {
  const { body } = await request(url, "The program of the body map", tell);
  // The stream that is counted loses the response's type, which compiling needs.
  const response = new Response(body, { headers: { "Content-Type": "application/wasm" } });
  try {
    return (await WebAssembly.instantiateStreaming(response, imports)).instance;
  } catch (e) {
    throw new Failure("wasm", `The program of the body map (${url}) could not be started: ${text(e)}`, "Reload the page; if that does not help, build the site again.");
  }
}

/** loadBytes fetches a whole file. */
export async function loadBytes(url: string, what: string, tell: Tell): Promise<Uint8Array> {
  const { body } = await request(url, what, tell);
  try {
    return new Uint8Array(await new Response(body).arrayBuffer());
  } catch (e) {
    throw new Failure("network", `${what} (${url}) did not arrive whole: ${text(e)}`, "Check the connection and reload the page.");
  }
}

async function request(url: string, what: string, tell: Tell): Promise<{ body: ReadableStream<Uint8Array> }> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (e) {
    throw new Failure("network", `${what} (${url}) could not be fetched: ${text(e)}`, "Check the connection and reload the page.");
  }
  if (response.status === 404) throw new Failure("missing", `${what} is not on this server (${url}).`, "Choose another atlas, or put the file where the server looks for it.");
  if (!response.ok || !response.body) throw new Failure("network", `${what} (${url}): the server answered ${response.status}.`, "Reload the page.");
  return { body: response.body.pipeThrough(counter(total(response), tell)) };
}

/** total is the size that will arrive; the length of a compressed body is not its size. */
function total(response: Response): number {
  if (response.headers.get("Content-Encoding")) return 0;
  return Number(response.headers.get("Content-Length") ?? 0);
}

function counter(size: number, tell: Tell): TransformStream<Uint8Array, Uint8Array> {
  let loaded = 0;
  return new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.byteLength;
      tell(loaded, size);
      controller.enqueue(chunk);
    },
  });
}

function text(e: unknown): string {
  return e instanceof Error ? e.message : String(e);
}
