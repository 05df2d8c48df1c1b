package analysis

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"lectern/content"
)

// One language for each rule.
var ruleLangs = []content.Lang{"ru", "en", "uz", "uz-Cyrl", "kk", "tt", "uk", "ar", "fa", "ur", "de", "zh", "th", ""}

func FuzzWords(f *testing.F) {
	for _, seed := range []string{
		"Вставка, вставок; использующий — использует. Ещё ёлка!", "cтатья Gitа wоrld 1 000,5 С++ F#", "o'zbek Oʻzbekistonning ўзбек",
		"кітаптарымыздың халқы", "والمكتبات الكتاب كتاب\u200cها", "l'homme readers’", "北京大学 ไทย", "\xff\xd0 \u200B\u0301й\u0306", strings.Repeat("нн", 60),
		"ся сь ть йти ень ец ен ый", "ая яя ищ еем шли вел", "ʼʼʼ оʼ ʼо", "ы і ың ның лар дағы", "1 000 000 000 000 000 000 000 000",
		"определеия следоваия учтеных преобразовани", "prformance transportatin availabilty", "Роскомнадзоор ёё сетть есрии", "bo'yciha бўйчиа o`zbke g´alabba",
		"кітапатр еррежелер", "گمکر قوانبن", "в вв ввв ённый еннейшими авшимися", "а́́́ʹʹ'‘’",
	} {
		f.Add(seed, byte(0))
		f.Add(seed, byte(3))
		f.Add(seed, byte(7))
	}
	f.Fuzz(func(t *testing.T, text string, n byte) {
		lang := ruleLangs[int(n)%len(ruleLangs)]
		a := NewAnalyzer(lang)
		last := 0
		for s := (Scanner{Text: text}); s.Next(); {
			if s.Start < last && !s.paired || s.Start >= s.End || s.End > len(text) || len(s.Word) == 0 || len(s.Word) > maxWord+2 {
				t.Fatalf("%q: word %q of %d bytes at %d to %d, after %d", text, s.Word, len(s.Word), s.Start, s.End, last)
			}
			last = s.End
			word := string(s.Word)
			forms := FormsOf(word, lang)
			if got := a.Term(s.Word); got != forms.Term || got != Term(s.Word, lang) {
				t.Errorf("%q in %q: the analyzer's term is %q, the forms' %q, Term %q", word, lang, got, forms.Term, Term(s.Word, lang))
			}
			if string(s.Word) != word {
				t.Errorf("%q: its term changed the word to %q", word, s.Word)
			}
			if forms.Key != Key(s.Word, lang) {
				t.Errorf("%q in %q: key %q, of the forms %q", word, lang, Key(s.Word, lang), forms.Key)
			}
			for _, term := range append(forms.Kin, forms.Term, forms.Key) {
				if len(term) > 2*maxWord || !utf8.ValidString(term) {
					t.Errorf("%q in %q: term %q of %d bytes", word, lang, term, len(term))
				}
			}
			if len(forms.Kin) > 8 || slices.Contains(forms.Kin, forms.Term) {
				t.Errorf("%q in %q: kin %q beside the term %q", word, lang, forms.Kin, forms.Term)
			}
		}
	})
}

func FuzzOtherLayout(f *testing.F) {
	for _, seed := range []string{"ghbdtn", "руддщ", "ўқғҳ", "\xff[", "İ2 4", "{}:\"<>~", "hjcrjvyflpjh", "щжъэ", "ғўқ`'ʼ"} {
		f.Add(seed, byte(0))
	}
	f.Fuzz(func(t *testing.T, query string, n byte) {
		first := OtherLayout(query)
		if first == query && query != "" {
			t.Errorf("OtherLayout(%q) changes nothing, want empty", query)
		}
		layouts := OtherLayouts(query, ruleLangs[int(n)%len(ruleLangs)])
		if (len(layouts) > 0) != (first != "") || len(layouts) > 2 || len(layouts) > 0 && layouts[0] != first {
			t.Errorf("OtherLayouts(%q) = %q, OtherLayout %q", query, layouts, first)
		}
	})
}

// TestKeysBegin holds that an unfinished word's key begins the word's.
func TestKeysBegin(t *testing.T) {
	for _, lang := range ruleLangs {
		for _, word := range words("использующий вставок ёлка readers Oybek китоблар ширкат қоидалар кітаптарымыздың والمكتبات كتابها straße") {
			key := Key([]byte(word), lang)
			for at := range word {
				if part := Key([]byte(word[:at]), lang); !strings.HasPrefix(key, part) {
					t.Errorf("in %q the key of %q is %q and doesn't begin %q, that of %q", lang, word[:at], part, key, word)
				}
			}
		}
	}
}
