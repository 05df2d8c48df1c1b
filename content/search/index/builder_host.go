//go:build !js

package index

import (
	"crypto/sha256"
	"runtime"
	"sync"
	"sync/atomic"
)

// A Builder collects documents and writes their index. It keeps no texts.
type Builder struct {
	inline int // maxInline, but in tests
	whole  int // maxWhole, but in tests

	vocabulary *vocabulary
	scratch    sync.Pool // of *analyser

	mu       sync.Mutex
	articles []*article
	sealed   sealed // files of the last Write
}

// NewBuilder returns an empty builder.
func NewBuilder() *Builder {
	return &Builder{inline: maxInline, whole: maxWhole, vocabulary: newVocabulary(), scratch: sync.Pool{New: func() any { return newAnalyser() }}}
}

// Add indexes a document. It may be called from several goroutines at once.
func (b *Builder) Add(d Doc) {
	a := b.analyse(&d, hashDoc(&d))
	b.mu.Lock()
	b.articles = append(b.articles, a)
	b.mu.Unlock()
}

func (b *Builder) analyse(d *Doc, hash [sha256.Size]byte) *article {
	z := b.scratch.Get().(*analyser)
	defer b.scratch.Put(z)
	return z.article(b.vocabulary, d, hash)
}

// Update makes docs all that the builder holds, and reports whether that is a
// change. Documents it holds already are not analysed again, and the next Write
// packs anew only what differs.
func (b *Builder) Update(docs []Doc) (changed bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	known := make(map[[sha256.Size]byte][]*article, len(b.articles))
	for _, a := range b.articles {
		known[a.hash] = append(known[a.hash], a)
	}
	hashes := make([][sha256.Size]byte, len(docs))
	parallelly(len(docs), func(i int) { hashes[i] = hashDoc(&docs[i]) })
	all := make([]*article, len(docs))
	var todo []int
	for i, hash := range hashes {
		if same := known[hash]; len(same) > 0 {
			all[i], known[hash] = same[0], same[1:]
		} else {
			todo = append(todo, i)
		}
	}
	parallelly(len(todo), func(i int) { all[todo[i]] = b.analyse(&docs[todo[i]], hashes[todo[i]]) })
	changed = len(todo) > 0 || len(all) != len(b.articles)
	b.articles = all
	return changed
}

// parallelly calls do for 0 to n-1 on all processors.
func parallelly(n int, do func(i int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wait.Wait()
}
