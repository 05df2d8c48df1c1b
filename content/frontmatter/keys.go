package frontmatter

import (
	"strings"
	"unicode"
)

// fields maps every name of a key, in the spelling of [plainKey], to the field
// it fills.
var fields = map[string]string{
	"title":       "title",
	"description": "description", "summary": "description", "excerpt": "description",
	"date": "date", "pubdate": "date",
	"lastmod": "updated", "updated": "updated", "modified": "updated", "lastmodified": "updated", "lastmodifiedat": "updated",
	"publishdate": "publish", "expirydate": "expiry",
	"draft": "draft", "published": "published",
	"slug":    "slug",
	"aliases": "aliases", "alias": "aliases", "redirectfrom": "aliases", "url": "path", "permalink": "path",
	"lang": "lang", "language": "lang", "locale": "lang",
	"translationkey": "translationkey",
	"tags":           "topics", "tag": "topics", "topics": "topics", "topic": "topics", "categories": "topics", "category": "topics",
	"keywords": "keywords",
	"author":   "authors", "authors": "authors", "byline": "authors",
	"image": "image", "images": "image", "cover": "image", "hero": "image", "thumbnail": "image",
	"featuredimage": "image", "featureimage": "image", "coverimage": "image", "heroimage": "image", "ogimage": "image",
	"imagealt": "imagealt", "imagecaption": "imagecaption", "imagefigcaption": "imagecaption", "imagecredit": "imagecredit",
	"source": "source",
	"params": "params",
}

// names are the spellings a hint proposes, in the order in which they are tried.
var names = []string{
	"title", "description", "summary", "excerpt", "date", "lastmod", "updated", "modified", "last_modified_at",
	"publishDate", "expiryDate", "draft", "published", "slug", "aliases", "redirect_from", "permalink", "lang",
	"language", "locale", "translationKey", "tags", "topics", "categories", "category", "keywords", "author",
	"authors", "byline", "image", "images", "image_alt", "image_caption", "image_credit", "cover", "hero", "thumbnail",
	"featured_image", "source", "params",
}

// imageKeys, originKeys and nameKeys are the keys of the maps of an image, a
// source and an author or topic, in the spelling of [plainKey]: those read, and
// those of other systems, which are no slips.
var (
	nameKeys  = []string{"name", "title", "text", "url", "link", "email", "slug", "id", "image", "bio", "avatar", "twitter", "github", "role"}
	imageKeys = []string{"src", "url", "path", "image", "file", "name", "alt", "alttext", "description", "caption", "title", "credit", "attribution",
		"author", "source", "link", "href", "width", "height", "size", "class", "style", "position", "relative", "hidden"}
	originKeys = []string{"name", "title", "publisher", "url", "link", "href", "type", "date", "author", "id", "file", "path"}
)

// others are keys of other systems that are one slip away from a name of ours
// and no slip.
var others = map[string]bool{
	"data": true, "dates": true, "titles": true, "langs": true, "slugs": true, "covers": true, "locales": true,
	"languages": true, "descriptions": true, "sources": true, "drafts": true, "heroes": true, "page": true,
}

// plainKey is the spelling under which keys are compared.
func plainKey(key string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r == ' ' {
			return -1
		}
		return unicode.ToLower(r)
	}, key)
}

// fieldOf returns the field a key fills, or "".
func fieldOf(key string) string { return fields[plainKey(unquote(strings.TrimSpace(key)))] }

// meant returns the name an unknown key was probably meant to be, or "". Names
// of four letters and more are proposed, for one letter missing, added, wrong,
// or swapped with the next.
func meant(key string) string {
	// A Cyrillic letter among Latin ones counts as one wrong letter.
	key = strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII {
			return '?'
		}
		return r
	}, plainKey(key))
	if len(key) < 3 || len(key) > 20 || strings.Contains(key, ".") || others[key] {
		return ""
	}
	for _, name := range names {
		if len(name) >= 4 && oneSlip(key, plainKey(name)) {
			return name
		}
	}
	return ""
}

// oneSlip tells whether the Damerau-Levenshtein distance of a and b is 1.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 0:
		if i == len(a) {
			return false
		}
		if a[i+1:] == b[i+1:] {
			return true
		}
		return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
	case 1:
		return a[i:] == b[i+1:]
	}
	return false
}
