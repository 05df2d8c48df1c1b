package app

import (
	"time"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"
)

// settled is how long an answer must stand before it is said: a screen reader
// that is interrupted by every letter says nothing at all.
const settled = 600 * time.Millisecond

// A speaker tells a screen reader what a search came to, once the reader has
// paused.
type speaker struct {
	say   func(string)
	pause time.Duration
	turn  int
}

// hush drops what was to be said, and what was, so that the same can be said
// of the next question.
func (s *speaker) hush() {
	s.turn++
	s.say("")
}

// speak says text after the pause, unless something comes between.
func (s *speaker) speak(ctx goapp.Context, text string) {
	s.turn++
	turn := s.turn
	ctx.After(s.pause, func(goapp.Context) {
		if turn == s.turn {
			s.say(text)
		}
	})
}

// tell says what became of a question.
func (s *speaker) tell(ctx goapp.Context, t *texts, a answer) {
	switch {
	case a.status == empty || a.status == working:
		s.hush()
	case a.status == broken:
		s.speak(ctx, failure(t, a.err))
	case a.results.Total == 0:
		s.speak(ctx, t.get("search_none", "query", short(a.asked.text)))
	case a.results.Answered != "":
		s.speak(ctx, t.get("search_for", "query", short(a.results.Answered))+" "+howMany(t, a.results))
	default:
		s.speak(ctx, howMany(t, a.results))
	}
}
