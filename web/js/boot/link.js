// @ts-check
// Links of ours that the system opens with the installed site.

/**
 * Opens the article that a link of ours names, "web+lectern:ru/slug". Whatever
 * else a link may hold leads nowhere, and the reader is told.
 */
function follow() {
  const link = new URLSearchParams(location.search).get("link");
  if (link === null) return;
  const [, article] = /^web\+lectern:([a-z]{2,3}(?:-[a-z\d]+)*\/[a-z\d]+(?:-[a-z\d]+)*)\/?$/.exec(link) || [];
  if (article) return location.replace(`${base}${article}/`);
  history.replaceState(history.state, "", location.pathname);
  loadTexts(new AbortController().signal).then(() => notice(word("link_foreign", "This link does not lead to an article of this site."), "close"));
}

if (location.pathname === base) follow();
