package analysis

import "lectern/content"

// Forms are what a word of a query stands for in texts of one language.
type Forms struct {
	Term string   // what the word itself is indexed under
	Kin  []string // probable terms of its other forms, Term not among them
	Key  string   // the word as its rule spells it; terms of longer words begin with it
	Base string   // when not "", terms that begin with it are forms of the word
}

// FormsOf returns the forms of a folded word in texts of language lang.
func FormsOf(word string, lang content.Lang) Forms {
	w := []byte(word)
	by := ruleOf(w, lang)
	f := Forms{
		Term: string(appendTerm(nil, w, by)),
		Key:  string(appendPrefixKey(nil, w, by)),
	}
	switch by {
	case stemRU:
		form := russianStem(appendYeForYo(nil, w))
		f.Kin = russianKin(word, form)
	case kazakh:
		f.Kin = kazakhKin(f.Term)
	}
	return f
}

// Key returns a folded word of a text as FormsOf spells the words of a query:
// words of equal keys are one word in one form.
func Key(word []byte, lang content.Lang) string {
	return string(appendPrefixKey(nil, word, ruleOf(word, lang)))
}

// InArabicLetters reports whether a folded word is, all of it.
func InArabicLetters(word string) bool { return scriptOf([]byte(word)) == arabicScript }

// YeForYo replaces ё by е, as terms do.
func YeForYo(word string) string { return yeForYo(word) }

// RuleOf returns a byte that tells the rules apart by which words get their
// terms: equal words of equal rules have equal terms.
func RuleOf(word []byte, lang content.Lang) byte { return byte(ruleOf(word, lang)) }

// Term returns the term of a folded word in texts of language lang.
func Term(word []byte, lang content.Lang) string {
	return string(appendTerm(nil, word, ruleOf(word, lang)))
}
