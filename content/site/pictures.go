package site

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"lectern/content"
	"lectern/content/bundle"
	"lectern/content/library"
)

// keptWidth is the width, in pixels, up to which a picture is kept on a device:
// enough for the column of text on a phone with a dense screen.
const keptWidth = 960

// A keptPicture is the one size of a picture that a device keeps, and the other
// sizes that it stands for.
type keptPicture struct {
	file  string
	width int
	also  []string // sorted
}

// pictures are those that articles show, numbered in the order of publishing.
type pictures struct {
	all    []keptPicture
	number map[string]int   // by the file that is kept
	shown  map[string][]int // numbers, ascending, by the path of an article
	packer *packer
}

// pictures finds what the articles show.
func (e *edition) pictures(p *packer) *pictures {
	set := &pictures{number: map[string]int{}, shown: map[string][]int{}, packer: p}
	byFile := map[string]*keptPicture{} // by every size
	for _, f := range e.lib.Files {
		if !isPicture(f.Path) {
			continue
		}
		original := cmp.Or(f.Original, f.Path)
		k := byFile[original]
		if k == nil {
			k = &keptPicture{}
			byFile[original] = k
		}
		byFile[f.Path] = k
		k.take(f)
	}
	if len(byFile) == 0 {
		return set
	}
	articles := slices.Clone(e.lib.Articles)
	slices.SortStableFunc(articles, library.Published)
	for _, a := range articles {
		var numbers []int
		for _, name := range e.shownIn(a) {
			k := byFile[name]
			if k == nil {
				continue
			}
			n, ok := set.number[k.file]
			if !ok {
				n = len(set.all)
				slices.Sort(k.also)
				set.number[k.file], set.all = n, append(set.all, *k)
			}
			numbers = append(numbers, n)
		}
		if slices.Sort(numbers); len(numbers) > 0 {
			set.shown[a.Path] = slices.Compact(numbers)
		}
	}
	return set
}

// take adds a size: the widest one up to keptWidth is kept, or else the
// narrowest.
func (k *keptPicture) take(f library.File) {
	better := k.file == "" ||
		f.Width <= keptWidth && (k.width > keptWidth || f.Width > k.width) ||
		k.width > keptWidth && f.Width < k.width
	name, width := f.Path, f.Width
	if better {
		name, k.file, k.width = k.file, name, width
	}
	if name != "" {
		k.also = append(k.also, "/"+name)
	}
}

// shownIn lists the files of the site's own that an article's page names, in
// any order.
func (e *edition) shownIn(a *content.Article) []string {
	var names []string
	if a.Image != nil {
		names = append(names, strings.TrimPrefix(a.Image.Source, "/"))
	}
	const folder = "assets/"
	for text := a.Body.String(); ; {
		_, rest, ok := strings.Cut(text, e.base+folder)
		if !ok {
			return names
		}
		name := rest
		if i := strings.IndexAny(rest, "\"' ,<>&"); i >= 0 {
			name = rest[:i]
		}
		names, text = append(names, folder+name), rest
	}
}

func isPicture(name string) bool {
	switch path.Ext(name) {
	case ".png", ".jpg", ".gif", ".webp", ".svg", ".avif", ".bmp":
		return true
	}
	return false
}

// same reports whether the pictures are those of an earlier render. Their names
// have a hash of the content.
func (p *pictures) same(all []keptPicture) bool {
	return slices.EqualFunc(p.all, all, func(a, b keptPicture) bool { return a.file == b.file && slices.Equal(a.also, b.also) })
}

// files puts the library's files into an order in which the sizes of a picture
// are made together, in the order of packing, and has the kept ones packed on
// their way.
func (p *pictures) files(files []file) []file {
	place := map[string]int{} // the other files come first, all at 0
	for i, k := range p.all {
		place[k.file] = i + 1
		for _, name := range k.also {
			place[strings.TrimPrefix(name, "/")] = i + 1
		}
	}
	for i, f := range files {
		if n, ok := p.number[f.name]; ok {
			files[i].seen = func(data []byte) error {
				entries := []bundle.Entry{{Path: "/" + f.name, Also: p.all[n].also, Data: data}}
				if !shrinks(f.name) {
					return p.packer.add(n, bundle.StoredBlock(entries))
				}
				block, err := new(bundle.Compressor).Block(entries)
				if err != nil {
					return err
				}
				return p.packer.add(n, block)
			}
		}
	}
	slices.SortStableFunc(files, func(a, b file) int { return cmp.Compare(place[a.name], place[b.name]) })
	return files
}
