package analysis

import (
	"slices"
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
		{"signs before digits", "C++20 С++11 c#8 x++y1", []string{"c++", "20", "c++", "11", "c#", "8", "x", "y1"}},
		{"operators", "operator<< operator[](int) operator<=>= operator, (operator) operator->* myoperator+ operators+",
			[]string{"operator", "<<", "operator", "[]", "int", "operator", "<=>", "operator", "operator", "operator", "->*", "myoperator", "operators"}},
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
		{"mixed scripts", "cтатья Aвтор pасчёт wоrld Сisco ТЕKСТ", []string{"статья", "автор", "расчёт", "world", "cisco", "текст"}},
		{"mixed on purpose", "Gitа SQLом xслово2 Ka-52 x64 CPUа", []string{"git", "а", "sql", "ом", "x", "слово2", "ka", "52", "x64", "cpu", "а"}},
		{"Cyrillic letter for C", "С++ С# с+", []string{"c++", "c#", "с"}},
		{"thousands", "1 000 и 12 345 678, 5 000.", []string{"1000", "и", "12345678", "5000"}},
		{"not thousands", "в 2020 100 раз, 1 20, 255 128 64, 007 100, 1 000а 10 100.5", []string{"в", "2020", "100", "раз", "1", "20", "255", "128", "64", "007", "100", "1", "000а", "10", "100", "5"}},
		{"decimals and dates", "3,5 12.05.2024 из-за Камаз-4310", []string{"3", "5", "12", "05", "2024", "из", "за", "камаз", "4310"}},
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

// TestScannerPassesOperators holds that words passed over are counted as they are.
func TestScannerPassesOperators(t *testing.T) {
	var starts [256]bool
	starts['<'] = true
	s := Scanner{Text: "the operator[] and operator<< here", Starts: &starts}
	for read := 0; s.Next(); read++ {
		if string(s.Word) != "<<" || read+s.Passed != 5 {
			t.Errorf("word %d is %q, want << as word 5", read+s.Passed, s.Word)
		}
	}
	if s.Passed != 6 {
		t.Errorf("%d words were passed over, want 6", s.Passed)
	}
}

func TestAbbreviation(t *testing.T) {
	for word, want := range map[string]bool{"НАСА": true, "ЕС": true, "USA": true, "Ёж": false, "наса": false, "Я": false, "ПРАВИЛА": false, "С4": false, "": false} {
		if got := IsAbbreviation(word); got != want {
			t.Errorf("IsAbbreviation(%q) = %v, want %v", word, got, want)
		}
	}
}

func TestScannerSign(t *testing.T) {
	tests := map[string]string{
		".NET": ".NET", "Язык .NET, (.net) и *.dll": ".NET .net .dll", "ASP.NET asp.net": ".NET", "Фраза .Но": "", "конец.Begin": "",
		"...and": "", "f().then a[0].b": "", "#define x": "#define", "@media a@b.ru": "@media", "C# .5 .": "", "src/.env": ".env", "\xff.a": ".a",
	}
	for text, want := range tests {
		var got []string
		for s := (Scanner{Text: text}); s.Next(); {
			if sign := s.Sign(); sign != 0 {
				got = append(got, string(sign)+text[s.Start:s.End])
			}
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("words with a sign in %q: %q, want %q", text, got, want)
		}
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
		{"russian fluent vowels", "ru", "вставка вставок вставкой вставками"},
		{"russian fluent vowels of masculines", "ru", "уровень уровня уровнями уровней"},
		{"russian ц", "ru", "владелец владельца владельцами владельцев"},
		{"russian й", "ru", "настройка настроек настройками"},
		{"russian ова", "ru", "использовать использует используйте использующий использовавший использован использованный используя используются"},
		{"russian а", "ru", "указать укажите укажет указан указанная указав указал"},
		{"russian и", "ru", "изменить изменит измените изменил изменен измененный изменив изменившая"},
		{"russian л of lips", "ru", "добавить добавлен добавьте добавил добавленные"},
		{"russian ну", "ru", "вернуть вернет вернули вернувший вернут"},
		{"russian авать", "ru", "создавать создает создают создающий создать создан создайте"},
		{"russian мочь", "ru", "может могут можете могла"},
		{"russian йти", "ru", "найти найдет нашел нашли найден найдите"},
		{"russian крыть", "ru", "открыть откроет открыт откройте открытый открыл открыв"},
		{"russian noun like a gerund", "ru", "массив массива массивы массивов"},
		{"russian noun like a past", "ru", "канал канала каналов каналами"},
		{"russian noun like an adverb", "ru", "вызов вызова вызовы вызовом вызовов"},
		{"russian noun in -им", "ru", "режим режима режимы режимом"},
		{"russian noun in -ой", "ru", "герой героя герою героев"},
		{"russian noun in -ий", "ru", "сценарий сценария сценариев сценарии"},
		{"russian noun in -ья", "ru", "статья статей статьями статью статьей"},
		{"russian noun in -ие", "ru", "использование использования использований использованию"},
		{"russian noun in -анин", "ru", "гражданин граждане гражданами граждан гражданину"},
		{"russian name in -ев", "ru", "медведев медведева медведеву медведевым медведеве медведевы"},
		{"russian name in -ёв", "ru", "горбачёв горбачева горбачёву горбачевым"},
		{"russian town in -ев", "ru", "киев киева киеву киевом киеве"},
		{"russian noun in -ев", "ru", "посев посева посевом посеве"},
		{"russian name in -ин", "ru", "путин путина путину путиным путине"},
		{"russian plural in -ев", "ru", "музей музея музеев музеи"},
		{"russian plural in -ев of -ц", "ru", "месяц месяца месяцев месяцы"},
		{"russian plural in -иев", "ru", "критерий критерия критериев"},
		{"russian plural in -ов", "ru", "стол стола столов столу"},
		{"russian gerund in -ев", "ru", "рассмотреть рассмотрев рассмотрел"},
		{"russian -мя", "ru", "время времени временем времена"},
		{"russian adjective", "ru", "важный важен важная важного важнейший важные"},
		{"russian adjective with ь", "ru", "обязательный обязателен обязательна обязательно"},
		{"russian gerund", "ru", "получать получая получает получающий"},
		{"russian reflexive", "ru", "пытаться пытаясь пытается пытались"},
		{"russian in English text", "en", "таможня таможни"},
		{"english", "en", "reader readers reader's reader’s"},
		{"english in Russian text", "ru", "article articles"},
		{"uzbek forms", "uz", "qoida qoidalar qoidalarni qoidasi qoidamiz қоидаларимизнинг qoidadan"},
		{"uzbek k", "uz", "yurak yuragi yuraklar"},
		{"uzbek q", "uz", "qishloq qishlogʻi qishloqda"},
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
		{"arabic number", "ar", "كاتب كاتبون كاتبين والكاتب للكاتب"},
		{"arabic feminine", "ar", "مكتبة مكتبه المكتبات"},
		{"arabic vowels", "ar", "كِتَاب كتاب كـتاب"},
		{"persian plural", "fa", "کتاب کتاب\u200Cها کتابها کتاب\u200Cهای کتابی"},
		{"persian comparison", "fa", "بزرگ بزرگتر بزرگ\u200Cترین"},
		{"kazakh forms", "kk", "кітап кітаптар кітабы кітаптарымыздың кітаптан кітапқа"},
		{"kazakh possession", "kk", "қала қалалар қаласында қаласына қалаларының"},
		{"kazakh front vowels", "kk", "мектеп мектептер мектебіне мектептің"},
		{"kazakh states", "kk", "қазақстан қазақстанда қазақстанның қазақстанға"},
		{"kazakh infinitive", "kk", "бару барған барады"},
		{"kazakh soft", "kk", "халық халқы халықтың"},
		{"tatar plural", "tt", "китап китаплар китапның"},
		{"mixed letters", "ru", "статья cтатья стaтья"},
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

// TestTermsDiffer holds words apart that look like forms of one.
func TestTermsDiffer(t *testing.T) {
	tests := []struct {
		lang content.Lang
		a, b string
	}{
		{"ru", "университет", "универсальный"}, {"ru", "органический", "организация"}, {"ru", "видео", "вид"}, {"ru", "радио", "рад"},
		{"ru", "домен", "дом"}, {"ru", "страна", "странный"}, {"ru", "статья", "стать"}, {"ru", "модем", "мода"}, {"ru", "знакомый", "знак"},
		{"ru", "интернет", "интерн"}, {"ru", "кабинет", "кабина"}, {"ru", "именно", "имя"}, {"ru", "правило", "право"}, {"ru", "образование", "образ"},
		{"ru", "минута", "минус"}, {"ru", "системный", "систематический"}, {"ru", "понятие", "понять"}, {"ru", "наса", "нас"}, {"ru", "пакет", "пак"},
		{"kk", "қалам", "қала"}, {"kk", "мемлекет", "мемлек"}, {"uz", "kitob", "kit"}, {"ar", "كتاب", "كلب"}, {"en", "universe", "news"},
	}
	for _, test := range tests {
		t.Run(test.a+" "+test.b, func(t *testing.T) {
			if term := Term([]byte(test.a), test.lang); term == Term([]byte(test.b), test.lang) {
				t.Errorf("%q and %q both have the term %q", test.a, test.b, term)
			}
		})
	}
}

// TestKin holds that words without a common term are each other's kin.
func TestKin(t *testing.T) {
	tests := []struct {
		lang content.Lang
		a, b string
	}{
		{"ru", "загрузить", "загружен"}, {"ru", "запретить", "запрещенный"}, {"ru", "отметить", "отмечены"}, {"ru", "упростить", "упрощен"},
		{"ru", "подтвердить", "подтвержден"}, {"ru", "повысить", "повышена"},
		{"ru", "освободить", "освобожденный"}, {"ru", "поместив", "поместить"},
	}
	for _, test := range tests {
		t.Run(test.a+" "+test.b, func(t *testing.T) {
			for _, pair := range [][2]string{{test.a, test.b}, {test.b, test.a}} {
				forms, other := FormsOf(pair[0], test.lang), Term([]byte(pair[1]), test.lang)
				if forms.Term != other && !slices.Contains(forms.Kin, other) {
					t.Errorf("%q has the term %q and the kin %q: want %q, the term of %q", pair[0], forms.Term, forms.Kin, other, pair[1])
				}
			}
		})
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

func TestOtherLayouts(t *testing.T) {
	tests := []struct {
		lang  content.Lang
		query string
		want  []string
	}{
		{"ru", "ghbdtn", []string{"привет"}},
		{"uz", "op,trbcnjy", []string{"щзбекистон", "ўзбекистон"}},
		{"uk", "ghbdsn", []string{"привыт", "привіт"}},
		{"kk", "0fpf0 2024", []string{"0аза0 2024", "қазақ 2024"}},
		{"kk", "2024", nil},
	}
	for _, test := range tests {
		if got := OtherLayouts(test.query, test.lang); !slices.Equal(got, test.want) {
			t.Errorf("OtherLayouts(%q, %q) = %q, want %q", test.query, test.lang, got, test.want)
		}
	}
}

// TestNamesLikePlurals: a name in -ов is a plural by its letters; its forms find
// each other all the same, and short words in -ова are left alone.
func TestNamesLikePlurals(t *testing.T) {
	tests := []struct{ word, text string }{
		{"лавров", "лаврова"}, {"лаврова", "лавров"}, {"лаврову", "лавров"}, {"саратове", "саратов"},
		{"андреев", "андреева"}, {"андрееву", "андреев"}, {"зиновьева", "зиновьев"},
	}
	for _, tt := range tests {
		if f := FormsOf(tt.word, "ru"); !slices.Contains(append(f.Kin, f.Term), Term([]byte(tt.text), "ru")) {
			t.Errorf("%q is found as %q and %q, want %q among them", tt.word, f.Term, f.Kin, Term([]byte(tt.text), "ru"))
		}
	}
	for _, word := range []string{"голова", "коровы", "основе", "плановая", "стол"} {
		if f := FormsOf(word, "ru"); len(f.Kin) > 0 {
			t.Errorf("%q is also found as %q, want only %q", word, f.Kin, f.Term)
		}
	}
}
