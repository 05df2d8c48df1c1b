package app

import (
	"strings"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"
)

// el returns an element. The spec is its name, classes and attributes that are
// always the same, "p.note.wide role=status"; attributes that are not follow as
// names and values in turn.
//
// go-app has a type for every element, with 150 methods that all end up in the
// program, and each call of one costs it a hundred bytes. So does every string
// given to a function, some 25.
func el(spec string, attributes ...string) goapp.HTMLElem {
	head, rest, _ := strings.Cut(spec, " ")
	tag, class, _ := strings.Cut(head, ".")
	e := goapp.Elem(tag)
	if class != "" {
		e = e.Attr("class", strings.ReplaceAll(class, ".", " "))
	}
	for rest != "" {
		var one string
		one, rest, _ = strings.Cut(rest, " ")
		name, value, _ := strings.Cut(one, "=")
		e = e.Attr(name, value)
	}
	for i := 0; i+1 < len(attributes); i += 2 {
		e = e.Attr(attributes[i], attributes[i+1])
	}
	return e
}

// button returns a button with words on it. More is what a spec has after the
// name: ".tool-button disabled=true".
func button(words, more string, attributes ...string) goapp.HTMLElem {
	return el("button"+more+" type=button", attributes...).Text(words)
}

// node, wrap and leaf make an element with others in it, or with words. The
// calls on go-app's types that they stand for cost the program a hundred bytes
// each.
func node(spec string, children ...goapp.UI) goapp.UI { return el(spec).Body(children...) }

func wrap(e goapp.HTMLElem, children ...goapp.UI) goapp.UI { return e.Body(children...) }

func leaf(spec, words string, attributes ...string) goapp.UI {
	return el(spec, attributes...).Text(words)
}

// press returns a button that does something.
func press(words, more string, do goapp.EventHandler, attributes ...string) goapp.UI {
	return button(words, more, attributes...).OnClick(do)
}

// when returns an element, or none.
func when(is bool, e goapp.UI) goapp.UI {
	if is {
		return e
	}
	return nil
}
