// Package analysis turns text into the terms it is indexed and asked for under:
// words, folding, stems.
//
// Rules:
//   - It is linked into the browser program: standard library and the stemmers
//     only, no regexp, no tables of Unicode beyond package unicode.
//   - What it changes changes the meaning of every index: raise the version of
//     the index format with it.
//   - Any bytes are text: nothing here fails or panics.
//
// A word is a run of letters, marks and digits; apostrophes between letters are
// part of it; C++, C# and F# are words. Scripts without spaces (Han, kana,
// Hangul, Thai, Lao, Khmer, Myanmar) give overlapping pairs of characters.
// Folding makes lower case, drops accents, vowel points and characters without
// a shape. A word's term depends on its script and the language of the text:
// Snowball stems for Russian, English and Arabic, one Latin key for both Uzbek
// alphabets, the folded word elsewhere.
package analysis
