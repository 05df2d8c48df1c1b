// Command openwasm is the second browser program: it renders a file of the
// reader's own. Its worker starts it for one file and ends it after that.
package main

import (
	"lectern/app/browser/responder"
	"lectern/content/opened"
)

func main() { responder.Serve(opened.New().Render) }
