// Probe: runs in every document before its own scripts, in our viewer as in the
// peer's page. It notes each animation frame that draws, and on demand waits
// for the picture by reading one pixel of it.
(() => {
  const now = () => performance.now();
  const probe = (window.bench = {
    frames: [], // of what drew: {at, cpu, total, slices, triangles, calls, width, height}, ms
    callbacks: 0, // animation frames asked for and run, drawn or not
    empty: [], // ms of those that drew nothing
    sync: false, // read a pixel at the end of each frame
    memory: null, // WebAssembly.Memory of the program
    stalls: [], // long tasks: {at, took}, ms
    marks: {}, // when things were first there, ms: ready, picture
    images: [], // that were painted large: {at, url}
    waiting: [],
    now,
  });
  let last = null; // the context that was drawn to
  let seen = blank();
  let slices = 0; // ms of the callbacks since the last picture, in which the next may have been begun

  function blank() {
    return { triangles: 0, calls: 0, width: 0, height: 0 };
  }

  /** wrap calls note before a method of a class. */
  function wrap(type, method, note) {
    const own = type?.prototype[method];
    if (!own) return;
    type.prototype[method] = function (...args) {
      note(this, args);
      return own.apply(this, args);
    };
  }

  function drew(context, triangles) {
    last = context;
    seen.calls++;
    seen.triangles += triangles;
  }

  /** A picture that comes as pixels: the largest of a frame counts. */
  function picture(width, height) {
    if (width * height > seen.width * seen.height) [seen.width, seen.height] = [width, height];
  }

  const GL = window.WebGL2RenderingContext;
  wrap(GL, "drawElements", (gl, [, count]) => drew(gl, count / 3));
  wrap(GL, "drawArrays", (gl, [, , count]) => drew(gl, count / 3));
  wrap(GL, "texSubImage2D", (_, args) => args.length >= 9 && picture(args[4], args[5]));
  wrap(GL, "texImage2D", (_, args) => args.length >= 9 && args[8] && picture(args[3], args[4]));
  const flat = window.CanvasRenderingContext2D;
  wrap(flat, "putImageData", (c, [image]) => (drew(c, 0), picture(image.width, image.height)));
  wrap(flat, "drawImage", (c) => drew(c, 0));
  wrap(window.ImageBitmapRenderingContext, "transferFromImageBitmap", (c, [image]) => (drew(c, 0), image && picture(image.width, image.height)));

  /** wait returns when the picture is there: one pixel of it is read. */
  function wait() {
    if (last instanceof GL) {
      const bound = last.getParameter(last.READ_FRAMEBUFFER_BINDING);
      last.bindFramebuffer(last.READ_FRAMEBUFFER, null);
      last.readPixels(0, 0, 1, 1, last.RGBA, last.UNSIGNED_BYTE, new Uint8Array(4));
      last.bindFramebuffer(last.READ_FRAMEBUFFER, bound);
    } else if (last instanceof flat) {
      last.getImageData(0, 0, 1, 1);
    }
  }

  // Our program says when it has drawn: its engine touches the screen either way.
  let joint = null;
  let told = false;
  Object.defineProperty(window, "bodymap", {
    configurable: true,
    get: () => joint,
    set(value) {
      joint = value;
      const tell = value.tell;
      value.tell = (json) => {
        if (json.startsWith('{"type":"frame","final":false')) {
          told = true;
          if (probe.marks.picture === undefined) setTimeout(first); // the engine draws its first frame outside of any callback
        }
        tell(json);
      };
    },
  });

  function first() {
    if (probe.marks.picture !== undefined) return;
    wait();
    probe.marks.picture = now();
  }

  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (frame) =>
    request((time) => {
      seen = blank();
      told = false;
      const at = now();
      frame(time);
      const cpu = now() - at;
      probe.callbacks++;
      if (joint ? !told : seen.calls === 0) {
        probe.empty.push(cpu);
        slices += cpu;
        return;
      }
      if (probe.sync) wait();
      first();
      const done = { at, cpu, total: now() - at, slices, ...seen };
      slices = 0;
      probe.frames.push(done);
      for (const tell of probe.waiting.splice(0)) tell(done);
    });

  /** next resolves with the next frame that draws. */
  probe.next = () => new Promise((tell) => probe.waiting.push(tell));

  /** take returns the frames noted so far and forgets them. */
  probe.take = () => probe.frames.splice(0);

  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const made = await own(...args);
      const instance = made.instance ?? made;
      probe.memory = instance.exports.mem ?? probe.memory;
      return made;
    };
  }

  new MutationObserver(() => {
    if (document.documentElement?.dataset.ready === "true") probe.marks.ready ??= now();
  }).observe(document, { subtree: true, attributeFilter: ["data-ready"] });

  new PerformanceObserver((list) => {
    for (const e of list.getEntries()) if (e.url) probe.images.push({ at: e.startTime, url: e.url });
  }).observe({ type: "largest-contentful-paint", buffered: true });

  new PerformanceObserver((list) => {
    for (const e of list.getEntries()) probe.stalls.push({ at: e.startTime, took: e.duration });
  }).observe({ type: "longtask", buffered: true });
})();
