// How words become terms, for building and for asking: lower case, ё as е, and
// the Russian or English stem by the letters of the word.
import { stemmer as russian } from "@orama/stemmers/russian";
import { stemmer as english } from "@orama/stemmers/english";

export const options = {
  idField: "source",
  fields: ["title", "text"],
  processTerm: (term) => {
    const word = term.toLowerCase().replaceAll("ё", "е");
    if (/^[а-я]+$/.test(word)) return russian(word);
    if (/^[a-z]+$/.test(word)) return english(word);
    return word;
  },
  // The settings of MiniSearch's own documentation for a site's search.
  searchOptions: { boost: { title: 2 }, prefix: true, fuzzy: 0.2 },
};
