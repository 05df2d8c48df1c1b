package index

import "context"

// EachTitle calls look with each term of the titles, segment by segment, and the
// documents that have it, counted from the first of the segment. It fetches
// nothing: of a language whose titles are not read before a query, it tells none.
func (l *Language) EachTitle(ctx context.Context, look func(term string, first int, docs []uint32)) error {
	for _, s := range l.segments {
		visit := func(p *page) {
			for at := range p.end {
				start, end := p.postings(at)
				look(p.at(at), s.first, p.docs[start:end])
			}
		}
		if s.all != nil {
			if err := s.all.need(partTitles); err != nil {
				return err
			}
			visit(&s.all.titles)
			continue
		}
		for _, run := range s.head.titles {
			if !l.files.has(fileName(kindTitles, run.hash)) {
				continue
			}
			f, err := s.files.titleFile(ctx, run.hash, s.docs)
			if err != nil {
				return err
			}
			for i := range f.pages {
				p, fresh, err := f.page(i)
				if err != nil {
					return err
				}
				if visit(p); fresh {
					if err := l.files.breathe(ctx); err != nil {
						return err
					}
				}
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
	}
	return nil
}
