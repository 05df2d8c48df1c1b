//go:build !js

package markdown

import (
	"errors"
	"sync/atomic"
	"time"
)

// Bounds of a lexer. Some of chroma's rules are quadratic, cubic or worse in
// code that is written to be hard ("/*/*/*…" in a dozen languages), a few push
// states for ever without taking a character. Code that meets a bound is shown plain.
//
// What can be counted is counted. How long a regular expression looks for a
// match cannot, so a clock watches it. The slowest of 17,000 blocks of real articles
// took 7 ms, less than a hundredth of the limit, so that a machine busy with thirty
// other things still makes the same page; only code written to be hard can come
// out highlighted on one machine and plain on another.
const (
	longestLexing = time.Second            // of a block
	longestMatch  = 400 * time.Millisecond // of one regular expression; its clock ticks every 100 ms
	longestInAll  = 2 * time.Second        // of all the blocks of an article
	mostSteps     = 2_000_000              // rules that matched, and characters that none did
	mostStill     = 100                    // of these in a row that take no character
	mostStates    = 2_000                  // on the stack
	mostNested    = 20                     // lexers within lexers
)

var errHard = errors.New("the code is too hard to take apart")

// A watch ends the lexing of a block that takes too long.
type watch struct {
	late  atomic.Bool
	steps int
	depth int
	timer *time.Timer
}

// newWatch starts a watch. It must be stopped.
func newWatch(limit time.Duration) *watch {
	w := &watch{}
	w.timer = time.AfterFunc(limit, func() { w.late.Store(true) })
	return w
}

func (w *watch) stop() { w.timer.Stop() }

// step counts one step and reports whether it was one too many.
func (w *watch) step() bool {
	w.steps++
	return w.steps > mostSteps
}
