package app

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/BurntSushi/toml"
)

// TestWordsInEveryLanguage holds that every text the tools and boot.js ask for
// is in every language's file.
func TestWordsInEveryLanguage(t *testing.T) {
	keys := map[string]bool{}
	asked := regexp.MustCompile(`(?:\bt|texts|words\(\))\.(?:get|count)\("(\w+)"|word\("(\w+)"`)
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	scripts, err := filepath.Glob("../web/js/boot/*.js")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, name := range append(sources, scripts...) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range asked.FindAllStringSubmatch(string(data), -1) {
			keys[m[1]+m[2]] = true
		}
	}
	for _, key := range []string{"query", "absent", "none", "few", "offline_"} { // of tests
		delete(keys, key)
	}
	for _, c := range choices() {
		keys[c.name] = true
		for _, v := range c.values {
			keys[c.name+"_"+v] = true
		}
	}
	files, err := filepath.Glob("../web/texts/*.toml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no interface texts: %v", err)
	}
	for _, name := range files {
		var file struct{ Tools map[string]any }
		if _, err := toml.DecodeFile(name, &file); err != nil {
			t.Fatal(err)
		}
		for key := range keys {
			if file.Tools[key] == nil {
				t.Errorf("%s: [tools] has no %s", name, key)
			}
		}
	}
}
