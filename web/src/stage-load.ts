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

/**
 * loadProgram compiles a WebAssembly program while it arrives. It hands over the
 * very response that came from the network: browsers keep what they compiled of
 * such a one, and the next visit starts at full speed. A clone is counted.
 */
export async function loadProgram(url: string, imports: WebAssembly.Imports, tell: Tell): Promise<WebAssembly.Instance> {
  const response = await request(url, "The program of the body map");
  // A failure of the clone is one of the response, and told as such.
  void counted(response.clone(), tell).pipeTo(new WritableStream()).catch(() => undefined);
  try {
    return (await WebAssembly.instantiateStreaming(typed(response), imports)).instance;
  } catch (e) {
    throw new Failure("wasm", `The program of the body map (${url}) could not be started: ${text(e)}`, "Reload the page; if that does not help, build the site again.");
  }
}

/** typed gives a response the type that compiling needs, where the server does not know it. */
function typed(response: Response): Response {
  if (response.headers.get("Content-Type")?.startsWith("application/wasm")) return response;
  return new Response(response.body, { headers: { "Content-Type": "application/wasm" } });
}

/** loadBytes fetches a whole file. */
export async function loadBytes(url: string, what: string, tell: Tell): Promise<Uint8Array> {
  const body = counted(await request(url, what), tell);
  try {
    return new Uint8Array(await new Response(body).arrayBuffer());
  } catch (e) {
    throw new Failure("network", `${what} (${url}) did not arrive whole: ${text(e)}`, "Check the connection and reload the page.");
  }
}

async function request(url: string, what: string): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (e) {
    throw new Failure("network", `${what} (${url}) could not be fetched: ${text(e)}`, "Check the connection and reload the page.");
  }
  if (response.status === 404) throw new Failure("missing", `${what} is not on this server (${url}).`, "Choose another atlas, or put the file where the server looks for it.");
  if (!response.ok || !response.body) throw new Failure("network", `${what} (${url}): the server answered ${response.status}.`, "Reload the page.");
  return response;
}

function counted(response: Response, tell: Tell): ReadableStream<Uint8Array> {
  return response.body!.pipeThrough(counter(total(response), tell));
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
