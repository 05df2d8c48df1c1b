//go:build js

package browser

import (
	"context"
	"errors"
	"fmt"
	"syscall/js"
)

// A Window is the browser window the program runs in.
type Window struct {
	window, document, root, shared js.Value            // shared is what boot.js made
	placed                         map[string]js.Value // elements that Place has moved, by id
	watchers                       map[string]*watcher
	marks                          marks
	turns                          *turns
	dead                           bool
}

// New returns the window.
func New() *Window {
	w := &Window{placed: map[string]js.Value{}, window: js.Global(), document: js.Global().Get("document"), shared: js.Global().Get("lectern")}
	w.root = w.document.Get("documentElement")
	return w
}

// Base returns the path the site is under: "/" or "/sub/".
func (w *Window) Base() string { return w.shared.Get("base").String() }

// Log writes to the console.
func (w *Window) Log(args ...any) {
	w.window.Get("console").Call("error", "lectern: "+fmt.Sprint(args...))
}

// Broken takes the tools down and tells the reader.
func (w *Window) Broken(reason any) {
	w.dead = true
	w.shared.Call("broken", fmt.Sprint(reason))
}

// callback makes a function for the browser. A panic in f ends the tools, not
// the page.
func (w *Window) callback(f func(args []js.Value) any) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) (result any) {
		if w.dead {
			return nil
		}
		defer func() {
			if r := recover(); r != nil {
				result = nil
				w.Broken(r)
			}
		}()
		return f(args)
	})
}

// listen adds a passive listener that stays for good.
func (w *Window) listen(target js.Value, event string, f func(event js.Value)) {
	target.Call("addEventListener", event, w.callback(func(args []js.Value) any {
		f(args[0])
		return nil
	}), map[string]any{"passive": true})
}

// await waits for a promise, or for ctx.
func (w *Window) await(ctx context.Context, promise js.Value) (js.Value, error) {
	type outcome struct {
		value js.Value
		err   error
	}
	done := make(chan outcome, 1)
	resolved := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- outcome{value: first(args)}
		return nil
	})
	rejected := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- outcome{err: errors.New(first(args).Call("toString").String())}
		return nil
	})
	promise.Call("then", resolved, rejected)
	release := func() { resolved.Release(); rejected.Release() }
	select {
	case o := <-done:
		release()
		return o.value, o.err
	case <-ctx.Done():
		go func() { <-done; release() }()
		return js.Undefined(), ctx.Err()
	}
}

// Breathe lets the page answer the reader and draw itself. It must not be called
// from a function the browser has called. A sleep would not do: the program may
// go on with it in the same task of the browser, after other work of its own.
func (w *Window) Breathe() {
	done := make(chan struct{})
	if w.turns == nil {
		// Browsers make a chain of timers wait 4 ms each.
		channel := w.window.Get("MessageChannel").New()
		w.turns = &turns{port: channel.Get("port2")}
		channel.Get("port1").Set("onmessage", w.callback(w.turns.next))
	}
	w.turns.waiting = append(w.turns.waiting, done)
	w.turns.port.Call("postMessage", nil)
	<-done
}

// Turns are what waits for messages that the program sends itself.
type turns struct {
	port    js.Value
	waiting []chan struct{}
}

func (t *turns) next([]js.Value) any {
	if len(t.waiting) > 0 {
		close(t.waiting[0])
		t.waiting = t.waiting[1:]
	}
	return nil
}

// Idle returns when the page has nothing better to do, in half a second at most.
// It must not be called from a function the browser has called.
func (w *Window) Idle() {
	if w.window.Get("requestIdleCallback").IsUndefined() {
		w.Breathe()
		return
	}
	done := make(chan struct{})
	var wake js.Func
	wake = js.FuncOf(func(js.Value, []js.Value) any {
		wake.Release()
		close(done)
		return nil
	})
	w.window.Call("requestIdleCallback", wake, map[string]any{"timeout": 500})
	<-done
}

func first(args []js.Value) js.Value {
	if len(args) == 0 {
		return js.Undefined()
	}
	return args[0]
}

// text returns a property as a string, "" when it is not one.
func text(v js.Value, name string) string {
	if p := v.Get(name); p.Type() == js.TypeString {
		return p.String()
	}
	return ""
}

// attr returns an attribute, "" when there is none.
func attr(element js.Value, name string) string {
	if !element.Truthy() {
		return ""
	}
	if a := element.Call("getAttribute", name); a.Type() == js.TypeString {
		return a.String()
	}
	return ""
}

// each calls f for every item of a NodeList or array.
func each(list js.Value, f func(js.Value)) {
	for i := range list.Length() {
		f(list.Index(i))
	}
}

// attempt runs what may throw, such as storage, and returns what was thrown.
func attempt(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	f()
	return nil
}
