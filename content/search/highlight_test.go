package search

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/content"
)

func TestHighlight(t *testing.T) {
	tests := []struct {
		name, text, query string
		lang              content.Lang
		want              []string
	}{
		{"forms", "Таможня и таможни", "таможней", "ru", []string{"Таможня", "таможни"}},
		{"yo", "Всё ещё елка", "ёлки", "ru", []string{"елка"}},
		{"prefix", "Программа", "прог", "ru", []string{"Программа"}},
		{"finished word is no prefix", "Программа", "прог ", "ru", nil},
		{"uzbek", "Ўзбекистон йўли", "o'zbekiston", "uz-Cyrl", []string{"Ўзбекистон"}},
		{"han joined", "我在北京大学", "北京大学", "zh", []string{"北京大学"}},
		{"excluded", "один два", "один -два", "ru", []string{"один"}},
		{"quoted", "Новые правила. Правила таможни и таможни", `"правила таможни"`, "ru", []string{"Правила", "таможни"}},
		{"quoted as typed", "правило таможни", `"правила таможни"`, "ru", nil},
		{"quoted and loose", "правила игры, правило и правила таможни", `"правила таможни" правила`, "ru", []string{"правила", "правило", "правила", "таможни"}},
		{"quoted twice over", "раз раз раз два", `"раз раз два"`, "ru", []string{"раз", "раз", "два"}},
		{"one word quoted", "правило и правила", `"правила"`, "ru", []string{"правило", "правила"}},
		{"han quoted", "北京的大学在北京大学", `"北京大学"`, "zh", []string{"北京大学"}},
		{"uzbek quoted", "ўзбекистон йўли ва ўзбекистон", `"o'zbekiston yo'li"`, "uz-Cyrl", []string{"ўзбекистон", "йўли"}},
		{"nothing", "слово", "  ", "ru", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, s := range Highlight(test.text, test.query, test.lang) {
				got = append(got, test.text[s.Start:s.End])
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("Highlight(%q, %q) (-want +got):\n%s", test.text, test.query, diff)
			}
		})
	}
}
