//go:build !js

package index

import (
	"bytes"
	"fmt"
	"maps"
	"runtime"
	"sync"
	"testing"
	"time"
)

func BenchmarkBuild(b *testing.B) {
	docs := newGenerator(20000).docs(1000, 500)
	size := 0
	for _, d := range docs {
		size += len(d.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		indexOf(b, docs)
	}
}

// BenchmarkUpdate changes one document among 1,000 and writes the index.
func BenchmarkUpdate(b *testing.B) {
	docs := newGenerator(20000).docs(1000, 500)
	builder := NewBuilder()
	builder.Update(docs)
	siteOf(b, builder)
	text := docs[500].Text
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		docs[500].Text = fmt.Sprintf("%s слово%d", text, n)
		if !builder.Update(docs) {
			b.Fatal("no change")
		}
		siteOf(b, builder)
	}
}

func BenchmarkFind(b *testing.B) {
	l := indexOf(b, newGenerator(20000).docs(2100, 300)).open(b, "ru")
	words, err := l.Words(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		if p, err := l.Find(b.Context(), words[n%len(words)].Term); err != nil || len(p.Docs) == 0 {
			b.Fatal(err)
		}
	}
}

func BenchmarkPrefix(b *testing.B) {
	l := indexOf(b, newGenerator(20000).docs(2100, 300)).open(b, "ru")
	b.ReportAllocs()
	for b.Loop() {
		if p, err := l.Prefix(b.Context(), "бар", 2); err != nil || len(p) == 0 {
			b.Fatal(err)
		}
	}
}

// BenchmarkGrowth builds libraries of synthetic articles of 500 words. Its
// figures tell how time, memory and bytes grow: run it with -benchtime 1x.
func BenchmarkGrowth(b *testing.B) {
	for _, n := range []int{1000, 5000, 10000, 50000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				grow(b, n)
			}
		})
	}
}

func grow(b *testing.B, n int) {
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	g := newGenerator(60000)
	before := heap()
	stop := make(chan struct{})
	peak := uint64(0)
	var watch sync.WaitGroup
	watch.Go(func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapInuse)
			}
		}
	})
	builder := NewBuilder()
	docs := make(chan Doc, 16)
	var work sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		work.Go(func() {
			for d := range docs {
				builder.Add(d)
			}
		})
	}
	made := time.Duration(0)
	for i := range n - 1 {
		start := time.Now()
		d := g.doc(i, 500)
		made += time.Since(start)
		docs <- d
	}
	close(docs)
	work.Wait()
	kept := heap() - before
	start := time.Now()
	first := siteOf(b, builder).Files
	wrote := time.Since(start)
	builder.Add(g.doc(n-1, 500))
	start = time.Now()
	second := siteOf(b, builder).Files
	again := time.Since(start)
	close(stop)
	watch.Wait()
	total, changed := 0, 0
	for name, data := range maps.All(second) {
		total += len(data)
		if !bytes.Equal(first[name], data) {
			changed += len(data)
		}
	}
	b.ReportMetric(made.Seconds(), "s-making-texts")
	b.ReportMetric(wrote.Seconds(), "s-writing")
	b.ReportMetric(again.Seconds(), "s-writing-one-more")
	b.ReportMetric(float64(kept)/float64(n), "kept-bytes/article")
	b.ReportMetric(float64(peak)/1e6, "peak-MB")
	b.ReportMetric(float64(total), "index-bytes")
	b.ReportMetric(float64(changed), "changed-bytes")
}
