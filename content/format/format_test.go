package format

import "testing"

func TestByName(t *testing.T) {
	tests := []struct {
		name, want string
		text       bool
	}{
		{"письмо.DOCX", "a Word document", false},
		{"a/b.odt", "an OpenDocument text", false},
		{"c.rtf", "rich text (RTF)", false},
		{"d.pdf", "a PDF document", false},
		{"page.htm", "HTML", true},
		{"guide.rst", "text in another markup than Markdown", true},
		{"e.mkd", "a text under a name that articles do not have", true},
		{"photo.jpeg", "a picture", false},
		{"f.md", "", false},
		{"g.txt", "", false},
		{"Makefile", "", false},
		{"v1.2", "", false},
	}
	for _, test := range tests {
		got, ok := ByName(test.name)
		if got.Name != test.want || got.Text != test.text || ok != (test.want != "") || ok != (got.Advice != "") {
			t.Errorf("ByName(%q) = %+v, %v; want %q, text %v", test.name, got, ok, test.want, test.text)
		}
	}
}

func TestByContent(t *testing.T) {
	tests := []struct{ name, data, want string }{
		{"rich text", `{\rtf1\ansi Hello}`, "rich text (RTF)"},
		{"PDF in letters", "%PDF-1.4\n1 0 obj", "a PDF document"},
		{"Word", "PK\x03\x04\x14\x00[Content_Types].xml", "a Word document"},
		{"Word by its folder", "PK\x03\x04\x14\x00word/document.xml", "a Word document"},
		{"OpenDocument", "PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text"},
		{"spreadsheet", "PK\x03\x04[Content_Types].xml xl/workbook.xml", "a table or slides"},
		{"book", "PK\x03\x04mimetypeapplication/epub+zip", "a book"},
		{"archive", "PK\x03\x04 photos", "an archive"},
		{"old Word", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a document of an old Office program"},
		{"PNG", "\x89PNG\r\n\x1a\n", "a picture"},
		{"JPEG", "\xFF\xD8\xFF\xE0", "a picture"},
		{"GIF", "GIF89a\x01\x00\x01\x00", "a picture"},
		{"WebP", "RIFF\x10\x00\x00\x00WEBPVP8 ", "a picture"},
		{"gzip", "\x1F\x8B\x08", "an archive"},
		{"text about GIF", "GIF89a is a format of pictures.", ""},
		{"text about archives", "BZh stands at the start.", ""},
		{"text about PK", "PK is a unit.", ""},
		{"UTF-16", "\xFF\xFEH\x00e\x00l\x00l\x00o\x00", ""},
		{"nothing", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, ok := ByContent([]byte(test.data))
			if got.Name != test.want || ok != (test.want != "") {
				t.Errorf("ByContent(%q) = %+v, %v; want %q", test.data, got, ok, test.want)
			}
		})
	}
}

func FuzzByContent(f *testing.F) {
	for _, s := range []string{"RIFF", "GIF8\x00", "PK\x03\x04", "%PDF-", "{\\rtf"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if got, ok := ByContent(data); ok != (got.Name != "") || ok != (got.Advice != "") {
			t.Errorf("ByContent(%q) = %+v, %v", data, got, ok)
		}
	})
}
