// @ts-check
// opener.js is the worker in which a file of the reader's own is rendered. The
// build puts the loader of Go programs before it, so it fetches nothing: the
// program comes with the file. open.js starts it for one file and ends it then.

(() => {
  "use strict";

  const scope = /** @type {any} */ (self);

  scope.onmessage = async (/** @type {MessageEvent} */ { data: { module, name, bytes } }) => {
    try {
      const go = new scope.Go();
      const ready = new Promise((resolve) => (scope.lecternReady = resolve));
      const instance = await WebAssembly.instantiate(module, go.importObject);
      go.run(instance);
      await ready;
      const answer = scope.lecternAnswer(name, new Uint8Array(bytes));
      scope.postMessage({ answer: answer && new TextDecoder().decode(answer) });
    } catch (error) {
      scope.postMessage({ error: String(error) });
    }
  };
})();
