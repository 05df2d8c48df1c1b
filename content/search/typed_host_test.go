//go:build !js

package search

import (
	"testing"

	"lectern/content/search/index"
)

// texts are articles with the texts given, of the titles А, Б and so on.
func texts(list ...string) []index.Doc {
	var titles []string
	for i := range list {
		titles = append(titles, string(rune('А'+i)))
	}
	docs := articles("ru", titles...)
	for i := range docs {
		docs[i].Text = list[i]
	}
	return docs
}

// TestTyped asks for what texts write in another way than the reader, who has
// stopped typing.
func TestTyped(t *testing.T) {
	tests := []struct {
		name     string
		texts    []string // that of А is wanted first
		query    string
		answered string
	}{
		{"written apart", []string{"Проект open source.", "Open day. The source."}, "opensource", "open source"},
		{"with a hyphen", []string{"Держат веб-сокеты.", "Сокеты."}, "вебсокеты", "веб-сокеты"},
		{"another form of the second", []string{"Нужны веб-сокеты.", "Б"}, "вебсокетами", "веб-сокетами"},
		{"beside others", []string{"Нужны веб-сокеты и сервер.", "Сервер"}, "сервер вебсокеты", "сервер веб-сокеты"},
		{"not side by side", []string{"Сокеты держат веб.", "Б"}, "вебсокеты", ""},
		{"written as one", []string{"Класс BaseModel.", "Class base.", "Class model."}, "base model", "basemodel"},
		{"one of them unknown", []string{"Вебхуки.", "Веб."}, "веб-хуки", "вебхуки"},
		{"as one in quotation marks", []string{"Класс BaseModel.", "Base."}, `"base model"`, `"basemodel"`},
		{"both ways", []string{"A base model.", "Класс BaseModel."}, "base model", ""},
		{"a version", []string{"Python 3.11 вышел.", "Python 3: 11 примеров. Python, 3, 11.", "Python. Глав 11, а примеров 3. Python."}, "python 3.11", ""},
		{"a version begun", []string{"Python 3.11 вышел.", "Python 3: 11 примеров. Python, 3, 11."}, "python 3.1", ""},
		{"an option", []string{"Запуск с --reload.", "Запуск."}, "запуск --reload", ""},
		{"Cyrillic letter for C", []string{"Язык C++20.", "Язык C и 20."}, "С++20", ""},
		{"an operator", []string{"См. operator<<.", "См. operator[], operator, operator."}, "operator<<", ""},
		{"a dot", []string{"Пишем на .NET.", "The net, a net: net."}, ".NET", ""},
		{"a dot begun", []string{"Файл .gitignore.", "Git: .gnome, git."}, ".gitig", ""},
		{"a dot of a longer name", []string{"Пишем на ASP.NET.", "The net, a net: net."}, ".net", ""},
		{"a dot in a phrase", []string{"Пишем на .NET Core.", "The net core: net core."}, `".NET Core"`, ""},
		{"a dot that no text has", []string{"Пишем на net.", "Б"}, ".net", ""},
		{"a sign", []string{"Макрос #define.", "To define, define, define."}, "#define", ""},
		{"a name with a dot", []string{"Про node.js.", "Js of a node, node of js, js of node."}, "node.js", ""},
		{"an abbreviation", []string{"Полёт НАСА.", "Для нас и о нас, у нас."}, "НАСА", ""},
		{"an abbreviation in small letters", []string{"Полёт НАСА.", "Для нас и о нас, у нас."}, "наса", ""},
		{"misspelled in quotation marks", []string{"Новые правила.", "Правила новые."}, `"новые првила"`, `"новые правила"`},
		{"in the other layout in them", []string{"Новые правила.", "Правила новые."}, `"yjdst ghfdbkf"`, `"новые правила"`},
		{"not torn apart by it", []string{"В работах.", "The hf and nf."}, "рабтах", "работах"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := NewEngine(siteOf(t, texts(test.texts...)).Fetch).Search(t.Context(), Query{Text: test.query, Lang: "ru"})
			found := len(got.Results) > 0 && got.Results[0].Title == "А"
			if err != nil || got.Answered != test.answered || found != (test.name != "not side by side") {
				t.Errorf("Search(%q) found %q as %q, %v; want А as %q", test.query, titlesOf(got.Results), got.Answered, err, test.answered)
			}
		})
	}
}

// TestAbbreviationOnly holds that an abbreviation neither finds nor marks a word
// of its stem, and that it is looked for so as a last resort.
func TestAbbreviationOnly(t *testing.T) {
	e := NewEngine(siteOf(t, texts("Пуск МИРА к миру.", "Дела миров.")).Fetch)
	got, err := e.Search(t.Context(), Query{Text: "МИРА", Lang: "ru"})
	if err != nil || len(got.Results) != 1 || len(got.Results[0].Found) != 1 {
		t.Fatalf("found %+v, %v; want one article with one word marked", got.Results, err)
	}
	if f := got.Results[0].Found[0]; got.Results[0].Excerpt[f.Start:f.End] != "МИРА" {
		t.Errorf("marked %v in %q", f, got.Results[0].Excerpt)
	}
	got, err = NewEngine(siteOf(t, texts("Правила.", "Б")).Fetch).Search(t.Context(), Query{Text: "ПРАВИЛ дома", Lang: "ru"})
	if err != nil || len(got.Results) != 1 {
		t.Errorf("found %q, %v; want a word typed in capitals", titlesOf(got.Results), err)
	}
	got, err = NewEngine(siteOf(t, texts("Мимо дома.", "Б")).Fetch).Search(t.Context(), Query{Text: "ДОМОМ", Lang: "ru"})
	if err != nil || len(got.Results) != 1 {
		t.Errorf("found %q, %v; want a form of a word typed in capitals", titlesOf(got.Results), err)
	}
}

// TestApartInTitles holds that a word that hardly any article has finds those whose
// titles have it written apart, and that one of a title is left alone.
func TestApartInTitles(t *testing.T) {
	docs := articles("en", "Why open source", "Open doors", "The source", "A webserver", "Web server")
	docs[2].Text = "Some write opensource."
	e := NewEngine(siteOf(t, docs).Fetch)
	for query, want := range map[string]string{"opensource": "open source", "webserver": ""} {
		got, err := e.Search(t.Context(), Query{Text: query, Lang: "en"})
		if err != nil || got.Answered != want || len(got.Results) == 0 || want != "" && got.Results[0].Title != docs[0].Title {
			t.Errorf("Search(%q) found %q as %q, %v; want it as %q", query, titlesOf(got.Results), got.Answered, err, want)
		}
	}
}

// TestSlip holds that a word that no article has as typed is corrected to one
// of a title, though its stem is that of others.
func TestSlip(t *testing.T) {
	tests := []struct {
		title, text, query, answered string
	}{
		{"Впечатления о море", "Картина впечатлила всех.", "впечатлеия", "впечатления"},
		{"Выравнивание данных", "Надо выравнивать данные.", "выравниваиями данными", "выравнивание данными"},
		{"Впечатления о море", "Картина впечатлила всех.", "впечатлило", ""},
		{"Выравнивание данных", "Надо выравнивать эти данные.", "выравнивать эти", ""},
	}
	for _, test := range tests {
		t.Run(test.query, func(t *testing.T) {
			docs := append(articles("ru", test.title), texts("", test.text)[1])
			got, err := NewEngine(siteOf(t, docs).Fetch).Search(t.Context(), Query{Text: test.query, Lang: "ru"})
			if err != nil || got.Answered != test.answered || (test.answered != "") != (len(got.Results) > 0 && got.Results[0].Title == test.title) {
				t.Errorf("Search(%q) found %q as %q, %v; want %q", test.query, titlesOf(got.Results), got.Answered, err, test.answered)
			}
		})
	}
}

// TestRepeated holds that an unfinished word is no word typed before it.
func TestRepeated(t *testing.T) {
	docs := articles("ru", "Сериализация. Создание сериализуемого класса", "Сериализация", "Сериализация. Сериализация объекта")
	got, err := NewEngine(siteOf(t, docs).Fetch).Search(t.Context(), Query{Text: "сериализация сериализ", Lang: "ru"})
	if err != nil || len(got.Results) == 0 || got.Results[0].Title != docs[0].Title {
		t.Errorf("found %q, %v; want %q first", titlesOf(got.Results), err, docs[0].Title)
	}
}

// TestSecondTitle holds that the heading above a text counts as its title does.
func TestSecondTitle(t *testing.T) {
	docs := articles("ru", "Единицы преобразования", "Компоновка")
	docs[0].Heading, docs[0].Headings, docs[0].Text = "Единицы трансляции", []string{"Единицы трансляции"}, "Единицы трансляции и прочее."
	docs[1].Text = "Единицы трансляции, единицы трансляции."
	got, err := NewEngine(siteOf(t, docs).Fetch).Search(t.Context(), Query{Text: "единицы трансляции", Lang: "ru"})
	if err != nil || len(got.Results) != 2 || got.Results[0].Title != docs[0].Title {
		t.Errorf("found %q, %v; want %q first", titlesOf(got.Results), err, docs[0].Title)
	}
}
