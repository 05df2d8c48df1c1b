package site

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"lectern/content"
	"lectern/content/bundle"
)

// languagePacks are the packs of a language, with the numbers of what is in
// them.
type languagePacks struct {
	articles, fresh, older *packer // nil when nothing is kept
	article, list          map[string]int
	core                   []int
}

// lists are the packs of lists: first pages, which change often, then numbered
// ones.
func (p *languagePacks) lists() []bundle.Pack { return slices.Concat(p.fresh.packs, p.older.packs) }

// note numbers pages in the order in which they are packed.
func (p *languagePacks) note(articles, lists []job) {
	p.article, p.list = make(map[string]int, len(articles)), make(map[string]int, len(lists))
	for i, j := range articles {
		p.article[j.path] = i
	}
	for i, j := range lists {
		p.list[j.path] = i
		if j.kept == keptCore {
			p.core = append(p.core, i)
		}
	}
}

// A keeper makes of one render what devices keep: the packs, and the manifest
// that names them.
type keeper struct {
	e        *edition
	w        *writer
	packs    map[content.Lang]*languagePacks
	pictures *pictures // nil when nothing is kept
}

// newKeeper returns a keeper.
func newKeeper(e *edition, w *writer, p packing) *keeper {
	k := &keeper{e: e, w: w, packs: map[content.Lang]*languagePacks{}}
	for _, lang := range e.languages {
		k.packs[lang] = &languagePacks{}
		if e.keeps() {
			k.packs[lang].articles = newPacker(p.articlePack, w)
			k.packs[lang].fresh = newPacker(p.freshPack, w)
			k.packs[lang].older = newPacker(p.olderPack, w)
		}
	}
	if e.keeps() {
		k.pictures = e.pictures(newPacker(p.picturePack, w))
	}
	return k
}

// keptPictures are the packs of pictures of the last render.
type keptPictures struct {
	all   []keptPicture
	packs []bundle.Pack
}

// files are the assets and the library's own files. Pictures are packed when
// they are written, unless they are those of the last render.
func (k *keeper) files(before *keptPictures) []file {
	files := k.e.assetFiles()
	if k.pictures == nil {
		return files
	}
	if before != nil && k.pictures.same(before.all) {
		var names []string
		for _, p := range before.packs {
			names = append(names, p.Name())
		}
		if k.w.keepAll(names) {
			k.pictures.packer.packs = before.packs
			return files
		}
	}
	return k.pictures.files(files)
}

// finish closes the packs and writes collections and manifest, which names
// everything: it comes last.
func (k *keeper) finish(index []bundle.File) (*keptPictures, error) {
	if k.pictures == nil {
		return nil, nil
	}
	if err := k.pictures.packer.finish(); err != nil {
		return nil, err
	}
	m := bundle.Manifest{
		Build: k.e.build, Home: homePath(k.e.fallback), Shell: k.shellFiles(),
		Languages: map[string]bundle.Language{}, Images: k.pictures.packer.packs,
	}
	for _, lang := range k.e.languages {
		packs := k.packs[lang]
		for _, p := range []*packer{packs.articles, packs.fresh, packs.older} {
			if err := p.finish(); err != nil {
				return nil, err
			}
		}
		collections, err := k.collections(lang)
		if err != nil {
			return nil, err
		}
		shell := k.e.shells[lang]
		m.Languages[string(lang)] = bundle.Language{
			Segment: lang.Segment(), Shell: shell.shell.name, Pages: shell.pages.name,
			Texts:    k.e.assets.texts[k.e.texts[lang].Tag],
			Articles: len(packs.article), Packs: packs.articles.packs, Lists: packs.lists(),
			Collections: collections,
		}
	}
	var err error
	if m.Search, err = k.search(index); err != nil {
		return nil, err
	}
	data, err := m.Encode()
	if err != nil {
		return nil, err
	}
	if err := k.w.put(file{name: bundle.ManifestName, data: data}); err != nil {
		return nil, err
	}
	return &keptPictures{k.pictures.all, k.pictures.packer.packs}, nil
}

// shellFiles are the files that the interface needs, in order of name.
func (k *keeper) shellFiles() []bundle.ShellFile {
	roles := map[string]string{
		k.e.assets.style: "style", k.e.assets.toolsStyle: "style", k.e.assets.boot: "boot", k.e.assets.program: "program", k.e.assets.exec: "exec",
		k.e.assets.touch: "icon", k.e.assets.own.style: "style", k.e.assets.own.worker: "opener", k.e.assets.own.program: "opener",
	}
	// Partners' pages show nothing without a connection.
	for _, name := range []string{k.e.assets.embedStyle, k.e.assets.embedded, k.e.assets.partner, k.e.assets.partnerStyle} {
		roles[name] = "partner"
	}
	for _, icon := range k.e.assets.icons {
		roles[icon.name] = "icon"
	}
	used := map[string]bool{}
	for _, lang := range k.e.languages {
		used[k.e.assets.texts[k.e.texts[lang].Tag]] = true
		roles[k.e.shells[lang].shell.name], roles[k.e.shells[lang].pages.name] = "shell", "pages"
	}
	for _, name := range k.e.assets.texts {
		roles[name] = "texts"
	}
	var files []bundle.ShellFile
	for _, f := range k.e.sharedFiles() {
		role := roles[f.name]
		if role == "texts" && !used[f.name] || role == "partner" {
			continue
		}
		if role == "" {
			role = "other"
		}
		sum := sha256.Sum256(f.data)
		files = append(files, bundle.ShellFile{Path: f.name, Bytes: len(f.data), Sum: hex.EncodeToString(sum[:]), Role: role})
	}
	slices.SortFunc(files, func(a, b bundle.ShellFile) int { return strings.Compare(a.Path, b.Path) })
	return files
}

// search writes the list of the files of the search index.
func (k *keeper) search(index []bundle.File) (bundle.Search, error) {
	var size int64
	for _, f := range index {
		size += int64(f.Bytes)
	}
	if index == nil {
		index = []bundle.File{}
	}
	list, err := k.json("index-files", index)
	return bundle.Search{File: list, Files: len(index), Size: size}, err
}

// json writes a value as a file of the library's folder.
func (k *keeper) json(name string, value any) (bundle.File, error) {
	data, err := plainJSON(value)
	if err != nil {
		return bundle.File{}, fmt.Errorf("%s: %w", name, err)
	}
	f := bundle.File{Path: hashed(bundle.Folder+name+".json", data), Bytes: len(data), Hash: bundle.Hash(data)}
	return f, k.w.put(file{name: f.Path, data: data})
}
