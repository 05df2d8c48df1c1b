package headers

import (
	"path"
	"slices"
	"strings"
)

// AnyType is the media type of a file that nothing is known of.
const AnyType = "application/octet-stream"

// A Type is what is known of a file by its extension.
type Type struct {
	Name       string   // the media type, with the charset of a text
	Shrinks    bool     // compressing it pays
	extensions []string // without dot, in lower case
}

// types is our own table: that of a host's system differs from machine to
// machine, and a wrong type is a broken page under nosniff.
func types() []Type {
	return []Type{
		{"text/html; charset=utf-8", true, []string{"html", "htm"}},
		{"application/xhtml+xml", true, []string{"xhtml"}},
		{"text/css; charset=utf-8", true, []string{"css"}},
		{"text/javascript; charset=utf-8", true, []string{"js", "mjs"}},
		{"application/wasm", true, []string{"wasm"}},
		{"application/json", true, []string{"json", "map"}},
		{"application/manifest+json", true, []string{"webmanifest"}},
		{"text/xml; charset=utf-8", true, []string{"xml"}}, // as oEmbed has it; RFC 7303 makes application/xml the same
		{"application/atom+xml; charset=utf-8", true, []string{"atom"}},
		{"application/rss+xml; charset=utf-8", true, []string{"rss"}},
		{"text/x-opml; charset=utf-8", true, []string{"opml"}},
		{"text/plain; charset=utf-8", true, []string{"txt"}},
		{"text/markdown; charset=utf-8", true, []string{"md", "markdown"}},
		{"text/csv; charset=utf-8", true, []string{"csv"}},
		{"text/tab-separated-values; charset=utf-8", true, []string{"tsv"}},
		{"text/vtt; charset=utf-8", true, []string{"vtt"}},
		{"text/calendar; charset=utf-8", true, []string{"ics"}},
		{"image/svg+xml", true, []string{"svg"}},
		{"image/png", false, []string{"png", "apng"}},
		{"image/jpeg", false, []string{"jpg", "jpeg"}},
		{"image/gif", false, []string{"gif"}},
		{"image/webp", false, []string{"webp"}},
		{"image/avif", false, []string{"avif"}},
		{"image/jxl", false, []string{"jxl"}},
		{"image/bmp", true, []string{"bmp"}},
		{"image/vnd.microsoft.icon", true, []string{"ico"}},
		{"font/woff2", false, []string{"woff2"}},
		{"font/woff", false, []string{"woff"}},
		{"font/ttf", true, []string{"ttf"}},
		{"font/otf", true, []string{"otf"}},
		{"audio/mpeg", false, []string{"mp3"}},
		{"audio/mp4", false, []string{"m4a"}},
		{"audio/ogg", false, []string{"ogg", "oga", "opus"}},
		{"audio/wav", false, []string{"wav"}},
		{"audio/flac", false, []string{"flac"}},
		{"video/mp4", false, []string{"mp4", "m4v"}},
		{"video/webm", false, []string{"webm"}},
		{"application/pdf", false, []string{"pdf"}},
		{"application/epub+zip", false, []string{"epub"}},
		{"application/zip", false, []string{"zip"}},
		{"application/gzip", false, []string{"gz", "tgz"}},
		{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", false, []string{"docx"}},
		{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false, []string{"xlsx"}},
		{AnyType, false, []string{"br", "pack", "dcz", "zst", "xz", "bz2", "7z", "rar"}},
	}
}

// typesByExtension is the same, to look in: ".html".
func typesByExtension() map[string]Type {
	all := map[string]Type{}
	for _, t := range types() {
		for _, extension := range t.extensions {
			all["."+extension] = t
		}
	}
	return all
}

// Type returns the type of a file by its name.
func (k *Classifier) Type(name string) Type {
	if t, ok := k.types[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	// Shards of our own. What does not get smaller is sent as it is.
	return Type{Name: AnyType, Shrinks: true}
}

// shrinking lists the media types of files that gain by compression.
func shrinking() []string {
	var names []string
	for _, t := range types() {
		if t.Shrinks && !slices.Contains(names, t.Name) {
			names = append(names, t.Name)
		}
	}
	return names
}
