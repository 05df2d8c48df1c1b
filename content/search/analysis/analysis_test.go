package analysis

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/content"
)

func words(text string) []string {
	var found []string
	for s := (Scanner{Text: text}); s.Next(); {
		found = append(found, string(s.Word))
	}
	return found
}

func TestScanner(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"russian", "Ёлки-палки, 12 мая!", []string{"ёлки", "палки", "12", "мая"}},
		{"decomposed", "и\u0306од е\u0308ж за\u0301мок", []string{"йод", "ёж", "замок"}},
		{"accents", "Crème Brûlée Ångström STRAßE", []string{"creme", "brulee", "angstrom", "strasse"}},
		{"apostrophes", "o'zbek o‘zbek oʻzbek o`zbek O’ZBEK", []string{"oʼzbek", "oʼzbek", "oʼzbek", "oʼzbek", "oʼzbek"}},
		{"quotes are no apostrophes", "'go' ‘went’", []string{"go", "went"}},
		{"elision", "l'homme d’Artagnan", []string{"l", "homme", "d", "artagnan"}},
		{"signs", "C++ C# F#, c+ x++y", []string{"c++", "c#", "f#", "c", "x", "y"}},
		{"snake", "wchar_t std::string", []string{"wchar", "t", "std", "string"}},
		{"glued scripts", "iPhoneом CClassСинглтон x64", []string{"iphone", "ом", "cclass", "синглтон", "x64"}},
		{"zero width", "сло\u200Bво \u200Eслово\u200F сло\u00ADво \uFEFFслово", []string{"слово", "слово", "слово", "слово"}},
		{"arabic", "مُحَمَّد كـتـاب ۱۲۳", []string{"محمد", "كتاب", "123"}},
		{"persian", "می\u200Cخواهم یک", []string{"ميخواهم", "يك"}},
		{"han", "北京大学 AI", []string{"北京", "京大", "大学", "ai"}},
		{"one han", "山 a山b", []string{"山", "a", "山", "b"}},
		{"thai", "ไทย", []string{"ไท", "ทย"}},
		{"devanagari", "हिन्दी भाषा", []string{"हिन्दी", "भाषा"}},
		{"full width", "ＡＢＣ１２", []string{"abc12"}},
		{"damaged", "сло\xffво \xd0", []string{"сло", "во"}},
		{"nothing", "—…  \u200B '' \" ++", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, words(test.text)); diff != "" {
				t.Errorf("words of %q (-want +got):\n%s", test.text, diff)
			}
		})
	}
}

func TestScannerBoundsWords(t *testing.T) {
	for _, letter := range []string{"a", "ж", "ʻ", "o'", "中"} {
		s := Scanner{Text: strings.Repeat(letter, 5000)}
		for s.Next() {
			if len(s.Word) > maxWord {
				t.Fatalf("a word of %q has %d bytes, more than %d", letter, len(s.Word), maxWord)
			}
		}
	}
}

func TestTermsAgree(t *testing.T) {
	tests := []struct {
		name  string
		lang  content.Lang
		forms string
	}{
		{"russian noun", "ru", "таможня таможни таможней таможню Таможне"},
		{"russian yo", "ru", "ёлка елки Ёлку"},
		{"russian in English text", "en", "таможня таможни"},
		{"english", "en", "reader readers reader's reader’s"},
		{"english in Russian text", "ru", "article articles"},
		{"uzbek apostrophes", "uz", "o'zbek o‘zbek oʻzbek o’zbek o`zbek ўзбек Ўзбек"},
		{"uzbek soft", "uz", "g'alaba gʻalaba ғалаба"},
		{"uzbek digraphs", "uz-Cyrl", "шаҳар shahar"},
		{"uzbek ch", "uz", "чой choy"},
		{"uzbek iotated", "uz", "ер yer"},
		{"uzbek yo", "uz", "ёзув yozuv"},
		{"uzbek sign", "uz", "маъно ma'no maʼno"},
		{"uzbek ts", "uz", "конституция konstitutsiya"},
		{"uzbek s", "uz", "цирк sirk"},
		{"arabic alef", "ar", "أحمد احمد"},
		{"arabic article", "ar", "الكتاب كتاب"},
		{"persian yeh and kaf", "fa", "کتابی كتابي"},
		{"kazakh case", "kk", "Қазақстан қазақстан"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			forms := words(test.forms)
			a := NewAnalyzer(test.lang)
			for _, form := range forms {
				if got, want := a.Term([]byte(form)), a.Term([]byte(forms[0])); got != want {
					t.Errorf("term of %q is %q, of %q %q: want the same", form, got, forms[0], want)
				}
			}
		})
	}
}

func TestUzbekBase(t *testing.T) {
	tests := []struct{ key, want string }{
		{"qoidalarni", "qoida"}, {"qoidasi", "qoida"}, {"bojxonalarining", "bojxona"}, {"kitob", "kitob"}, {"uylar", "uylar"}, {"uy", ""},
	}
	for _, test := range tests {
		if got := uzbekBase(test.key); got != test.want {
			t.Errorf("uzbekBase(%q) = %q, want %q", test.key, got, test.want)
		}
	}
}

func TestRussianKin(t *testing.T) {
	tests := []struct{ word, want string }{
		{"обменом", "обм"}, {"обмен", "обмен"}, {"использует", "использова"},
		{"подписать", "подписан"}, {"вставок", "вставк"}, {"вставка", "вставок"},
	}
	for _, test := range tests {
		stem := string(appendTerm(nil, []byte(test.word), stemRU))
		kin := russianKin(test.word, stem)
		found := false
		for _, k := range kin {
			found = found || k == test.want
		}
		if !found && stem != test.want {
			t.Errorf("kin of %q (%q) are %q: want %q among them", test.word, stem, kin, test.want)
		}
	}
}

func TestOtherLayout(t *testing.T) {
	tests := []struct{ query, want string }{
		{"ghbdtn", "привет"}, {"Ghbdtn vbh", "привет мир"}, {"цщкв", "word"}, {"c,jhrf", "сборка"}, {"12", ""}, {"", ""},
	}
	for _, test := range tests {
		if got := OtherLayout(test.query); got != test.want {
			t.Errorf("OtherLayout(%q) = %q, want %q", test.query, got, test.want)
		}
	}
}
