package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// Conformance returns how goldmark itself would write the tree that our parser
// makes: raw HTML as it stands, no ids, no typography. It is for comparing the
// parser with the specifications, never for a page.
func (r *Renderer) Conformance(text []byte) (string, error) {
	out := renderer.NewRenderer(
		renderer.WithNodeRenderers(
			util.Prioritized(html.NewRenderer(html.WithXHTML(), html.WithUnsafe()), 1000),
			util.Prioritized(extension.NewTableHTMLRenderer(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute), extension.WithTableHTMLOptions(html.WithXHTML())), 500),
			util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
			util.Prioritized(extension.NewTaskCheckBoxHTMLRenderer(html.WithXHTML()), 500),
			util.Prioritized(extension.NewFootnoteHTMLRenderer(), 500),
			util.Prioritized(extension.NewDefinitionListHTMLRenderer(), 500),
		),
	)
	root, _ := r.syntax.parse(text)
	trimBreaks(root, text)
	var b bytes.Buffer
	err := out.Render(&b, text, root)
	return b.String(), err
}
