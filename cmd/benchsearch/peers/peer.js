// Asks queries one after another and tells how long each took, in milliseconds.
window.askAll = async (texts, limit, show) => {
  const answers = [];
  for (const text of texts) {
    const start = performance.now();
    const { total, sources } = await window.peer.ask(text, limit, show);
    answers.push({ ms: performance.now() - start, total, sources });
  }
  return answers;
};
window.ready = true;
