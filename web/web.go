// Package web holds the files a site is made of: templates, style sheets,
// scripts, icons, interface texts and the browser programs.
//
// The folder wasm is filled by "make wasm"; without it a site has no tools but
// reads all the same.
package web

import "embed"

// FS is this folder.
//
//go:embed all:templates all:css all:js all:icons all:texts all:wasm
var FS embed.FS
