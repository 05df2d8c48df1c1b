package library

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"

	"lectern/content"
)

func TestConfig(t *testing.T) {
	tests := map[string]struct {
		text     string
		want     Config
		problems []content.Problem
	}{
		"empty":    {},
		"comments": {text: "# nothing here\n"},
		"everything": {
			text: `title: {ru: Чтение, uz-cyrl: Ўқиш}
description: A reading site
base_url: https://news.example/sub/
languages: [ru, uz, uz_Cyrl]
default_language: ru
exclude:
  - drafts/
  - "*.txt"
accent: "#B3261E"
partners: [https://Partner.example, "*"]
gone: [ru/old, /ru/a/, /ru/old/]
cards: No
timezone: Asia/Tashkent
future: yes
indexnow: "0a1b2c3d-KEY"
authors:
  jane: {en: Jane Doe, ru: Джейн Доу}
topics:
  economy: Economy
`,
			want: Config{
				Title:       Text{"ru": "Чтение", "uz-Cyrl": "Ўқиш"},
				Description: Text{"": "A reading site"},
				BaseURL:     "https://news.example/sub/",
				Languages:   []content.Lang{"ru", "uz", "uz-Cyrl"},
				Default:     "ru",
				Exclude:     []string{"drafts/", "*.txt"},
				Accent:      "#b3261e",
				Partners:    []string{"https://partner.example", "*"},
				NoCards:     true,
				Timezone:    "Asia/Tashkent",
				Future:      true,
				IndexNow:    "0a1b2c3d-KEY",
				Gone:        []string{"/ru/a/", "/ru/old/"},
				Authors:     map[string]Text{"jane": {"en": "Jane Doe", "ru": "Джейн Доу"}},
				Topics:      map[string]Text{"economy": {"": "Economy"}},
			},
		},
		"one value for a list, other spellings of keys": {
			text: "Base-URL: https://a.example\nlanguages: ru\nExclude: a.md\n",
			want: Config{BaseURL: "https://a.example/", Languages: []content.Lang{"ru"}, Exclude: []string{"a.md"}},
		},
		"a mistyped key": {
			text: "title: T\ntitel: X\nwhatever: 1\n",
			want: Config{Title: Text{"": "T"}},
			problems: []content.Problem{
				{File: "lectern.yaml", Line: 2, Column: 1, Kind: "bad-config", Message: `unknown key "titel"`, Hint: `did you mean "title"?`},
				{File: "lectern.yaml", Line: 3, Column: 1, Kind: "bad-config", Message: `unknown key "whatever"`,
					Hint: "known keys: title, description, base_url, languages, default_language, exclude, accent, screenshots, partners, gone, timezone, future, cards, indexnow, authors, topics"},
			},
		},
		"wrong values": {
			text: "languages: [ru, 123456789]\naccent: reddish\nbase_url: ftp://a\npartners: [https://a.example/path]\ntitle: [a]\nauthors: x\n",
			want: Config{Languages: []content.Lang{"ru"}, Partners: []string{}}, // not nil, which is everyone
			problems: []content.Problem{
				{File: "lectern.yaml", Line: 1, Column: 17, Kind: "bad-config", Message: `"123456789" is not a language`, Hint: "write a language tag such as ru, uz-Cyrl, en"},
				{File: "lectern.yaml", Line: 2, Column: 9, Kind: "bad-config", Message: `"reddish" is not a colour`, Hint: `write it in quotes, like "#b3261e"`},
				{File: "lectern.yaml", Line: 3, Column: 11, Kind: "bad-config", Message: `"ftp://a" is not the address of a site: want https://host/path/, or a path such as /articles/`, Hint: `write it like "https://news.example/"`},
				{File: "lectern.yaml", Line: 4, Column: 12, Kind: "bad-config", Message: `"https://a.example/path" is not an origin`, Hint: `write it like "https://partner.example", or "*" for everyone`},
				{File: "lectern.yaml", Line: 5, Column: 8, Kind: "bad-config", Message: "a text is expected here", Hint: "write it after the colon, in quotes"},
				{File: "lectern.yaml", Line: 6, Column: 10, Kind: "bad-config", Message: "not a list of keys with names", Hint: `write lines such as "economy: {ru: Экономика, en: Economy}"`},
			},
		},
		"wrong patterns and longer names": {
			text: "exclude: [\"[\", drafts/]\npartner_origins: x\ndefault_title: y\n",
			want: Config{Exclude: []string{"[", "drafts/"}},
			problems: []content.Problem{
				{File: "lectern.yaml", Line: 1, Column: 11, Kind: "bad-config", Message: `the pattern "[" has a [ without a ]; \[ is the sign itself`, Hint: "patterns are written as in .gitignore"},
				{File: "lectern.yaml", Line: 2, Column: 1, Kind: "bad-config", Message: `unknown key "partner_origins"`, Hint: `did you mean "partners"?`},
				{File: "lectern.yaml", Line: 3, Column: 1, Kind: "bad-config", Message: `unknown key "default_title"`, Hint: `did you mean "title"?`},
			},
		},
		"partners without a value": {
			text: "partners:\n",
			want: Config{Partners: []string{}},
			problems: []content.Problem{
				{File: "lectern.yaml", Line: 1, Column: 1, Kind: "bad-config", Message: `"partners" has no value, so nobody may embed`, Hint: `write "*" for everyone, or [] for nobody`},
			},
		},
		"partners of all kinds": {
			text: "partners: [\"https://*.Partner.example:8443\", https://пример.рф/, \"http://[::1]:80\", http://127.0.0.1, \"https://a.example$x\", \"https://*\", \"https://a_b.example;\"]\n",
			want: Config{Partners: []string{"https://*.partner.example:8443", "https://xn--e1afmkfd.xn--p1ai", "http://[::1]:80", "http://127.0.0.1"}},
			problems: []content.Problem{
				{File: "lectern.yaml", Line: 1, Column: 103, Kind: "bad-config", Message: `"https://a.example$x" is not an origin`, Hint: `write it like "https://partner.example", or "*" for everyone`},
				{File: "lectern.yaml", Line: 1, Column: 126, Kind: "bad-config", Message: `"https://*" is not an origin`, Hint: `write it like "https://partner.example", or "*" for everyone`},
				{File: "lectern.yaml", Line: 1, Column: 139, Kind: "bad-config", Message: `"https://a_b.example;" is not an origin`, Hint: `write it like "https://partner.example", or "*" for everyone`},
			},
		},
		"nobody, and what is gone elsewhere": {
			text: "partners: []\ngone: [https://a.example/x/, ../x]\n",
			want: Config{Partners: []string{}},
			problems: []content.Problem{
				{File: "lectern.yaml", Line: 2, Column: 8, Kind: "bad-config", Message: `the address "https://a.example/x/" is refused: it is an address on another site`, Hint: `write a path like "/ru/name/"`},
				{File: "lectern.yaml", Line: 2, Column: 30, Kind: "bad-config", Message: `the address "../x" is refused: a part of it begins with a dot`, Hint: `write a path like "/ru/name/"`},
			},
		},
		"keys and switches that are none": {
			text: "cards: perhaps\nindexnow: ../../robots\n",
			problems: []content.Problem{
				{File: "lectern.yaml", Line: 1, Column: 8, Kind: "bad-config", Message: `"perhaps" is neither true nor false`, Hint: "write true or false"},
				{File: "lectern.yaml", Line: 2, Column: 11, Kind: "bad-config", Message: `"../../robots" is not a key of IndexNow`, Hint: `write 8 to 128 letters a to z, digits and "-", in quotes`},
			},
		},
		"a colour taken for a comment": {
			text: "accent: #b3261e\n",
			problems: []content.Problem{
				{File: "lectern.yaml", Line: 1, Column: 1, Kind: "bad-config", Message: `"accent" has no value`, Hint: `a colour needs quotes, like "#b3261e"`},
			},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, problems := parseConfig("lectern.yaml", []byte(test.text))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("configuration (-want +got):\n%s\ninput:\n%s", diff, test.text)
			}
			if diff := cmp.Diff(test.problems, problems); diff != "" {
				t.Errorf("problems (-want +got):\n%s\ninput:\n%s", diff, test.text)
			}
		})
	}
}

func TestConfigThatIsNotYAML(t *testing.T) {
	for _, text := range []string{"title: [a", "\t- x: :", "- a\n- b\n", "just text", "a: *nowhere", "title: \"x"} {
		_, problems := parseConfig("lectern.yaml", []byte(text))
		if len(problems) == 0 || problems[0].Kind != "bad-config" {
			t.Errorf("problems of %q = %v, want one of kind bad-config", text, problems)
		}
	}
}

func TestTwoConfigs(t *testing.T) {
	lib := load(t, map[string]string{"a.md": "# A\n", "lectern.yaml": "title: One\n", "lectern.yml": "title: Two\n"})
	if lib.Config.Title[""] != "One" || len(lib.Problems) != 1 || lib.Problems[0].File != "lectern.yml" {
		t.Errorf("title = %q, problems = %v; want that of lectern.yaml, and lectern.yml told", lib.Config.Title, lib.Problems)
	}
}

// TestGone: what is there, or leads on, is not gone.
func TestGone(t *testing.T) {
	lib := load(t, map[string]string{
		"ru/a.md":      "---\naliases: [/ru/old/]\n---\n# А\n\nТекст.\n",
		"lectern.yaml": "gone: [/ru/a/, /ru/old/, /ru/topics/, /ru/withdrawn/]\n",
	})
	if diff := cmp.Diff([]string{"/ru/withdrawn/"}, lib.Config.Gone); diff != "" {
		t.Errorf("gone (-want +got):\n%s", diff)
	}
	if len(lib.Problems) != 3 {
		t.Errorf("problems %v, want 3", lib.Problems)
	}
}

func FuzzConfig(f *testing.F) {
	f.Add([]byte("title: {ru: Ч}\nlanguages: [ru]\nauthors: {a: {en: B}}\n"))
	f.Add([]byte("a: &a [*a, *a]\n"))
	f.Add([]byte("!!x y: z\n? [a]\n: b\n"))
	f.Add([]byte("title: |\n  a\n"))
	f.Add([]byte("screenshots: [a.png, {file: b, text: {ru: c}}, {text: d}, [e], ~]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		parseConfig("lectern.yaml", data)
	})
}

// TestConfigInAnOldCodePage: editors save it as they save their articles.
func TestConfigInAnOldCodePage(t *testing.T) {
	text, err := charmap.Windows1251.NewEncoder().String("title: Вестник области и её дорог\n")
	if err != nil {
		t.Fatal(err)
	}
	config, problems := readConfig(folder(map[string]string{"lectern.yaml": text}))
	if config.Title[""] != "Вестник области и её дорог" {
		t.Errorf("title %q", config.Title)
	}
	if diff := cmp.Diff([]string{"lectern.yaml:0 bad-encoding"}, kinds(problems)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}
