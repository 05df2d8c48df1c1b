// Command wasm is the browser program: the reader's tools around a page that
// can be read without them.
package main

import "lectern/app"

func main() { app.Run() }
