// Command harness is our search engine alone in a page, for measuring: what
// readers are sent has no such door.
//
// It asks its server for commands until it is told to stop, and tells the
// answers by the next question: GET /_bench/next?answer=<JSON of Answers> is
// replied with the JSON of a Command. Built with the tag "bare" it is the same
// program without the engine: the difference is what the engine adds.
package main

import (
	"context"
	"encoding/json"
	"net/url"
	"time"

	"lectern/app/browser"
	"lectern/content"
)

// A Command says what to do.
type Command struct {
	Do    string       `json:"do"` // "warm", "find" (no excerpts), "show" (with them), "stop"
	Texts []string     `json:"texts"`
	Lang  content.Lang `json:"lang"`
	Limit int          `json:"limit"`
}

// Answers tell what came of a command.
type Answers struct {
	Error   string   `json:"error,omitempty"`
	Answers []Answer `json:"answers"`
}

// An Answer is what came of one query.
type Answer struct {
	Millis float64  `json:"ms"`
	Total  int      `json:"total"`
	Paths  []string `json:"sources"`
}

func main() {
	window := browser.New()
	fetch := func(ctx context.Context, name string) ([]byte, error) {
		return window.Fetch(ctx, "/"+name, browser.Kept)
	}
	engine, err := newEngine(fetch, window)
	if err != nil {
		window.Log(err)
		return
	}
	told := Answers{}
	for {
		data, err := json.Marshal(told)
		if err != nil {
			window.Log(err)
			return
		}
		data, err = fetch(context.Background(), "_bench/next?answer="+url.QueryEscape(string(data)))
		var command Command
		if err == nil {
			err = json.Unmarshal(data, &command)
		}
		if err != nil || command.Do == "stop" {
			return
		}
		told = do(engine, command)
	}
}

func do(e engine, c Command) Answers {
	ctx := context.Background()
	told := Answers{Answers: []Answer{}}
	if c.Do == "warm" {
		if err := e.warm(ctx, c.Lang); err != nil {
			told.Error = err.Error()
		}
		return told
	}
	for _, text := range c.Texts {
		start := time.Now()
		answer, err := e.ask(ctx, text, c.Lang, c.Limit, c.Do == "show")
		if err != nil {
			told.Error = err.Error()
			return told
		}
		answer.Millis = float64(time.Since(start)) / float64(time.Millisecond)
		told.Answers = append(told.Answers, answer)
	}
	return told
}
