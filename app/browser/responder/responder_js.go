// Package responder lets a program in a worker of its own answer with bytes.
//
// Like package browser, beside which it stands, it is a door to syscall/js; a
// program that only answers needs none of the rest.
package responder

import "syscall/js"

// Serve gives the worker's script the function lecternAnswer, which takes the
// name of a file and its bytes, calls lecternReady, and never returns. A panic in
// answer ends one call, which gives null.
func Serve(answer func(name string, data []byte) []byte) {
	js.Global().Set("lecternAnswer", js.FuncOf(func(_ js.Value, args []js.Value) (result any) {
		defer func() {
			if recover() != nil {
				result = nil
			}
		}()
		data := make([]byte, args[1].Length())
		js.CopyBytesToGo(data, args[1])
		out := answer(args[0].String(), data)
		array := js.Global().Get("Uint8Array").New(len(out))
		js.CopyBytesToJS(array, out)
		return array
	}))
	js.Global().Call("lecternReady")
	select {}
}
