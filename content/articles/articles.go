// Package articles is the built-in library: what lectern shows when it is
// given no folder, and the example of how a folder looks.
package articles

import "embed"

// FS is the folder; the one Go file in it is no article.
//
//go:embed lectern.yaml ar en fa ru uz uz-cyrl images
var FS embed.FS
