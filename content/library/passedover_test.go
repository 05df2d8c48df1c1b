package library

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// TestFilesThatAreNoArticlesAreTold: an editor who hands in a document of a word
// processor reads what to do with it.
func TestFilesThatAreNoArticlesAreTold(t *testing.T) {
	lib := load(t, map[string]string{
		"lectern.yaml": "exclude: [old.doc]\n",
		"a.md":         "# A\n\n[The form](form.docx)\n", "form.docx": "PK\x03\x04word/", "old.doc": "x", "~$letter.docx": "x", "photo.png": "x",
		"letter.docx": "PK\x03\x04word/", "1.html": "<p>", "2.html": "<p>", "3.html": "<p>", "4.html": "<p>", "5.htm": "<p>",
		"rich.md": `{\rtf1\ansi Hello}`, "paper.txt": "%PDF-1.4",
	})
	if diff := cmp.Diff([]string{"a.md"}, sources(lib.Articles)); diff != "" {
		t.Errorf("articles (-want +got):\n%s", diff)
	}
	var got []string
	for _, p := range lib.Problems {
		if p.Hint == "" {
			t.Errorf("%s has no hint", p)
		}
		got = append(got, p.File+": "+p.Message)
	}
	want := []string{
		"1.html: it is HTML, which is passed over",
		"2.html: it is HTML, which is passed over",
		"3.html: it is HTML, which is passed over, and so are 2 more of the kind",
		"letter.docx: it is a Word document, which is passed over",
		"paper.txt: it is a PDF document, not text, whatever its name says",
		"rich.md: it is rich text (RTF), not text, whatever its name says",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// TestConfigurationThatIsNoFile would wait for a named pipe, were it opened.
func TestConfigurationThatIsNoFile(t *testing.T) {
	_, problems := readConfig(fstest.MapFS{"lectern.yaml": {Mode: fs.ModeNamedPipe}})
	if len(problems) != 1 || !strings.Contains(problems[0].Message, "it is a named pipe") {
		t.Errorf("problems %v, want one that tells of the pipe", problems)
	}
}
