package app

import goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

// el returns an element with attributes, given as names and values in turn.
// go-app has a type for every element, with 150 methods that all end up in the
// program, and each call of one costs it a hundred bytes.
func el(tag string, attributes ...string) goapp.HTMLElem {
	e := goapp.Elem(tag)
	for i := 0; i+1 < len(attributes); i += 2 {
		e = e.Attr(attributes[i], attributes[i+1])
	}
	return e
}
