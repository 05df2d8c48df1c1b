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

// TestWorkerParts holds that the service worker has every file of its folder,
// and that none is named which is not there.
func TestWorkerParts(t *testing.T) {
	names, err := fs.Glob(web.FS, "js/sw/*")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, part := range workerParts() {
		want = append(want, "js/sw/"+part+".js")
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
}

// TestWorkerIsOne holds that the parts are in one function and that nothing is
// loaded at run time.
func TestWorkerIsOne(t *testing.T) {
	m := minify.New()
	m.AddFunc("text/javascript", js.Minify)
	got, err := joinWorker(web.FS, m)
	if err != nil {
		t.Fatal(err)
	}
	worker := string(got)
	if !strings.HasPrefix(worker, `(()=>{"use strict";`) || !strings.HasSuffix(worker, "})()") {
		t.Errorf("the worker begins %.30q and ends %q", worker, worker[len(worker)-20:])
	}
	if i := strings.Index(worker, "importScripts"); i >= 0 {
		t.Errorf("the worker loads a script: %.40q", worker[i:])
	}
}
