package server

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"lectern/content/oembed"
)

// embeddable is a site of one article that can be embedded, one that cannot, and
// one that was removed.
func embeddable(t testing.TB) *Server {
	t.Helper()
	dir := t.TempDir()
	answer, err := oembed.Answer{Title: `Мост <b>"&`, URL: "https://news.example/sub/ru/мост/", Provider: "News", ProviderPage: "https://news.example/sub/"}.Fit(0, 0).JSON()
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{
		"lectern.json":                  `{"generator":"lectern","base":"/sub/","csp":"default-src 'none'; frame-ancestors 'self'","frame_csp":"default-src 'none'; frame-ancestors 'self' https://partner.example","origin":"https://news.example","gone":["/ru/withdrawn/"]}`,
		"index.html":                    "home",
		"404.html":                      "not found",
		"ru/404.html":                   "не найдено",
		"ru/embed/404.html":             "в рамке не найдено",
		"ru/мост/index.html":            "article",
		"ru/мост/index.md":              "# Мост",
		"ru/мост/oembed.json":           string(answer),
		"ru/мост/oembed.xml":            "<oembed/>",
		"ru/мост/embed/index.html":      "frame",
		"ru/draft/index.html":           "draft",
		"ru/withdrawn/index.html":       "removed",
		"ru/withdrawn/embed/index.html": "removed frame",
		"embed.js":                      "script",
		"assets/a.0123456789.css":       "style",
		"library/a.0123456789.idx":      "index",
		"library/search.json":           "{}",
	} {
		writeFile(t, filepath.Join(dir, filepath.FromSlash(name)), data)
	}
	s, err := New(Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func get(s *Server, path string) *httptest.ResponseRecorder {
	rec := httptest.NewRecorder()
	s.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, path, nil))
	return rec
}

func TestOEmbed(t *testing.T) {
	s := embeddable(t)
	const article = "https://news.example/sub/ru/мост/"
	for _, test := range []struct {
		name   string
		query  url.Values
		status int
		size   [2]int // of the frame
		view   string
	}{
		{"nothing asked", url.Values{}, 400, [2]int{}, ""},
		{"article", url.Values{"url": {article}}, 200, [2]int{600, 320}, "excerpt"},
		{"escaped", url.Values{"url": {"https://news.example/sub/ru/%D0%BC%D0%BE%D1%81%D1%82/"}}, 200, [2]int{600, 320}, "excerpt"},
		{"other spelling", url.Values{"url": {" HTTP://News.Example:80/sub/ru/мост/index.html?utm=1#a"}}, 200, [2]int{600, 320}, "excerpt"},
		{"without its slash", url.Values{"url": {strings.TrimSuffix(article, "/")}}, 200, [2]int{600, 320}, "excerpt"},
		{"its frame", url.Values{"url": {article + "embed/?view=full"}}, 200, [2]int{600, 320}, "excerpt"},
		{"narrow", url.Values{"url": {article}, "maxwidth": {"300"}}, 200, [2]int{300, 320}, "excerpt"},
		{"low", url.Values{"url": {article}, "maxheight": {"200"}}, 200, [2]int{600, 160}, "card"},
		{"tiny", url.Values{"url": {article}, "maxwidth": {"1"}, "maxheight": {"1"}}, 200, [2]int{1, 1}, "card"},
		{"huge", url.Values{"url": {article}, "maxwidth": {"99999999999999999999"}, "maxheight": {"4000"}}, 200, [2]int{600, 320}, "excerpt"},
		{"empty sizes", url.Values{"url": {article}, "maxwidth": {""}}, 200, [2]int{600, 320}, "excerpt"},
		{"no size", url.Values{"url": {article}, "maxwidth": {"0"}}, 400, [2]int{}, ""},
		{"negative", url.Values{"url": {article}, "maxheight": {"-5"}}, 400, [2]int{}, ""},
		{"words", url.Values{"url": {article}, "maxheight": {"<script>"}}, 400, [2]int{}, ""},
		{"other format", url.Values{"url": {article}, "format": {"yaml"}}, 501, [2]int{}, ""},
		{"draft", url.Values{"url": {"https://news.example/sub/ru/draft/"}}, 401, [2]int{}, ""},
		{"home", url.Values{"url": {"https://news.example/sub/"}}, 401, [2]int{}, ""},
		{"unknown", url.Values{"url": {"https://news.example/sub/ru/nothing/"}}, 404, [2]int{}, ""},
		{"removed", url.Values{"url": {"https://news.example/sub/ru/withdrawn/"}}, 404, [2]int{}, ""},
		{"above the site", url.Values{"url": {"https://news.example/ru/мост/"}}, 404, [2]int{}, ""},
		{"out of the site", url.Values{"url": {"https://news.example/sub/../../etc/passwd"}}, 404, [2]int{}, ""},
		{"foreign", url.Values{"url": {"https://evil.example/sub/ru/мост/"}}, 404, [2]int{}, ""},
		{"another port", url.Values{"url": {"https://news.example:8443/sub/ru/мост/"}}, 404, [2]int{}, ""},
		{"a name in front", url.Values{"url": {"https://news.example@evil.example/sub/ru/мост/"}}, 404, [2]int{}, ""},
		{"script", url.Values{"url": {"javascript:alert(1)"}}, 404, [2]int{}, ""},
		{"no address", url.Values{"url": {"\x00<>"}}, 404, [2]int{}, ""},
		{"long", url.Values{"url": {article + strings.Repeat("a", 10_000)}}, 404, [2]int{}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			rec := get(s, "/sub/oembed?"+test.query.Encode())
			if rec.Code != test.status {
				t.Fatalf("%s: status %d, want %d: %s", test.query.Encode(), rec.Code, test.status, rec.Body)
			}
			if got := rec.Header().Get("Access-Control-Allow-Origin"); got != "*" {
				t.Errorf("Access-Control-Allow-Origin: %q", got)
			}
			if strings.Contains(rec.Body.String(), "<script>") || strings.Contains(rec.Body.String(), "evil") {
				t.Errorf("the answer repeats the question: %s", rec.Body)
			}
			if test.status != 200 {
				return
			}
			var a oembed.Answer
			if err := json.Unmarshal(rec.Body.Bytes(), &a); err != nil {
				t.Fatal(err)
			}
			if got := [2]int{a.Width, a.Height}; got != test.size || !strings.Contains(a.HTML, "embed/?view="+test.view+`"`) {
				t.Errorf("%s: %v, %s; want %v, %s", test.query.Encode(), got, a.HTML, test.size, test.view)
			}
			if strings.Contains(a.HTML, "<b>") || !strings.Contains(a.HTML, "Мост &lt;b&gt;&#34;&amp;</a></blockquote><iframe src=") {
				t.Errorf("html: %s", a.HTML)
			}
		})
	}
}

func TestOEmbedXML(t *testing.T) {
	s := embeddable(t)
	rec := get(s, "/sub/oembed?format=xml&maxwidth=400&url=https://news.example/sub/ru/"+url.QueryEscape("мост")+"/")
	var a oembed.Answer
	if err := xml.Unmarshal(rec.Body.Bytes(), &a); err != nil {
		t.Fatalf("%v: %s", err, rec.Body)
	}
	if got := rec.Header().Get("Content-Type"); got != "text/xml; charset=utf-8" || a.Width != 400 || a.Title != `Мост <b>"&` {
		t.Errorf("type %s, %+v", got, a)
	}
}

// TestDiscovered follows the links in the head as WordPress does, which adds its
// sizes to them.
func TestDiscovered(t *testing.T) {
	s := embeddable(t)
	links := get(s, "/sub/ru/%D0%BC%D0%BE%D1%81%D1%82/").Header().Values("Link")
	if len(links) != 2 || !strings.Contains(links[0], "json+oembed") || !strings.Contains(links[1], "xml+oembed") {
		t.Fatalf("links %q", links)
	}
	address, _, _ := strings.Cut(strings.TrimPrefix(links[0], "<https://news.example"), ">")
	rec := get(s, address+"?maxwidth=320&maxheight=240&dnt=1")
	var a oembed.Answer
	if err := json.Unmarshal(rec.Body.Bytes(), &a); err != nil || a.Width != 320 || a.Height != 160 {
		t.Errorf("%s: %v, %dx%d", address, err, a.Width, a.Height)
	}
	for _, path := range []string{"/sub/", "/sub/ru/draft/", "/sub/ru/%D0%BC%D0%BE%D1%81%D1%82/embed/", "/sub/ru/withdrawn/"} {
		if got := get(s, path).Header().Values("Link"); len(got) > 0 {
			t.Errorf("%s has links %q", path, got)
		}
	}
}

// TestGone: what was removed says so, in a frame too.
func TestGone(t *testing.T) {
	s := embeddable(t)
	for path, want := range map[string]struct {
		status int
		body   string
		frame  bool
	}{
		"/sub/ru/withdrawn/":       {410, "removed", false},
		"/sub/ru/withdrawn/embed/": {410, "removed frame", true},
		"/sub/ru/nothing/embed/":   {404, "в рамке не найдено", true},
		"/sub/uz/nothing/embed/":   {404, "not found", false},
		"/sub/ru/nothing/":         {404, "не найдено", false},
	} {
		rec := get(s, path)
		if framed := strings.Contains(rec.Header().Get("Content-Security-Policy"), "partner.example"); rec.Code != want.status || rec.Body.String() != want.body || framed != want.frame {
			t.Errorf("%s: %d %q, for frames %v; want %v", path, rec.Code, rec.Body, framed, want)
		}
		if tag := rec.Header().Get("ETag"); tag != "" {
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.Header.Set("If-None-Match", tag)
			again := httptest.NewRecorder()
			s.ServeHTTP(again, r)
			if again.Code != want.status {
				t.Errorf("%s asked again: %d", path, again.Code)
			}
		}
	}
}

// TestOEmbedQuestions: what is written by hand and by other programs on the way.
func TestOEmbedQuestions(t *testing.T) {
	s := embeddable(t)
	const article = "url=https://news.example/sub/ru/%D0%BC%D0%BE%D1%81%D1%82/"
	const file = "/sub/ru/%D0%BC%D0%BE%D1%81%D1%82/oembed.json?"
	for path, want := range map[string]int{
		"/sub/oembed?" + article + "&dnt=1&x=1&x=2":             200,
		"/sub/oembed?" + article + "&" + article:                400,
		"/sub/oembed?" + article + "&url=https://evil.example/": 400,
		"/sub/oembed?" + article + "&format=json&format=xml":    400,
		"/sub/oembed?" + article + "&maxwidth=1&maxwidth=2":     400,
		"/sub/oembed?" + article + "&maxwidth=100;maxheight=3":  400,
		"/sub/oembed?" + article + "&maxwidth=1e3":              400,
		"/sub/oembed?" + article + "&maxwidth=%D9%A1":           400,
		"/sub/oembed?" + article + "&format=%00json":            501,
		"/sub/oembed?" + article + "%00":                        404,
		"/sub/oembed?url=%zz":                                   400,
		"/sub/oembed?url=%FF%FE":                                404,
		"/sub/oembed?URL=" + article:                            400,
		file + "maxwidth=300":                                   200,
		file + "maxwidth=-1":                                    400,
		file + "maxwidth=300&maxwidth=301":                      400,
		file + "utm=%zz":                                        200, // the file
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.URL.Path, r.URL.RawQuery, _ = strings.Cut(path, "?")
		r.URL.Path, _ = url.PathUnescape(r.URL.Path)
		rec := httptest.NewRecorder()
		s.ServeHTTP(rec, r)
		if rec.Code != want {
			t.Errorf("%s: status %d, want %d: %s", path, rec.Code, want, rec.Body)
		}
	}
}

// FuzzOEmbed: a question is answered with a whole answer for a page of ours, or
// with one of four statuses and two words that repeat nothing of it.
func FuzzOEmbed(f *testing.F) {
	s := embeddable(f)
	for _, seed := range []string{
		"url=https://news.example/sub/ru/%D0%BC%D0%BE%D1%81%D1%82/&format=xml&maxwidth=300", "url=https://news.example/sub/&maxheight=0", "url=javascript:alert(1)",
		"url=%00&format=%FF", "url=a&url=b", "maxwidth=;", "url=https://news.example/sub/ru/draft/", "url=https://news.example/sub/ru/мост/embed/?view=<script>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		r := httptest.NewRequest(http.MethodGet, "/sub/oembed", nil)
		r.URL.RawQuery = query
		rec := httptest.NewRecorder()
		s.ServeHTTP(rec, r)
		if rec.Code != http.StatusOK {
			if body := rec.Body.String(); body != http.StatusText(rec.Code)+"\n" || rec.Code > 404 && rec.Code != http.StatusNotImplemented {
				t.Errorf("%q: %d %q", query, rec.Code, body)
			}
			return
		}
		var a oembed.Answer
		err := json.Unmarshal(rec.Body.Bytes(), &a)
		if strings.Contains(rec.Header().Get("Content-Type"), "xml") {
			err = xml.Unmarshal(rec.Body.Bytes(), &a)
		}
		if err != nil || a.URL != "https://news.example/sub/ru/мост/" || a.Width < 1 || a.Width > oembed.Width || a.Height < 1 {
			t.Errorf("%q: %v, %+v", query, err, a)
		}
	})
}

// FuzzFolderOf: an address is of a folder within the site or of none.
func FuzzFolderOf(f *testing.F) {
	for _, seed := range []string{"https://news.example/sub/ru/a/", "http://NEWS.example:80/sub", "https://news.example/sub/%2e%2e/x", "//news.example/sub/", "https://xn--e1afmkfd.example/", "https://[::1]/sub/", "https://news.example/sub/ru/a/embed/index.html?x#y", "https://news.example\\@evil/sub/", "https:news.example/sub/"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		for _, origin := range []string{"https://news.example", "http://[::1]:8080", ""} {
			folder, ok := folderOf(address, origin, "/sub/")
			if !ok {
				continue
			}
			if name, fine := siteName(folder, ""); !fine || strings.HasPrefix(folder, "/") || strings.Contains(folder, "..") || folder != "" && !strings.HasSuffix(folder, "/") {
				t.Errorf("%q is said to be of the folder %q (%q)", address, folder, name)
			}
		}
	})
}
