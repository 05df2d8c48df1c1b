package server

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"lectern/content/headers"
)

// aboutName is the file a site describes itself in.
const aboutName = "lectern.json"

// about is what the server reads of lectern.json.
type about struct {
	Base   string   `json:"base"`
	CSP    string   `json:"csp"`
	Frame  string   `json:"frame_csp"` // of pages made for frames; "" when nobody may embed
	Origin string   `json:"origin"`    // "https://news.example"; "" when the site does not know it
	Gone   []string `json:"gone"`      // paths of articles that were removed: "/ru/customs/"
}

// A tree is one build of the site. A request holds on to its tree until it is
// answered, so all files of a reply come from one build.
type tree struct {
	root   *os.Root
	owned  bool // root is ours to close
	stamp  stamp
	about  about
	policy *policy
	base   string
	gone   map[string]bool // folders of removed articles and of their frames: "ru/customs/"
	cache  *cache
	refs   int // guarded by Server.mu; 0 closes
}

// A stamp tells one build from another: the folder and its lectern.json.
type stamp struct {
	dir, about os.FileInfo // nil where there is none
}

func (a stamp) same(b stamp) bool { return sameFile(a.dir, b.dir) && sameFile(a.about, b.about) }

// sameFile reports whether two looks at a name found the same, unchanged file.
// The time of a folder moves with everything put into it and says nothing.
func sameFile(a, b os.FileInfo) bool {
	if a == nil || b == nil {
		return a == b
	}
	return os.SameFile(a, b) && (a.IsDir() || a.Size() == b.Size() && a.ModTime().Equal(b.ModTime()))
}

// look returns the stamp of what is at the served place right now. It costs
// two stat calls.
func (s *Server) look() stamp {
	var now stamp
	if s.opts.Root != nil {
		now.dir, _ = s.opts.Root.Stat(".")
		now.about, _ = s.opts.Root.Stat(aboutName)
		return now
	}
	now.dir, _ = os.Stat(s.opts.Dir)
	now.about, _ = os.Stat(filepath.Join(s.opts.Dir, aboutName))
	return now
}

// openTree opens what is at the served place.
func (s *Server) openTree() (*tree, error) {
	t := &tree{root: s.opts.Root, cache: newCache(s.limits)}
	if t.root == nil {
		root, err := os.OpenRoot(s.opts.Dir)
		if err != nil {
			return nil, err
		}
		t.root, t.owned = root, true
	}
	// Looked at through the root: the folder at the path may be another one by now.
	t.stamp.dir, _ = t.root.Stat(".")
	t.stamp.about, _ = t.root.Stat(aboutName)
	var err error
	if t.about, err = readAbout(t.root); err != nil {
		s.log.Error("serving with the standard policy", "err", err)
	}
	base := cmp.Or(s.opts.Base, t.about.Base, "/")
	t.policy = newPolicy(headers.Site{Base: base, Page: t.about.CSP, Frame: t.about.Frame})
	t.base, t.gone = base, map[string]bool{}
	for _, path := range t.about.Gone {
		folder := strings.TrimPrefix(path, "/")
		t.gone[folder], t.gone[folder+"embed/"] = true, true
	}
	return t, nil
}

// readAbout reads lectern.json. Without the file, or with one that cannot be
// used, the standard policy stands.
func readAbout(root *os.Root) (about, error) {
	none := about{CSP: fallbackPolicy}
	f, err := root.Open(aboutName)
	if errors.Is(err, fs.ErrNotExist) {
		return none, nil
	}
	if err != nil {
		return none, fmt.Errorf("reading %s: %w", aboutName, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, 1<<20))
	if err != nil {
		return none, fmt.Errorf("reading %s: %w", aboutName, err)
	}
	var a about
	if err := json.Unmarshal(data, &a); err != nil {
		return none, fmt.Errorf("reading %s: %w", aboutName, err)
	}
	for _, value := range []*string{&a.Frame, &a.Origin} {
		if !isValue(*value) {
			*value = ""
		}
	}
	if a.CSP == "" || !isValue(a.CSP) {
		return about{Base: a.Base, CSP: fallbackPolicy}, fmt.Errorf("reading %s: csp %.80q is no header value", aboutName, a.CSP)
	}
	return a, nil
}

// isValue reports whether a text can stand in the head of a reply.
func isValue(text string) bool {
	outside := func(c rune) bool { return c < ' ' || c >= 0x7f }
	return len(text) <= 8<<10 && !strings.ContainsFunc(text, outside)
}

// acquire returns the build that is at the served place now; release gives it
// back. It returns nil when the server is closed.
func (s *Server) acquire() *tree {
	now := s.look()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.tree == nil {
		return nil
	}
	// While nothing is there, between two renames of a careless publisher,
	// the old build goes on.
	if now.dir != nil && !now.same(s.tree.stamp) {
		if t, err := s.openTree(); err != nil {
			s.log.Error("opening the new build; the old one goes on", "err", err)
		} else {
			old := s.tree
			t.refs = 1
			s.tree = t
			s.put(old)
		}
	}
	s.tree.refs++
	return s.tree
}

// release gives back a tree that acquire returned.
func (s *Server) release(t *tree) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.put(t)
}

// put is release with Server.mu held.
func (s *Server) put(t *tree) {
	t.refs--
	if t.refs == 0 && t.owned {
		t.root.Close()
	}
}

// current reports whether t is still the build at the served place.
func (s *Server) current(t *tree) bool {
	now := s.look()
	return now.dir != nil && now.same(t.stamp)
}

// open opens a regular file of the tree.
func (t *tree) open(name string) (*os.File, os.FileInfo, error) {
	// Not blocking: opening a named pipe would wait for a writer for ever.
	f, err := t.root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errNotRegular
	}
	if err != nil {
		f.Close()
		return nil, info, err
	}
	return f, info, nil
}

var errNotRegular = errors.New("not a regular file")
