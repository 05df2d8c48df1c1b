// @ts-check
// A page of "lectern serve" follows its file.

if ("live" in root.dataset) {
  const again = () => {
    history.scrollRestoration = "auto"; // so that the browser keeps the place
    location.reload();
  };
  /** @type {EventSource | undefined} */
  let events;
  let run = "";
  const listen = () => {
    events = new EventSource(`${base}_live?age=${Math.ceil(performance.now())}`);
    events.addEventListener("hello", (event) => {
      const now = JSON.parse(event.data).run;
      if (run && now !== run) again(); // the server was started anew
      run = now;
    });
    events.onmessage = (event) => {
      /** @type {string[] | undefined} */
      const paths = JSON.parse(event.data).paths;
      const here = decodeURI(location.pathname).slice(base.length - 1);
      if (!paths?.length || paths.includes(here)) again();
    };
  };
  listen();
  // A page that the browser keeps for Back would hold one of its six
  // connections to us: the seventh page would wait for ever.
  window.addEventListener("pagehide", () => events?.close());
  window.addEventListener("pageshow", (event) => event.persisted && listen());
}
