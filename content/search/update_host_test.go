//go:build !js

package search

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestBuilderUpdate holds an index that was updated step by step against one made
// at once.
func TestBuilderUpdate(t *testing.T) {
	doc := func(n int, text string) Doc {
		return Doc{Path: fmt.Sprintf("/ru/%d/", n), Source: fmt.Sprintf("%d.md", n), Lang: "ru",
			Title: fmt.Sprintf("Статья %d", n), Text: text, Topics: []string{"море"}}
	}
	steps := []struct {
		name    string
		docs    []Doc
		changed bool
	}{
		{"first", []Doc{doc(1, "волны и ветер"), doc(2, "берег"), doc(3, "песок")}, true},
		{"nothing", []Doc{doc(1, "волны и ветер"), doc(2, "берег"), doc(3, "песок")}, false},
		{"a text", []Doc{doc(1, "волны и ветер"), doc(2, "другой берег"), doc(3, "песок")}, true},
		{"one less", []Doc{doc(1, "волны и ветер"), doc(3, "песок")}, true},
		{"one more", []Doc{doc(1, "волны и ветер"), doc(3, "песок"), doc(4, "причал")}, true},
		{"none", nil, true},
	}
	files := func(b *Builder) map[string]string {
		all := map[string]string{}
		err := b.Write(func(name string, data []byte) error {
			all[name] = string(data)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	b := NewBuilder()
	for _, step := range steps {
		if changed := b.Update(step.docs); changed != step.changed {
			t.Errorf("%s: Update = %v, want %v", step.name, changed, step.changed)
		}
		fresh := NewBuilder()
		for _, d := range step.docs {
			fresh.Add(d)
		}
		if diff := cmp.Diff(files(fresh), files(b)); diff != "" {
			t.Errorf("%s: files made at once (-) and by updates (+):\n%s", step.name, diff)
		}
	}
}
