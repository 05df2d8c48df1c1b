// minisearch-build.mjs ARTICLES.jsonl INDEX.json: the index as a site would ship it.
import fs from "node:fs";
import readline from "node:readline";
import MiniSearch from "minisearch";
import { options } from "./minisearch-terms.js";

const [articles, out] = process.argv.slice(2);
const index = new MiniSearch(options);
for await (const line of readline.createInterface({ input: fs.createReadStream(articles) })) {
  const { source, title, text } = JSON.parse(line);
  index.add({ source, title, text });
}
fs.writeFileSync(out, JSON.stringify(index));
