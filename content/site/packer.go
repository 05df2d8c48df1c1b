package site

import (
	"fmt"
	"sync"

	"lectern/content/bundle"
)

// packing says where blocks and packs end.
type packing struct {
	articleBlock, freshBlock, olderBlock           bundle.Splitter // by bytes before they are compressed
	articlePack, freshPack, olderPack, picturePack bundle.Splitter // by bytes in the file
}

// usualPacking makes packs of some 280 KB of articles: the last one, which every
// new article changes, is small against a library. The first pages of lists
// change each at its time, so their packs are small; numbered pages and pictures
// never change. A path that ends a pack ends a block: the chances are multiples.
//
// Blocks of articles have some 16 KB before they are compressed, two articles or
// three. The larger they are the smaller is the library, and the more comes along
// with a collection whose articles are scattered. Of 5,000 articles, bytes of one
// (deflate 9) when all are kept, and about when one in twenty is:
//
//	article by article   3,863    3,863
//	16 KB                3,186    6,970
//	64 KB                2,851   12,900
//	256 KB               2,624   37,600
func usualPacking() packing {
	return packing{
		articleBlock: bundle.Splitter{Least: 8 << 10, Most: 32 << 10, Chance: 3},
		freshBlock:   bundle.Splitter{Least: 8 << 10, Most: 32 << 10, Chance: 3},
		olderBlock:   bundle.Splitter{Least: 32 << 10, Most: 128 << 10, Chance: 3},
		articlePack:  bundle.Splitter{Least: 256 << 10, Most: 640 << 10, Chance: 12},
		freshPack:    bundle.Splitter{Least: 8 << 10, Most: 32 << 10, Chance: 3},
		olderPack:    bundle.Splitter{Least: 192 << 10, Most: 512 << 10, Chance: 12},
		picturePack:  bundle.Splitter{Least: 768 << 10, Most: 2 << 20, Chance: 3},
	}
}

// A packer joins blocks into packs, in order, whatever the order in which they
// come.
type packer struct {
	split bundle.Splitter
	put   func(file) error

	mu      sync.Mutex
	waiting map[int]bundle.Block // by number
	next    int
	blocks  []bundle.Block // of the pack in the making
	size    int
	packs   []bundle.Pack
}

func newPacker(split bundle.Splitter, w *writer) *packer {
	return &packer{split: split, put: w.put, waiting: map[int]bundle.Block{}, packs: []bundle.Pack{}}
}

// add takes block number i.
func (p *packer) add(i int, b bundle.Block) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waiting[i] = b
	for {
		b, ok := p.waiting[p.next]
		if !ok {
			return nil
		}
		delete(p.waiting, p.next)
		p.next++
		p.blocks = append(p.blocks, b)
		p.size += b.Size()
		if p.split.Ends(p.size, b.Last()) {
			if err := p.close(); err != nil {
				return err
			}
		}
	}
}

// finish writes the last pack; all blocks have come.
func (p *packer) finish() error {
	if len(p.blocks) == 0 {
		return nil
	}
	return p.close()
}

func (p *packer) close() error {
	pack, data, err := bundle.NewPack(p.blocks)
	if err != nil {
		return err
	}
	p.packs = append(p.packs, pack)
	p.blocks, p.size = nil, 0
	if err := p.put(file{name: pack.Name(), data: data}); err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	return nil
}
