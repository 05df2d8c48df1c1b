// Package format knows the files of other programs that editors hand in beside
// text: documents of word processors, PDF, HTML, pictures, archives.
//
// Rules:
//   - A file is told by the end of its name ([ByName]) or by its first bytes
//     ([ByContent]), never by both at once: names lie, and so do texts that
//     begin like a file.
//   - Each format comes with advice: what an editor does to make an article of it.
package format

import (
	"bytes"
	"path"
	"strings"
)

// A Format is a kind of file that is no article as it is.
type Format struct {
	Name   string // with its article: "a Word document"
	Advice string // what to do with the file
	Text   bool   // the bytes are text, which "lectern import" can read
	Prose  bool   // people write articles in it
}

const (
	adviceWriter  = `save it as plain text (.txt) in UTF-8, or as a web page for "lectern import"`
	adviceImport  = `make an article of it with "lectern import"`
	adviceRename  = "give the file a name that ends in .md"
	adviceConvert = "convert it to Markdown"
	adviceWords   = "copy its words into a text file"
	advicePicture = "show it in an article: ![what it shows](name of the file)"
	adviceUnpack  = "unpack it"
)

// ByName returns the format that the end of a file's name stands for; false for
// names of articles and for endings that say nothing.
func ByName(name string) (Format, bool) {
	switch strings.ToLower(path.Ext(name)) {
	case ".docx", ".docm", ".dotx", ".doc", ".dot":
		return Format{Name: "a Word document", Advice: adviceWriter, Prose: true}, true
	case ".odt", ".ott", ".fodt":
		return Format{Name: "an OpenDocument text", Advice: adviceWriter, Prose: true}, true
	case ".rtf":
		return Format{Name: "rich text (RTF)", Advice: adviceWriter, Prose: true}, true
	case ".pages", ".wpd", ".wps":
		return Format{Name: "a document of a word processor", Advice: adviceWriter, Prose: true}, true
	case ".pdf":
		return Format{Name: "a PDF document", Advice: adviceWords, Prose: true}, true
	case ".epub", ".fb2", ".mobi", ".djvu":
		return Format{Name: "a book", Advice: adviceWords, Prose: true}, true
	case ".html", ".htm", ".xhtml":
		return Format{Name: "HTML", Advice: adviceImport, Text: true, Prose: true}, true
	case ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdx", ".text":
		return Format{Name: "a text under a name that articles do not have", Advice: adviceRename, Text: true, Prose: true}, true
	case ".rst", ".adoc", ".asciidoc", ".org", ".tex", ".textile", ".wiki", ".mediawiki":
		return Format{Name: "text in another markup than Markdown", Advice: adviceConvert, Text: true, Prose: true}, true
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".heic", ".tif", ".tiff", ".bmp", ".ico", ".psd":
		return Format{Name: "a picture", Advice: advicePicture}, true
	case ".zip", ".rar", ".7z", ".gz", ".bz2", ".xz", ".tar", ".tgz":
		return Format{Name: "an archive", Advice: adviceUnpack}, true
	case ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp":
		return Format{Name: "a table or slides", Advice: adviceWords}, true
	case ".mp3", ".mp4", ".m4a", ".avi", ".mov", ".mkv", ".webm", ".ogg", ".wav":
		return Format{Name: "sound or film", Advice: "link to it from an article"}, true
	}
	return Format{}, false
}

// looked is how many bytes at the start of a file are looked at.
const looked = 4 << 10

// ByContent returns the format that the first bytes of a file show, whatever it
// is called; false for text and for what is not known.
func ByContent(data []byte) (Format, bool) {
	head := data[:min(len(data), looked)]
	has := func(mark string) bool { return bytes.HasPrefix(head, []byte(mark)) }
	zero := bytes.IndexByte(head, 0) >= 0 // texts have none, and may begin with such letters
	switch {
	case has(`{\rtf`):
		return Format{Name: "rich text (RTF)", Advice: adviceWriter, Prose: true}, true
	case has("%PDF-"):
		return Format{Name: "a PDF document", Advice: adviceWords, Prose: true}, true
	case has("PK\x03\x04"):
		return zipped(head), true
	case has("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"):
		return Format{Name: "a document of an old Office program", Advice: adviceWriter}, true
	case has("\x89PNG\r\n"), has("\xFF\xD8\xFF"), has("GIF8") && zero, has("RIFF") && bytes.Contains(head[:min(len(head), 16)], []byte("WEBP")):
		return Format{Name: "a picture", Advice: advicePicture}, true
	case has("\x1F\x8B"), has("7z\xBC\xAF"), has("Rar!\x1A"), has("\xFD7zXZ"), has("BZh") && zero:
		return Format{Name: "an archive", Advice: adviceUnpack}, true
	}
	return Format{}, false
}

// zipped tells the documents that are archives in themselves (Office Open XML,
// OpenDocument, EPUB) from other archives by the names of their first files.
func zipped(head []byte) Format {
	for _, kind := range []struct{ part, name string }{
		{"opendocument.text", "letter.odt"}, {"opendocument.", "table.ods"}, {"epub+zip", "book.epub"},
		{"word/", "letter.docx"}, {"xl/", "table.xlsx"}, {"ppt/", "talk.pptx"}, {"[Content_Types].xml", "letter.docx"},
	} {
		if bytes.Contains(head, []byte(kind.part)) {
			f, _ := ByName(kind.name)
			return f
		}
	}
	return Format{Name: "an archive", Advice: adviceUnpack}
}
