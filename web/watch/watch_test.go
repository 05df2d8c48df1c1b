package watch

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// A listener keeps what Watch told.
type listener struct {
	mu    sync.Mutex
	calls [][]string
}

func (l *listener) notify(changed []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.calls = append(l.calls, changed)
}

// names returns everything told so far, in the order it was told.
func (l *listener) names() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Concat(l.calls...)
}

// wait waits until all of want was told since the last reset.
func (l *listener) wait(t *testing.T, want ...string) {
	t.Helper()
	deadline := time.Now().Add(10 * time.Second)
	for {
		got := l.names()
		if !slices.ContainsFunc(want, func(w string) bool { return !slices.Contains(got, w) }) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("told %q, want %q", got, want)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// reset forgets what was told, once it is quiet.
func (l *listener) reset() {
	time.Sleep(3 * quiet)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.calls = nil
}

// start watches a new folder that holds a.md.
func start(t *testing.T) (string, *listener) {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, "a.md", "one")
	l := &listener{}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- Watch(ctx, dir, slog.New(slog.DiscardHandler), l.notify) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Watch: %v", err)
		}
	})
	// Watching has begun when a change is told.
	deadline := time.Now().Add(10 * time.Second)
	for i := 0; len(l.names()) == 0; i++ {
		if time.Now().After(deadline) {
			t.Fatal("nothing is watched")
		}
		write(t, dir, "started.md", strings.Repeat("x", i+1))
		time.Sleep(quiet + 20*time.Millisecond)
	}
	l.reset()
	return dir, l
}

func write(t *testing.T, dir, name, data string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

func rename(t *testing.T, dir, from, to string) {
	t.Helper()
	if err := os.Rename(filepath.Join(dir, from), filepath.Join(dir, to)); err != nil {
		t.Fatal(err)
	}
}

func TestWatch(t *testing.T) {
	t.Parallel() // it mostly waits
	dir, l := start(t)
	steps := []struct {
		name string
		do   func()
		want []string
	}{
		{"a file is saved", func() { write(t, dir, "a.md", "two") }, []string{"a.md"}},
		{"saved by renaming", func() { write(t, dir, ".a.md.new", "three"); rename(t, dir, ".a.md.new", "a.md") }, []string{"a.md"}},
		{"saved after a backup", func() { rename(t, dir, "a.md", "a.md~"); write(t, dir, "a.md", "four") }, []string{"a.md"}},
		{"a new file", func() { write(t, dir, "б статья.md", "x") }, []string{"б статья.md"}},
		{"new folders with files at once", func() { write(t, dir, "ru/2026/c.md", "x") }, []string{"ru/2026/c.md"}},
		{"a file in a new folder", func() { write(t, dir, "ru/2026/c.md", "y") }, []string{"ru/2026/c.md"}},
		{"a file goes", func() { os.Remove(filepath.Join(dir, "б статья.md")) }, []string{"б статья.md"}},
		{"a folder is renamed", func() { rename(t, dir, "ru", "uz") }, []string{"ru", "uz", "uz/2026/c.md"}},
		{"a file in a renamed folder", func() { write(t, dir, "uz/2026/c.md", "z") }, []string{"uz/2026/c.md"}},
		{"a folder goes", func() { os.RemoveAll(filepath.Join(dir, "uz")) }, []string{"uz"}},
		{"and comes again", func() { write(t, dir, "uz/d.md", "x") }, []string{"uz/d.md"}},
		{"a file in it", func() { write(t, dir, "uz/d.md", "y") }, []string{"uz/d.md"}},
	}
	for _, step := range steps {
		t.Run(step.name, func(t *testing.T) {
			step.do()
			l.wait(t, step.want...)
			l.reset()
		})
	}
}

func TestMovedAwayFolderIsNotWatched(t *testing.T) {
	t.Parallel() // it mostly waits
	dir, l := start(t)
	write(t, dir, "ru/a.md", "x")
	l.wait(t, "ru/a.md")
	l.reset()
	away := filepath.Join(t.TempDir(), "ru")
	if err := os.Rename(filepath.Join(dir, "ru"), away); err != nil {
		t.Fatal(err)
	}
	l.wait(t, "ru")
	l.reset()
	write(t, away, "a.md", "y")
	l.reset()
	write(t, dir, "a.md", "y")
	l.wait(t, "a.md")
	if got := l.names(); slices.ContainsFunc(got, func(n string) bool { return strings.HasPrefix(n, "ru") }) {
		t.Errorf("told of a folder that is elsewhere: %q", got)
	}
}

func TestChangesAreToldTogether(t *testing.T) {
	t.Parallel() // it mostly waits
	dir, l := start(t)
	began := time.Now()
	for time.Since(began) < 2*patience+quiet {
		write(t, dir, "a.md", time.Now().String())
		write(t, dir, "b.md", time.Now().String())
		time.Sleep(quiet / 8)
	}
	l.wait(t, "a.md", "b.md")
	l.mu.Lock()
	defer l.mu.Unlock()
	// Told on the way, for they never stopped; but not once for each.
	if n := len(l.calls); n < 2 || n > 8 {
		t.Errorf("%d calls in %v: %q", n, time.Since(began), l.calls)
	}
	for _, c := range l.calls {
		if !slices.IsSorted(c) || len(slices.Compact(slices.Clone(c))) != len(c) {
			t.Errorf("not sorted or told twice: %q", c)
		}
	}
}

// A slow notify is not called a second time while it runs, and loses nothing.
func TestSlowNotify(t *testing.T) {
	t.Parallel() // it mostly waits
	dir := t.TempDir()
	var mu sync.Mutex
	running, seen := 0, map[string]bool{}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- Watch(ctx, dir, slog.New(slog.DiscardHandler), func(changed []string) {
			mu.Lock()
			running++
			if running > 1 {
				t.Error("called while a call was running")
			}
			for _, c := range changed {
				seen[c] = true
			}
			mu.Unlock()
			time.Sleep(300 * time.Millisecond)
			mu.Lock()
			running--
			mu.Unlock()
		})
	}()
	time.Sleep(200 * time.Millisecond)
	for i := range 20 {
		write(t, dir, string(rune('a'+i))+".md", "x")
		time.Sleep(30 * time.Millisecond)
	}
	deadline := time.Now().Add(10 * time.Second)
	for {
		mu.Lock()
		n := len(seen)
		mu.Unlock()
		if n == 20 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("told of %d of 20", n)
		}
		time.Sleep(10 * time.Millisecond)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	mu.Lock()
	defer mu.Unlock()
	if running != 0 {
		t.Error("Watch returned before notify did")
	}
}

// A file that is saved in place is told when it is whole: whoever is told reads
// it at once.
func TestTornFiles(t *testing.T) {
	t.Parallel() // it mostly waits
	const half, whole = "the first half", "the first half and the second"
	dir := t.TempDir()
	file := filepath.Join(dir, "a.md")
	write(t, dir, "a.md", whole)
	open := func(flag int) *os.File {
		f, err := os.OpenFile(file, os.O_WRONLY|flag, 0o644)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	tests := map[string]func(pause func()){
		"in two writes": func(pause func()) {
			f := open(os.O_TRUNC)
			defer f.Close()
			f.WriteString(half)
			pause()
			f.WriteString(whole[len(half):])
		},
		"opened twice": func(pause func()) {
			write(t, dir, "a.md", half)
			pause()
			f := open(os.O_APPEND)
			defer f.Close()
			f.WriteString(whole[len(half):])
		},
		"empty for a while": func(pause func()) {
			f := open(os.O_TRUNC)
			defer f.Close()
			pause()
			pause()
			f.WriteString(whole)
		},
	}
	for name, save := range tests {
		t.Run(name, func(t *testing.T) {
			told := make(chan string, 100)
			b := newBatch(dir, func([]string) {
				data, err := os.ReadFile(file)
				if err != nil {
					t.Error(err)
				}
				told <- string(data)
			})
			ctx, cancel := context.WithCancel(t.Context())
			done := make(chan error, 1)
			go func() { done <- follow(ctx, dir, b) }()
			time.Sleep(quiet / 2) // until it watches
			for range 3 {
				slow := false // this machine, not the one that saves
				save(func() {
					began := time.Now()
					time.Sleep(120 * time.Millisecond)
					slow = slow || time.Since(began) > quiet-20*time.Millisecond
				})
				select {
				case got := <-told:
					if got != whole && !slow {
						t.Errorf("read %q, want %q", got, whole)
					}
				case <-time.After(10 * time.Second):
					t.Fatal("nothing was told")
				}
			}
			cancel()
			<-done
			b.wait()
		})
	}
}

// Where the system tells nothing of a write, the file is looked at again.
func TestMoving(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.md", "half")
	b := newBatch(dir, nil)
	b.add("a.md")
	b.add("gone.md")
	if b.moving() {
		t.Error("a file that nobody touches moves")
	}
	write(t, dir, "a.md", "half and more")
	if !b.moving() {
		t.Error("a file that grew does not move")
	}
	if b.moving() {
		t.Error("a file that grew once moves for ever")
	}
	write(t, dir, "a.md", "")
	b.add("a.md")
	if !b.moving() {
		t.Error("an empty file is not waited for")
	}
	b.names["a.md"] = change{b.look("a.md"), time.Now().Add(-empty)}
	if b.moving() {
		t.Error("an empty file is waited for longer than it takes to write it")
	}
}

func TestIgnored(t *testing.T) {
	tests := []struct {
		path string
		want bool
	}{
		{".", false},
		{"a.md", false},
		{"ru/статья.md", false},
		{"4913.md", false},
		{"notes.temporary.md", false},
		{".a.md.swp", true},
		{"a.md.swp", true},
		{"a.md~", true},
		{"4913", true},
		{"ru/4913", true},
		{".#a.md", true},
		{"#a.md#", true},
		{".git/index", true},
		{".git", true},
		{"ru/.hidden/a.md", true},
		{"a.md___jb_tmp___", true},
		{"a.md.tmp", true},
		{"photo.JPG.crdownload", true},
	}
	for _, test := range tests {
		if got := ignored(filepath.FromSlash(test.path)); got != test.want {
			t.Errorf("ignored(%q): got %v, want %v", test.path, got, test.want)
		}
	}
}

func TestIgnoredChangesAreNotTold(t *testing.T) {
	t.Parallel() // it mostly waits
	dir, l := start(t)
	write(t, dir, ".git/index", "x")
	write(t, dir, "a.md~", "x")
	write(t, dir, "4913", "x")
	if err := os.Chmod(filepath.Join(dir, "a.md"), 0o600); err != nil {
		t.Fatal(err)
	}
	time.Sleep(3 * quiet)
	if got := l.names(); len(got) > 0 {
		t.Errorf("told of %q", got)
	}
}

func TestPoll(t *testing.T) {
	t.Parallel() // it mostly waits
	dir := t.TempDir()
	write(t, dir, "a.md", "one")
	write(t, dir, "gone.md", "one")
	write(t, dir, ".hidden", "one")
	seen := look(dir)
	write(t, dir, "a.md", "two and more")
	write(t, dir, "ru/new.md", "x")
	write(t, dir, ".hidden", "two and more")
	os.Remove(filepath.Join(dir, "gone.md"))

	l := &listener{}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan bool)
	go func() { poll(ctx, dir, seen, newBatch(dir, l.notify)); close(done) }()
	l.wait(t, "a.md", "gone.md", "ru/new.md")
	write(t, dir, "ru/new.md", "longer")
	time.Sleep(interval + 3*quiet)
	cancel()
	<-done
	want := []string{"a.md", "gone.md", "ru/new.md", "ru/new.md"}
	if got := l.names(); !slices.Equal(got, want) {
		t.Errorf("told %q, want %q", got, want)
	}
}

// When the folder itself goes, the system has nothing to watch any more; the
// next one in its place is found by looking.
func TestFolderReplaced(t *testing.T) {
	t.Parallel() // it mostly waits
	dir := filepath.Join(t.TempDir(), "articles")
	write(t, dir, "a.md", "one")
	var logged bytes.Buffer
	l := &listener{}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- Watch(ctx, dir, slog.New(slog.NewTextHandler(&logged, nil)), l.notify) }()
	time.Sleep(200 * time.Millisecond)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	l.wait(t, "a.md")
	l.reset()
	write(t, dir, "b.md", "two")
	l.wait(t, "b.md")
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if !strings.Contains(logged.String(), "looking at it every second") {
		t.Errorf("the log does not say so: %s", logged.String())
	}
}

func TestWatchNothing(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.md")
	write(t, filepath.Dir(file), "a.md", "x")
	for _, dir := range []string{file, file + "-missing"} {
		if err := Watch(context.Background(), dir, slog.New(slog.DiscardHandler), nil); err == nil || !strings.Contains(err.Error(), dir) {
			t.Errorf("Watch(%s): got %v, want an error that names it", dir, err)
		}
	}
}
