//go:build !js

package search

import (
	"slices"
	"strings"
	"testing"

	"lectern/content"
)

// mistyped returns a word with each mistake that fingers make at a letter.
func mistyped(word string, at int) []string {
	letters := []rune(word)
	without := string(letters[:at]) + string(letters[at+1:])
	twice := string(letters[:at+1]) + string(letters[at:])
	list := []string{without, twice}
	d := distance{keys: newKeyboard()}
	for _, r := range "абвгдежзиклмнопрстуabcdefghijklmnopqrstuvwxyz" {
		if d.wrong(letters[at], r) == neighbourLetter {
			list = append(list, string(letters[:at])+string(r)+string(letters[at+1:]))
			break
		}
	}
	if at+1 < len(letters) && letters[at] != letters[at+1] {
		list = append(list, string(letters[:at])+string(letters[at+1])+string(letters[at])+string(letters[at+2:]))
	}
	return list
}

// TestRareWords holds that a mistake anywhere in a word that one article has, in
// its text alone, is forgiven, and that what is shown is a word of that text.
func TestRareWords(t *testing.T) {
	docs := bigLibrary(1100)
	words := map[string]int{"Роскомнадзор": 40, "Чёботова": 900, "шахматными": 1010, "Kubernetes": 77, "availability": 1099}
	for word, n := range words {
		docs[n].Text += " Об этом " + word + "."
	}
	e := NewEngine(siteOf(t, docs).Fetch)
	for word, n := range words {
		right := strings.ToLower(word)
		for at := range []rune(right) {
			for _, query := range mistyped(right, at) {
				got, err := e.Find(t.Context(), Query{Text: query + " ", Lang: "ru"})
				if err != nil || len(got.Results) == 0 || got.Results[0].Path != docs[n].Path {
					t.Errorf("Find(%q) found %q as %q, %v; want %q, which has %q", query, paths(got.Results), got.Answered, err, docs[n].Path, word)
				} else if answered := strings.TrimSpace(got.Answered); answered != "" && answered != right {
					t.Errorf("Find(%q) is answered as %q, want %q", query, answered, right)
				}
			}
		}
	}
}

// TestEndings holds that a mistake in the ending of a word counts once.
func TestEndings(t *testing.T) {
	tests := []struct {
		lang     content.Lang
		titles   []string // the first is wanted first
		query    string
		answered string
	}{
		{"en", []string{"Notes on performance", "Performing arts", "Notes on perfumes"}, "prformance notes", "performance notes"},
		{"en", []string{"Public transportation", "Public transport"}, "transportatin public", "transportation public"},
		{"en", []string{"High availability", "High available"}, "availabilty high", "availability high"},
		{"ru", []string{"Указание определения", "Указание и определитель"}, "указание опрделения", "указание определения"},
		{"ru", []string{"Новая сеть", "Новая соль"}, "сетть новая", "сеть новая"},
		{"ru", []string{"Серия снимков", "Сборник снимков"}, "есрия снимков", "серия снимков"},
	}
	for _, test := range tests {
		t.Run(test.query, func(t *testing.T) {
			e := NewEngine(siteOf(t, articles(test.lang, test.titles...)).Fetch)
			got, err := e.Find(t.Context(), Query{Text: test.query, Lang: test.lang})
			if err != nil || got.Answered != test.answered || len(got.Results) == 0 || got.Results[0].Title != test.titles[0] {
				t.Errorf("Find(%q) found %q as %q, %v; want %q as %q", test.query, titlesOf(got.Results), got.Answered, err, test.titles[0], test.answered)
			}
		})
	}
}

// TestSlips holds that a mistake that makes another word's form is forgiven where
// a title tells what was meant, and that a word some text has is left alone.
func TestSlips(t *testing.T) {
	docs := articles("ru", "Точки следования", "Правила перевозки", "Слева и справа", "Влево за оператором", "О разном")
	docs[1].Text = "Следовать правилам и ставить точки."
	docs[4].Text = "Оператор стоит слева."
	tests := []struct{ query, answered string }{
		{"точки следоваия", "точки следования"},
		{"следоваия точки ", "следования точки"},
		{"точки следования", ""},
		{"точки следовать", ""}, // a text has it so
		{"слева оператор", ""},
		{`точки "следоваия"`, ""},
		{"точки -следоваия", ""},
	}
	e := NewEngine(siteOf(t, docs).Fetch)
	for _, test := range tests {
		t.Run(test.query, func(t *testing.T) {
			got, err := e.Search(t.Context(), Query{Text: test.query, Lang: "ru"})
			if err != nil || strings.TrimSpace(got.Answered) != test.answered {
				t.Errorf("Search(%q) is answered as %q, %v; want %q", test.query, got.Answered, err, test.answered)
			}
		})
	}
}

// TestShownForm holds in which spelling a correction is shown.
func TestShownForm(t *testing.T) {
	tests := []struct {
		lang     content.Lang
		text     string
		query    string
		answered string
	}{
		{"ru", "Закон трактовали по-разному.", "трактавали", "трактовали"},
		{"ru", "Закон трактовали по-разному.", "трактавать", "трактовали"}, // no text has трактовать
		{"ru", "Закон трактовать трудно, но трактовали.", "трактавать", "трактовать"},
		{"uz", "Qonun boʻyicha ish.", "bo'yciha", "bo'yicha"},
		{"uz", "Qonun boʻyicha ish.", "бўйчиа", "бўйича"},
		{"uz", "Qonun boʻyicha ish.", "boyicha", "boʻyicha"},
		{"fa", "قوانین گمرک تازه", "گمکر", "گمرک"},
	}
	for _, test := range tests {
		t.Run(test.query, func(t *testing.T) {
			docs := articles(test.lang, "A", "B")
			for i := range docs {
				docs[i].Text = test.text
			}
			e := NewEngine(siteOf(t, docs).Fetch)
			got, err := e.Find(t.Context(), Query{Text: test.query, Lang: test.lang})
			if err != nil || got.Answered != test.answered {
				t.Errorf("Find(%q) is answered as %q, %v; want %q", test.query, got.Answered, err, test.answered)
			}
		})
	}
}

// TestAnotherWord holds that a word is not taken for one whose stem alone is near,
// unless an article has that with the rest of the query.
func TestAnotherWord(t *testing.T) {
	tests := []struct{ text, query, answered string }{
		{"Закон трактует это иначе.", "терактом", ""},
		{"Мимо дома проходил человек.", "прохоров", ""},
		{"Выступила Марин Ле Пен.", "пенсия", ""},
		{"Он пел песни и песню.", "пенсии ", ""},
		{"Закон трактует это иначе.", "теракт", ""},
		{"Закон трактует это иначе.", "трахтует", "трактует"},
		{"Закон трактует это иначе.", "трахтовать закон", "трактует закон"},
	}
	for _, test := range tests {
		t.Run(test.query, func(t *testing.T) {
			docs := articles("ru", "А", "Б")
			for i := range docs {
				docs[i].Text = test.text
			}
			got, err := NewEngine(siteOf(t, docs).Fetch).Find(t.Context(), Query{Text: test.query, Lang: "ru", Rested: true})
			if err != nil || got.Answered != test.answered || (test.answered == "") != (len(got.Results) == 0) {
				t.Errorf("Find(%q) is answered as %q with %d results, %v; want %q", test.query, got.Answered, len(got.Results), err, test.answered)
			}
		})
	}
}

// TestNothingLikely holds that a word near no word of the index is left as typed
// and missing, beside one that is corrected.
func TestNothingLikely(t *testing.T) {
	e := NewEngine(siteOf(t, articles("ru", "Быстрые поезда", "Поезда и люди")).Fetch)
	got, err := e.Find(t.Context(), Query{Text: "бфстрые щзкжхц поезда", Lang: "ru"})
	if err != nil || got.Answered != "быстрые щзкжхц поезда" || !slices.Equal(got.Missing, []string{"щзкжхц"}) {
		t.Errorf("answered as %q, missing %q, %v", got.Answered, got.Missing, err)
	}
}

// TestLimit holds that a limit changes no cost that is within it.
func TestLimit(t *testing.T) {
	d := distance{keys: newKeyboard()}
	words := strings.Fields("дом дома домом доом мод сеть сетть соль работа рабтоа программирование прграммироваине прогаммирование а")
	for _, meant := range words {
		for _, typed := range words {
			letters := []rune(typed)
			want := slices.Clone(d.rowOf([]rune(meant), letters, farOff))
			for limit := uint8(0); limit <= 3*wrongLetter; limit++ {
				got := d.rowOf([]rune(meant), letters, limit)
				for j := range want {
					if want[j] > limit && (got == nil || got[j] > limit) {
						continue
					}
					if got == nil || got[j] != want[j] {
						t.Fatalf("%q typed as %q: the first %d letters cost %v of %v within %d", meant, typed, j, got, want, limit)
					}
				}
			}
		}
	}
}

// TestEdits holds that every word one error away is tried.
func TestEdits(t *testing.T) {
	tried := make(map[string]bool)
	edits([]rune("дом"), []rune("адом"), func(word []rune) { tried[string(word)] = true })
	for _, word := range []string{"одм", "дмо", "ом", "дм", "до", "адом", "доам", "дома", "аом", "дам", "доа"} {
		if !tried[word] {
			t.Errorf("%q is not tried", word)
		}
	}
	if tried["дом"] {
		t.Error("the word itself is tried")
	}
}

// BenchmarkMistyped corrects words with everything at hand.
func BenchmarkMistyped(b *testing.B) {
	docs := bigLibrary(1100)
	docs[40].Text += " Роскомнадзор."
	s := siteOf(b, docs)
	for _, query := range []string{"рсокомнадзор", "tranportation", "миту кенл"} {
		b.Run(query, func(b *testing.B) {
			e := NewEngine(s.Fetch)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := e.Find(b.Context(), Query{Text: query, Lang: "ru"}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
