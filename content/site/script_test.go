package site

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"

	"lectern/web"
)

func joinedScripts() map[string][]string {
	return map[string][]string{"js/boot": bootParts(), "js/sw": workerParts()}
}

// TestParts holds that a joined script has every file of its folder, and that
// none is named which is not there.
func TestParts(t *testing.T) {
	for folder, parts := range joinedScripts() {
		t.Run(folder, func(t *testing.T) {
			names, err := fs.Glob(web.FS, folder+"/*")
			if err != nil {
				t.Fatal(err)
			}
			var want []string
			for _, part := range parts {
				want = append(want, folder+"/"+part+".js")
			}
			slices.Sort(want)
			if diff := cmp.Diff(want, names); diff != "" {
				t.Errorf("named and there: -named +there\n%s", diff)
			}
			for _, name := range names {
				data, err := fs.ReadFile(web.FS, name)
				if err != nil {
					t.Fatal(err)
				}
				if !strings.HasPrefix(string(data), "// @ts-check\n") {
					t.Errorf("%s does not begin with // @ts-check", path.Base(name))
				}
			}
		})
	}
}

// TestJoined holds that the parts are in one function and that nothing is
// loaded at run time.
func TestJoined(t *testing.T) {
	for folder, parts := range joinedScripts() {
		t.Run(folder, func(t *testing.T) {
			m := minify.New()
			m.AddFunc("text/javascript", js.Minify)
			got, err := joinScript(web.FS, m, folder, parts)
			if err != nil {
				t.Fatal(err)
			}
			script := string(got)
			if !strings.HasPrefix(script, `(()=>{"use strict";`) || !strings.HasSuffix(script, "})()") {
				t.Errorf("the script begins %.30q and ends %q", script, script[max(0, len(script)-20):])
			}
			if i := strings.Index(script, "importScripts"); i >= 0 {
				t.Errorf("the script loads another: %.40q", script[i:])
			}
		})
	}
}
