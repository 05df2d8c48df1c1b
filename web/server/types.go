package server

import (
	"path"
	"strings"
)

const anyType = "application/octet-stream"

// A fileType is what we know of a file by its extension.
type fileType struct {
	name    string
	shrinks bool // compressing it pays
}

// fileTypes is our own table: that of the system differs from machine to
// machine, and a wrong type is a broken page under nosniff.
func fileTypes(ext string) fileType {
	switch ext {
	case ".html", ".htm":
		return fileType{"text/html; charset=utf-8", true}
	case ".xhtml":
		return fileType{"application/xhtml+xml", true}
	case ".css":
		return fileType{"text/css; charset=utf-8", true}
	case ".js", ".mjs":
		return fileType{"text/javascript; charset=utf-8", true}
	case ".wasm":
		return fileType{"application/wasm", true}
	case ".json", ".map":
		return fileType{"application/json", true}
	case ".webmanifest":
		return fileType{"application/manifest+json", true}
	case ".xml":
		return fileType{"application/xml; charset=utf-8", true}
	case ".atom":
		return fileType{"application/atom+xml; charset=utf-8", true}
	case ".rss":
		return fileType{"application/rss+xml; charset=utf-8", true}
	case ".opml":
		return fileType{"text/x-opml; charset=utf-8", true}
	case ".txt":
		return fileType{"text/plain; charset=utf-8", true}
	case ".md", ".markdown":
		return fileType{"text/markdown; charset=utf-8", true}
	case ".csv":
		return fileType{"text/csv; charset=utf-8", true}
	case ".tsv":
		return fileType{"text/tab-separated-values; charset=utf-8", true}
	case ".vtt":
		return fileType{"text/vtt; charset=utf-8", true}
	case ".ics":
		return fileType{"text/calendar; charset=utf-8", true}

	case ".svg":
		return fileType{"image/svg+xml", true}
	case ".png", ".apng":
		return fileType{"image/png", false}
	case ".jpg", ".jpeg":
		return fileType{"image/jpeg", false}
	case ".gif":
		return fileType{"image/gif", false}
	case ".webp":
		return fileType{"image/webp", false}
	case ".avif":
		return fileType{"image/avif", false}
	case ".jxl":
		return fileType{"image/jxl", false}
	case ".bmp":
		return fileType{"image/bmp", true}
	case ".ico":
		return fileType{"image/vnd.microsoft.icon", true}

	case ".woff2":
		return fileType{"font/woff2", false}
	case ".woff":
		return fileType{"font/woff", false}
	case ".ttf":
		return fileType{"font/ttf", true}
	case ".otf":
		return fileType{"font/otf", true}

	case ".mp3":
		return fileType{"audio/mpeg", false}
	case ".m4a":
		return fileType{"audio/mp4", false}
	case ".ogg", ".oga", ".opus":
		return fileType{"audio/ogg", false}
	case ".wav":
		return fileType{"audio/wav", false}
	case ".flac":
		return fileType{"audio/flac", false}
	case ".mp4", ".m4v":
		return fileType{"video/mp4", false}
	case ".webm":
		return fileType{"video/webm", false}

	case ".pdf":
		return fileType{"application/pdf", false}
	case ".epub":
		return fileType{"application/epub+zip", false}
	case ".zip":
		return fileType{"application/zip", false}
	case ".gz", ".tgz":
		return fileType{"application/gzip", false}
	case ".docx":
		return fileType{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", false}
	case ".xlsx":
		return fileType{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false}
	case ".br", ".pack", ".dcz", ".zst", ".xz", ".bz2", ".7z", ".rar":
		return fileType{anyType, false}
	}
	// Shards and packs of our own. What does not get smaller is sent as it is.
	return fileType{anyType, true}
}

// typeOf returns the type of a file by its name.
func typeOf(name string) fileType {
	if name == oembedXML || strings.HasSuffix(name, "/"+oembedXML) {
		return fileType{"text/xml; charset=utf-8", true} // as the protocol has it
	}
	return fileTypes(strings.ToLower(path.Ext(name)))
}
