// Reads Russian words, one a line, and writes each that the dictionary of
// OpenCorpora has with its forms: the same part of speech, the same tense and
// voice of a participle, nothing archaic, no superlatives.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const Az = require("az");
const dictionaries = path.join(path.dirname(require.resolve("az/package.json")), "dicts");
const rare = /Supr|Cmp2|V-be|V-oy|V-ey|V-bi|V-en|Arch|Erro|Infr|Slng|Dist/;
const kinds = { ADJS: "ADJF", INFN: "VERB", GRND: "VERB", PRTS: "PRTF" };

const grammar = (tag) => [tag.toString(), ...(tag.stat || []), ...(tag.flex || [])].join();
const kind = (tag) => kinds[tag.POST] || tag.POST;
const voice = (tag) => (/PRT/.test(tag.POST) ? [...new Set(grammar(tag).match(/actv|pssv|pres|past/g))].sort().join() : "");

Az.Morph.init(dictionaries, (err) => {
  if (err) throw err;
  for (const word of fs.readFileSync(0, "utf8").split("\n")) {
    if (!/^[а-яё-]+$/.test(word)) continue;
    const best = Az.Morph(word, { ignoreCase: true })[0];
    if (!best || best.parser !== "Dictionary" || kind(best.tag) === "COMP") continue;
    const forms = new Set();
    for (let i = 0; i < best.formCnt; i++) {
      const form = best.inflect(i);
      if (form && kind(form.tag) === kind(best.tag) && voice(form.tag) === voice(best.tag) && !rare.test(grammar(form.tag))) forms.add(form.word);
    }
    if (forms.size > 1) fs.writeSync(1, `${word}\t${[...forms].join(" ")}\n`);
  }
});
