package opened

import (
	"strings"

	"lectern/content"
	"lectern/content/markdown"
)

// outside resolves what a file names that stands in no library: whole
// addresses and places in the text itself lead somewhere, nothing else does.
type outside struct{}

// Link implements markdown.Resolver.
func (outside) Link(destination string) markdown.Link {
	if place, ok := strings.CutPrefix(destination, "#"); ok {
		// Ids that begin with "_" are the interface's own.
		place = strings.TrimLeft(place, "_")
		if place == "" {
			return lost()
		}
		return markdown.Link{Href: "#" + place}
	}
	if schemeOf(destination) == "" {
		return lost()
	}
	// Which schemes are let through is markdown's to say.
	return markdown.Link{Href: destination, External: true}
}

// Image implements markdown.Resolver.
func (outside) Image(destination string) (content.Image, *content.Problem) {
	switch schemeOf(destination) {
	case "http", "https":
		return content.Image{}, &content.Problem{Kind: "remote-image", Message: "pictures are not fetched"}
	}
	return content.Image{}, &content.Problem{Kind: "missing-image", Message: "the picture is not in the file"}
}

func lost() markdown.Link {
	return markdown.Link{Problem: &content.Problem{Kind: "broken-link", Message: "what it leads to is not in the file"}}
}

// schemeOf returns what stands before the colon of a whole address.
func schemeOf(address string) string {
	end := strings.IndexAny(address, ":/?#")
	if end < 1 || address[end] != ':' {
		return ""
	}
	return strings.ToLower(address[:end])
}
