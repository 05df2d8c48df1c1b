package site

import (
	"html/template"
	"strconv"
	"strings"
	"time"

	"lectern/content"
)

// mark returns the language of an element on a page in lang, or nil.
func (p page) mark(lang content.Lang) *mark {
	if lang == p.lang {
		return nil
	}
	return &mark{lang, lang.Dir()}
}

func (e *edition) moment(lang content.Lang, d time.Time) *moment {
	if d.IsZero() {
		return nil
	}
	return &moment{machineDate(d), e.texts[lang].date(d)}
}

// entry returns an article as a list of p shows it.
func (e *edition) entry(p page, ref content.Ref) entry {
	return entry{
		Href: e.path(ref.Path), Title: ref.Title, Summary: ref.Summary, Mark: p.mark(ref.Lang),
		Date: e.moment(p.lang, ref.Date), Minutes: ref.Minutes,
	}
}

func (e *edition) entries(p page, articles []*content.Article) []entry {
	entries := make([]entry, len(articles))
	for i, a := range articles {
		entries[i] = e.entry(p, a.Ref())
	}
	return entries
}

// picture returns an image with its smaller copies.
func (e *edition) picture(image *content.Image) *picture {
	if image == nil || image.Source == "" {
		return nil
	}
	p := &picture{
		Source: e.path(image.Source), Width: image.Width, Height: image.Height,
		Alt: image.Alt, Caption: image.Caption, Credit: image.Credit,
	}
	if len(image.Variants) > 0 && image.Width > 0 {
		var set []string
		for _, v := range image.Variants {
			set = append(set, e.path(v.Source)+" "+strconv.Itoa(v.Width)+"w")
		}
		set = append(set, p.Source+" "+strconv.Itoa(p.Width)+"w")
		p.Set = template.Srcset(strings.Join(set, ", "))
	}
	return p
}
