// Package analysis turns text into the terms it is indexed and asked for under:
// words, folding, stems.
//
// Rules:
//   - It is linked into the browser program: standard library and one stemmer
//     only, no regexp, no tables of Unicode beyond package unicode.
//   - What it changes changes the meaning of every index: raise the version of
//     the index format with it.
//   - Any bytes are text: nothing here fails or panics. A word has at most 64
//     bytes; what is longer is cut.
//
// # Words
//
// A word is a run of letters, marks and digits; apostrophes between letters are
// part of it; C++, C# and F# are words, with the Cyrillic С too, and so are the
// signs directly after "operator", as in operator<<. Scanner.Sign tells .NET from
// net and #define from define. A hyphen, a
// point and a comma part words: из-за, 3,5 and 12.05.2024 are two, two and
// three. Groups of three digits set apart by spaces are one number: "10 000" is
// 10000. Scripts without spaces (Han, kana, Hangul, Thai, Lao, Khmer, Myanmar)
// give overlapping pairs of characters.
//
// Folding makes lower case, drops accents, vowel points, stress marks, soft
// hyphens and characters without a shape. A word of Latin and Cyrillic letters
// is spelled in the alphabet it is meant in if all letters of the other have a
// look-alike there ("cтатья", "wоrld"); else it is two words ("iPhoneом").
//
// # Terms
//
// A word's term depends on its script and the language of the text:
//
//	Cyrillic  Kazakh, Kyrgyz, Tatar, Bashkir: endings cut (kazakh.go)
//	          Uzbek: Latin key, endings cut (uzbek.go)
//	          Ukrainian, Belarusian, Tajik and others with their own: the folded word
//	          all others: Russian stem (russian.go, russian_verb.go)
//	Latin     Uzbek, Karakalpak: as above
//	          English, and languages that write in another script: Snowball, English
//	          all others: the folded word
//	Arabic    Persian: letters folded, endings cut (arabic.go)
//	          Urdu, Uyghur and others with their own: letters folded
//	          all others: Arabic, article and endings cut
//	others    the folded word
//
// ё is е everywhere, and an apostrophe is in no term.
//
// A term is what all texts and queries share. Where no rule tells which form a
// word has, FormsOf names further terms as kin, at most eight, to be looked up
// beside the term and to count less. A key is the word spelled as terms are,
// not stemmed: terms of longer words mostly begin with it.
package analysis
