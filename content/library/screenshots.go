package library

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/text/unicode/norm"

	"lectern/content"
)

// A Screenshot is a picture of the site that lectern.yaml names, for where the
// site is offered to be installed.
type Screenshot struct {
	File  string // in the folder: "images/phone.png"
	Label Text   // what it shows; may be nil

	Source       string // the configuration that names it: "lectern.yaml"
	Line, Column int    // in it
}

// A Shot is a screenshot that is part of the site.
type Shot struct {
	Path          string // in the site: "assets/phone.0a1b2c3d4e5f.png"
	Type          string // "image/png"
	Width, Height int    // in pixels
	Label         Text
}

// Wide reports whether it shows the screen of a desktop and not that of a phone.
func (s Shot) Wide() bool { return s.Width > s.Height }

// What browsers take, by https://www.w3.org/TR/manifest-app-info/ and by what
// Chromium leaves out without a word.
const (
	shotLeast = 320
	shotMost  = 3840
	shotRatio = 2.3 // of the longer side to the shorter
)

// screenshots reads a list of files, or of files with what each shows.
func (r *configReader) screenshots(node ast.Node) (found []Screenshot) {
	for _, item := range r.list(node) {
		s := Screenshot{Source: r.file}
		at := item
		if pairs, ok := mapping(item); ok {
			for _, pair := range pairs {
				switch key := configKey(pair.Key.String()); key {
				case "file":
					at = pair.Value
				case "text", "label":
					s.Label = r.text(pair.Value)
				default:
					r.wrong(pair.Key, fmt.Sprintf("unknown key %q of a screenshot", unquote(pair.Key.String())), `write "file" and, if you like, "text"`)
				}
			}
			if at == item {
				r.wrong(item, "a screenshot without a file", `write lines such as "- {file: images/phone.png, text: An article}"`)
				continue
			}
		}
		name, ok := r.scalar(at)
		if !ok {
			continue
		}
		s.File = path.Clean(strings.TrimPrefix(name, "/"))
		if tok := at.GetToken(); tok != nil && tok.Position != nil {
			s.Line, s.Column = tok.Position.Line, tok.Position.Column
		}
		found = append(found, s)
	}
	return found
}

// shots finds the pictures that the configuration names, and the files of the
// site that they are: whole, as browsers ask for no smaller copies.
func (t *tree) shots(config Config, all *assets) (shots []Shot, files []File, problems []content.Problem) {
	first := map[bool]Shot{} // of those that are wide, and of the others
	for _, s := range config.Screenshots {
		wrong := func(message, hint string) {
			problems = append(problems, content.Problem{
				File: s.Source, Line: s.Line, Column: s.Column, Kind: "bad-config", Message: "the screenshot " + message, Hint: hint,
			})
		}
		e, ok := t.files[norm.NFC.String(s.File)]
		if !ok {
			hint := "paths begin at the folder of lectern.yaml"
			if near, ok := nearest(s.File, t.names); ok {
				hint = fmt.Sprintf("did you mean %q?", near)
			}
			wrong(short(s.File)+" is not in the folder", hint)
			continue
		}
		a, problem := all.get(e)
		if problem != nil {
			wrong("cannot be used: "+problem.Message, problem.Hint)
			continue
		}
		shot := Shot{Path: a.file, Type: "image/" + a.picture.format, Width: a.picture.width, Height: a.picture.height, Label: s.Label}
		if why, hint := shot.refused(first[shot.Wide()]); why != "" {
			wrong(s.File+" "+why, hint)
			continue
		}
		if _, ok := first[shot.Wide()]; !ok {
			first[shot.Wide()] = shot
		}
		shots, files = append(shots, shot), append(files, a.files(all.fsys)[0])
	}
	return shots, files, problems
}

// refused says why browsers would leave a screenshot out; first is the first of
// its shape, zero for that one itself.
func (s Shot) refused(first Shot) (why, hint string) {
	least, most := min(s.Width, s.Height), max(s.Width, s.Height)
	switch {
	case s.Type != "image/png" && s.Type != "image/jpeg" && s.Type != "image/webp":
		return "is neither PNG nor JPEG nor WebP", "save it as one of them"
	case least < shotLeast || most > shotMost:
		return fmt.Sprintf("has %d × %d pixels", s.Width, s.Height), fmt.Sprintf("browsers show those with %d to %d pixels a side", shotLeast, shotMost)
	case float64(most) > float64(least)*shotRatio:
		return fmt.Sprintf("is too long: %d × %d pixels", s.Width, s.Height), fmt.Sprintf("the longer side may be %g times the shorter", shotRatio)
	case first.Width > 0 && s.Width*first.Height != s.Height*first.Width:
		return fmt.Sprintf("has another shape than the first: %d × %d pixels beside %d × %d", s.Width, s.Height, first.Width, first.Height), "all of phones have one shape, and all of desktops"
	}
	return "", ""
}

// include adds files to those of the library, each once.
func (lib *Library) include(files []File) {
	for _, f := range files {
		at, there := slices.BinarySearchFunc(lib.Files, f.Path, func(f File, path string) int { return cmp.Compare(f.Path, path) })
		if !there {
			lib.Files = slices.Insert(lib.Files, at, f)
		}
	}
}
