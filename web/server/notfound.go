package server

import (
	"errors"
	"io/fs"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/text/language"

	"lectern/content/headers"
)

const (
	missingPage  = "404.html"
	missingFrame = "embed/404.html"
)

// serveMissing answers for an address that is not there, or that failed. The
// page is in the language of the address ("/uz/nothing/"), or else in the one
// among the site's languages that the reader prefers, or else the site's own.
// When it returns an error, nothing has been sent: another build has taken the
// place of t, whose files may be on their way out.
func (s *Server) serveMissing(w *reply, r *http.Request, t *tree, rest string, cause error) error {
	class := headers.Page
	var rep *representation
	// A frame on a partner's page says what is the matter, too.
	if t.policy.classifier.Class(rest) == headers.Frame {
		lang, _, _ := strings.Cut(rest, "/")
		if rep = pageBody(t, lang+"/"+missingFrame, r); rep != nil {
			class = headers.Frame
		}
	}
	if rep == nil {
		rep = missingBody(t, rest, r)
	}
	if !s.current(t) {
		return errChanged
	}
	if !notThere(cause) {
		s.log.Error("opening", "path", r.URL.Path, "err", cause)
	}
	if rep == nil {
		s.text(w, r, http.StatusNotFound)
		return nil
	}
	h := w.Header()
	t.policy.set(h, class)
	h.Set("Vary", "Accept-Encoding, Accept-Language")
	h.Set("Cache-Control", "no-cache")
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.FormatInt(rep.size, 10))
	if rep.coding != identity {
		h.Set("Content-Encoding", string(rep.coding))
	}
	w.WriteHeader(http.StatusNotFound)
	if r.Method != http.MethodHead {
		s.sent(r, w.send(rep.body))
	}
	return nil
}

// missingBody returns the 404 page to send, nil for none.
func missingBody(t *tree, rest string, r *http.Request) *representation {
	// A missing image or script gets two words: nobody reads a page there, and
	// nothing can mistake it for the file.
	if kind := t.policy.classifier.Type(rest).Name; strings.Contains(lastSegment(rest), ".") && kind != headers.AnyType && !strings.HasPrefix(kind, "text/html") {
		return nil
	}
	for _, name := range missingPages(t, rest, r.Header.Get("Accept-Language")) {
		if rep := pageBody(t, name, r); rep != nil {
			return rep
		}
	}
	return nil
}

// pageBody returns a page of the site to be sent with another status than its
// own, nil for none.
func pageBody(t *tree, name string, r *http.Request) *representation {
	local, err := filepath.Localize(filepath.ToSlash(name))
	if err != nil {
		return nil
	}
	f, info, err := t.open(local)
	if err != nil {
		return nil
	}
	defer f.Close()
	codings := accepted(r.Header.Values("Accept-Encoding"))
	rep, err := t.cache.entry(filepath.ToSlash(name), info).represent(t, f, codings, true)
	if err != nil || rep == nil || rep.body == nil {
		return nil
	}
	return rep
}

// notThere reports whether an error means that a site has no such file: it is
// not in the folder, leads out of it, or could be no file's name.
func notThere(err error) bool {
	for _, is := range []error{fs.ErrNotExist, errNotRegular, fs.ErrInvalid, syscall.ENOTDIR, syscall.ENAMETOOLONG, syscall.ELOOP} {
		if errors.Is(err, is) {
			return true
		}
	}
	// os.Root refuses to follow a link out with an error that has no name.
	return strings.Contains(err.Error(), "path escapes")
}

func lastSegment(rest string) string { return rest[strings.LastIndexByte(rest, '/')+1:] }

// missingPages returns the 404 pages to try, the best first.
func missingPages(t *tree, rest, acceptLanguage string) []string {
	var names []string
	first, _, _ := strings.Cut(rest, "/")
	if name, ok := siteName(first+"/"+missingPage, ""); ok && first != "" {
		names = append(names, name)
	}
	if name, ok := preferredPage(t, acceptLanguage); ok {
		names = append(names, name)
	}
	return append(names, missingPage)
}

// preferredPage returns the 404 page of the site's language that the reader
// likes best.
func preferredPage(t *tree, acceptLanguage string) (string, bool) {
	if acceptLanguage == "" || len(acceptLanguage) > 500 {
		return "", false
	}
	likes, _, err := language.ParseAcceptLanguage(acceptLanguage)
	if err != nil || len(likes) == 0 {
		return "", false
	}
	folders, err := fs.ReadDir(t.root.FS(), ".")
	if err != nil {
		return "", false
	}
	var tags []language.Tag
	var names []string
	for _, folder := range folders {
		tag, err := language.Parse(folder.Name())
		if err != nil || !folder.IsDir() {
			continue
		}
		name := filepath.Join(folder.Name(), missingPage)
		if _, err := t.root.Stat(name); err == nil {
			tags = append(tags, tag)
			names = append(names, name)
		}
	}
	if len(tags) == 0 {
		return "", false
	}
	_, i, sure := language.NewMatcher(tags).Match(likes...)
	return names[i], sure > language.No
}
