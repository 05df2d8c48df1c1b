package library

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/sync/semaphore"

	"lectern/content"
	"lectern/content/slug"
)

// fileLimit is the size of a file that becomes part of the site.
const fileLimit = 256 << 20

// assets are the images and other files that articles use, by path. It outlives
// one loading: a file whose size and time are the same is not read again.
type assets struct {
	fsys     fs.FS
	mu       sync.Mutex
	made     map[string]*asset
	decoding *semaphore.Weighted // as many images at a time as fit into memory
}

// An asset is a file with a name in the site.
type asset struct {
	entry
	once    sync.Once
	file    string // "assets/photo.0a1b2c3d4e5f.jpg"
	sum     [sha256.Size]byte
	picture picture
	reduced *reducer         // makes the smaller copies; nil without any
	problem *content.Problem // why it is not in the site
	warning *content.Problem // what is wrong with it though it is
}

func newAssets(fsys fs.FS) *assets {
	return &assets{fsys: fsys, made: map[string]*asset{}, decoding: semaphore.NewWeighted(reducePixels)}
}

// get returns the asset of a file, or why it cannot be one.
func (s *assets) get(e entry) (*asset, *content.Problem) {
	s.mu.Lock()
	a := s.made[e.path]
	if a == nil || a.entry != e {
		a = &asset{entry: e}
		s.made[e.path] = a
	}
	s.mu.Unlock()
	a.once.Do(func() { a.problem = a.read(s.fsys, s.decoding) })
	if a.problem != nil {
		problem := *a.problem
		return nil, &problem
	}
	return a, nil
}

// forget drops what may have changed unseen: files whose system keeps no time.
func (s *assets) forget() {
	for name, a := range s.made {
		if a.mod.IsZero() {
			delete(s.made, name)
		}
	}
}

// offered are the kinds of files a link may lead to, besides images. Pages and
// scripts are not among them: they would run as if they were the site's own. A
// text without an extension (LICENSE) is copied with one, .txt: what a server
// cannot tell, browsers guess.
var offered = []string{
	".pdf", ".epub", ".fb2", ".djvu", ".mobi", ".txt", ".md", ".markdown", ".rtf", ".tex", ".bib",
	".doc", ".docx", ".odt", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp", ".pages", ".numbers", ".key",
	".csv", ".tsv", ".json", ".yaml", ".yml", ".toml", ".ics", ".vcf", ".gpx", ".kml", ".geojson", ".sql", ".sqlite", ".parquet",
	".zip", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".tar",
	".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".flac", ".mp4", ".m4v", ".webm", ".ogv", ".mov", ".vtt", ".srt",
	".ttf", ".otf", ".woff", ".woff2", ".tif", ".tiff", ".psd", ".ai", ".eps", ".log", ".asc", ".sig", ".diff", ".patch",
	".py", ".go", ".c", ".h", ".cpp", ".java", ".rs", ".rb", ".sh", ".ipynb", ".apk", ".exe", ".dmg", ".deb", ".rpm", ".iso",
}

// ErrChanged is what a File says whose bytes are not those that were there when
// the library was loaded: its name promises others. Loading again helps.
var ErrChanged = errors.New("the file was changed while the library was read; load it again")

func (a *asset) read(fsys fs.FS, decoding *semaphore.Weighted) *content.Problem {
	ext := strings.ToLower(path.Ext(a.path))
	if ext != "" && !slices.Contains(offered, ext) && !imageExt(ext) {
		return &content.Problem{
			Kind: "unsafe-file", Message: fmt.Sprintf("%s is not copied: files of its kind are not safe on a site", a.path),
			Hint: "put it into a zip file, or publish it elsewhere",
		}
	}
	if a.size > fileLimit {
		return &content.Problem{Kind: "unreadable", Message: fmt.Sprintf("%s is larger than %d MB", a.path, fileLimit>>20), Hint: "publish it elsewhere, and link to it"}
	}
	if ext == ".svg" {
		return a.readDrawing(fsys)
	}
	f, err := fsys.Open(a.path)
	if err != nil {
		return &content.Problem{Kind: "unreadable", Message: a.path + " cannot be read: " + err.Error(), Hint: "look whether it may be read by you"}
	}
	defer f.Close()
	h := sha256.New()
	var head bytes.Buffer
	keep := headBytes
	if imageExt(ext) && a.size <= checkBytes {
		keep = int(a.size)
	}
	_, err = io.Copy(io.MultiWriter(h, &limitedWriter{w: &head, left: keep}), io.LimitReader(f, fileLimit))
	if err != nil {
		return &content.Problem{Kind: "unreadable", Message: a.path + " cannot be read: " + err.Error(), Hint: "look whether it may be read by you"}
	}
	h.Sum(a.sum[:0])
	if imageExt(ext) {
		pic, err := readPicture(head.Bytes())
		if err != nil {
			return &content.Problem{Kind: "bad-image", Message: fmt.Sprintf("%s is not an image that can be shown: %v", a.path, err), Hint: "PNG, JPEG, GIF, WebP and SVG are"}
		}
		a.picture, ext = pic, pic.ext()
		if problem := a.check(head.Bytes(), decoding); problem != nil {
			return problem
		}
		a.reduce(fsys, decoding)
	}
	if ext == "" {
		if !isText(head.Bytes()) {
			return &content.Problem{Kind: "unsafe-file", Message: a.path + " is not copied: its name does not say what it is", Hint: "give it an extension, such as .txt or .zip"}
		}
		ext = ".txt"
	}
	a.file = assetName(a.path, "", ext, a.sum[:])
	return nil
}

// check looks whether an image can be shown, and scaled.
func (a *asset) check(data []byte, decoding *semaphore.Weighted) *content.Problem {
	p := a.picture
	bad := func(why, hint string) *content.Problem {
		return &content.Problem{Kind: "bad-image", Message: fmt.Sprintf("%s cannot be shown: %s", a.path, why), Hint: hint}
	}
	if why := p.impossible(a.size); why != "" {
		return bad(why, "save it smaller")
	}
	pixels := int64(p.width) * int64(p.height)
	if a.size <= checkBytes {
		taken := min(pixels, reducePixels)
		_ = decoding.Acquire(context.Background(), taken) // never fails: nobody cancels it
		err := p.damaged(data)
		decoding.Release(taken)
		if err != nil {
			return bad(fmt.Sprintf("it is damaged (%v)", err), "copy or save it again")
		}
	}
	if pixels > reducePixels {
		a.warning = &content.Problem{
			Kind:    "large-image",
			Message: fmt.Sprintf("%s is too large to make smaller copies of: %d × %d pixels", a.path, p.width, p.height),
			Hint:    "phones load all of it; save it with at most 40 megapixels",
		}
	}
	return nil
}

// isText reports whether the beginning of a file is text in UTF-8.
func isText(head []byte) bool {
	if len(head) >= headBytes { // its last character may be cut
		head = bytes.TrimRightFunc(head, func(r rune) bool { return r == utf8.RuneError })
	}
	return utf8.Valid(head) && bytes.IndexByte(head, 0) < 0
}

// readDrawing takes an SVG as a picture, without what could run.
func (a *asset) readDrawing(fsys fs.FS) *content.Problem {
	data, err := readLimited(fsys, a.path, drawingLimit)
	if err == nil {
		var pic picture
		if data, pic, err = cleanSVG(data); err == nil {
			a.picture, a.sum = pic, sha256.Sum256(data)
			a.file = assetName(a.path, "", ".svg", a.sum[:])
			return nil
		}
	}
	return &content.Problem{Kind: "bad-image", Message: fmt.Sprintf("%s cannot be shown: %v", a.path, err), Hint: "save it as plain SVG, or as PNG"}
}

// files are what the site gets of the asset: the file and its smaller copies.
func (a *asset) files(fsys fs.FS) []File {
	files := []File{{Path: a.file, Width: a.picture.width, Data: func() ([]byte, error) {
		data, err := readLimited(fsys, a.path, fileLimit)
		if errors.Is(err, fs.ErrNotExist) {
			err = ErrChanged
		}
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", a.path, err)
		}
		if a.picture.format == "svg" {
			if data, _, err = cleanSVG(data); err != nil {
				return nil, fmt.Errorf("reading %s: %w", a.path, ErrChanged) // it was a drawing
			}
		}
		if sha256.Sum256(data) != a.sum {
			return nil, fmt.Errorf("reading %s: %w", a.path, ErrChanged)
		}
		return data, nil
	}}}
	if a.reduced != nil {
		files = append(files, a.reduced.files()...)
	}
	return files
}

// all are the files of the site for the files that are used, by path. Equal
// files of one name are one file.
func (s *assets) all(used map[string]entry) []File {
	byPath := map[string]File{}
	for _, e := range used {
		a, problem := s.get(e)
		if problem != nil {
			continue
		}
		for _, f := range a.files(s.fsys) {
			byPath[f.Path] = f
		}
	}
	files := make([]File, 0, len(byPath))
	for _, name := range slices.Sorted(maps.Keys(byPath)) {
		files = append(files, byPath[name])
	}
	return files
}

// image is the picture as pages show it; prefix goes before addresses.
func (a *asset) image(prefix string) content.Image {
	img := content.Image{Source: prefix + a.file, Width: a.picture.width, Height: a.picture.height}
	if a.reduced != nil {
		for _, width := range a.reduced.widths {
			img.Variants = append(img.Variants, content.Variant{Source: prefix + a.reduced.name(width), Width: width})
		}
	}
	return img
}

// assetName is the name a file gets in the site: it changes with the bytes.
// Twelve hex digits: two of a million files of one name share theirs with a
// chance of one in five hundred.
func assetName(name, suffix, ext string, sum []byte) string {
	stem := slug.Make(strings.TrimSuffix(path.Base(name), path.Ext(name)))
	return "assets/" + stem + suffix + "." + hex.EncodeToString(sum[:6]) + ext
}

// A limitedWriter keeps the first bytes and lets the others go.
type limitedWriter struct {
	w    *bytes.Buffer
	left int
}

func (l *limitedWriter) Write(p []byte) (int, error) {
	keep := min(l.left, len(p))
	l.w.Write(p[:keep])
	l.left -= keep
	return len(p), nil
}
