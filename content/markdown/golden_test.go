package markdown

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"lectern/content"
)

var update = flag.Bool("update", false, "write what comes out into testdata")

// library is a resolver for tests: it knows a few pages and images.
type library struct{}

func (library) Link(destination string) Link {
	page, fragment, _ := strings.Cut(destination, "#")
	switch {
	case page == "":
		return Link{Href: destination, Fragment: fragment}
	case page == "lost.md":
		return Link{Problem: &content.Problem{Kind: "broken-link", Message: "there is no lost.md"}}
	case strings.HasSuffix(page, ".md"):
		path := "/ru/" + strings.TrimSuffix(page, ".md") + "/"
		href := path
		if fragment != "" {
			href += "#" + fragment
		}
		return Link{Href: href, Page: path, Fragment: fragment}
	}
	return Link{Href: destination, External: strings.HasPrefix(destination, "http")}
}

func (library) Image(destination string) (content.Image, *content.Problem) {
	switch {
	case strings.HasPrefix(destination, "http"):
		return content.Image{}, &content.Problem{Kind: "remote-image", Message: "the image is of another site"}
	case destination == "missing.png":
		return content.Image{}, &content.Problem{Kind: "missing-image", Message: "there is no missing.png"}
	case destination == "bridge.jpg":
		return content.Image{Source: "/assets/bridge.0a1b2c3d.jpg", Width: 1600, Height: 900,
			Variants: []content.Variant{{Source: "/assets/bridge-800.0a1b2c3d.jpg", Width: 800}}}, nil
	}
	return content.Image{Source: "/assets/" + destination, Width: 40, Height: 30}, nil
}

// TestGolden renders each file of testdata and compares all that comes out.
// go test ./content/markdown -run TestGolden -update writes it anew.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in testdata: %v", err)
	}
	r := New()
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			src := Source{FirstLine: 1, Lang: "ru"}
			want := map[string]string{}
			kept := &txtar.Archive{Comment: archive.Comment}
			for _, f := range archive.Files {
				switch f.Name {
				case "article.md", "article.txt":
					src.File, src.Text, src.Plain = f.Name, f.Data, f.Name == "article.txt"
				case "lang":
					src.Lang = content.Lang(strings.TrimSpace(string(f.Data)))
				case "title":
					src.Title = strings.TrimSpace(string(f.Data))
				default:
					want[f.Name] = string(f.Data)
					continue
				}
				kept.Files = append(kept.Files, f)
			}
			doc, problems := r.Render(src, library{})
			for _, part := range describe(doc, problems) {
				if diff := cmp.Diff(want[part.Name], string(part.Data)); diff != "" && !*update {
					t.Errorf("%s of\n%s\ndiffers (-want +got); to accept it run with -update:\n%s", part.Name, src.Text, diff)
				}
				kept.Files = append(kept.Files, part)
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(kept), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// describe prints a document in parts. No-break spaces are printed as "~".
func describe(doc *Document, problems []content.Problem) []txtar.File {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "%s [%s]\n", p, p.Kind)
	}
	parts := []txtar.File{}
	add := func(name, data string) {
		if data = strings.TrimRight(data, "\n"); data != "" {
			data += "\n"
		}
		parts = append(parts, txtar.File{Name: name, Data: []byte(strings.ReplaceAll(data, "\u00A0", "~"))})
	}
	if doc != nil {
		add("page.html", doc.HTML.String())
		add("text", doc.Text)
		var facts strings.Builder
		fmt.Fprintf(&facts, "title: %s\nsummary: %s\nheadings: %v\nanchors: %q\nfragments: %v\n",
			doc.Title, doc.Summary, doc.Headings, doc.Anchors, doc.Fragments)
		add("facts", facts.String())
	}
	add("problems", b.String())
	return parts
}
