package browsertest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
)

// A Request is something the page asked for.
type Request struct {
	URL, Method string
	Kind        string // Document, Stylesheet, Script, Image, Fetch…
	Status      int    // 0 while there is no reply
	Bytes       int    // received, head and coded body; 0 from a cache
	Type        string // the reply's media type
	Encoding    string // "br", "gzip", ""
	Cached      bool   // answered by the browser's cache
	Worker      bool   // answered by the service worker
	Failed      string // why there is no reply
	Done        bool

	loader string // the document that asked
}

func (r Request) String() string {
	out := fmt.Sprintf("%s %s %d, %d bytes", r.Method, r.URL, r.Status, r.Bytes)
	for _, extra := range []string{r.Encoding, r.Failed} {
		if extra != "" {
			out += ", " + extra
		}
	}
	return out
}

// A journal keeps what happened in a tab.
type journal struct {
	mu       sync.Mutex
	problems []string
	warnings []string
	requests []*Request
	byID     map[network.RequestID]*Request
	latest   time.Time // when a request began or ended
}

func newJournal() *journal {
	return &journal{byID: map[network.RequestID]*Request{}, latest: time.Now()}
}

// take notes an event. It is called in the order of the events.
func (j *journal) take(ev any) {
	j.mu.Lock()
	defer j.mu.Unlock()
	switch ev := ev.(type) {
	case *runtime.EventConsoleAPICalled:
		if ev.Type == runtime.ConsoleAPICalledTypeError || ev.Type == runtime.ConsoleAPICalledTypeAssert {
			var words []string
			for _, arg := range ev.Args {
				words = append(words, word(arg))
			}
			j.problem("console.%s: %s", ev.Type, strings.Join(words, " "))
		}
	case *runtime.EventExceptionThrown:
		j.problem("exception: %s", exception(ev.ExceptionDetails))
	case *log.EventEntryAdded:
		if e := ev.Entry; e.Level == log.EntryLevelWarning {
			j.warnings = append(j.warnings, fmt.Sprintf("%s: %s (%s)", e.Source, e.Text, e.URL))
		}
		// Failed requests are noted with their reason below.
		if e := ev.Entry; e.Level == log.EntryLevelError && e.Source != log.EntrySourceNetwork {
			j.problem("%s: %s (%s)", e.Source, e.Text, e.URL)
		}
	case *audits.EventIssueAdded:
		if d := ev.Issue.Details.ContentSecurityPolicyIssueDetails; d != nil {
			where := ""
			if at := d.SourceCodeLocation; at != nil {
				where = fmt.Sprintf(" at %s:%d", at.URL, at.LineNumber+1)
			}
			j.problem("policy: %s %s%s", d.ViolatedDirective, d.BlockedURL, where)
		}
	case *network.EventRequestWillBeSent:
		if r := j.byID[ev.RequestID]; r != nil && ev.RedirectResponse != nil {
			r.reply(ev.RedirectResponse)
			r.Bytes, r.Done = int(ev.RedirectResponse.EncodedDataLength), true
		}
		if strings.HasPrefix(ev.Request.URL, "data:") || strings.HasPrefix(ev.Request.URL, "blob:") {
			return
		}
		r := &Request{URL: ev.Request.URL, Method: ev.Request.Method, Kind: string(ev.Type), loader: string(ev.LoaderID)}
		j.byID[ev.RequestID] = r
		j.requests = append(j.requests, r)
		j.latest = time.Now()
	case *page.EventFrameNavigated:
		if ev.Frame.ParentID == "" {
			j.leave(string(ev.Frame.LoaderID))
		}
	case *network.EventRequestServedFromCache:
		if r := j.byID[ev.RequestID]; r != nil {
			r.Cached = true
		}
	case *network.EventResponseReceived:
		if r := j.byID[ev.RequestID]; r != nil {
			r.reply(ev.Response)
			// A stream that tells of changes never ends.
			r.Done = r.Done || r.Type == "text/event-stream"
			if r.Status >= 400 {
				j.problem("request: %v", *r)
			}
		}
	case *network.EventLoadingFinished:
		if r := j.byID[ev.RequestID]; r != nil {
			r.Bytes, r.Done = int(ev.EncodedDataLength), true
			j.latest = time.Now()
		}
	case *network.EventLoadingFailed:
		if r := j.byID[ev.RequestID]; r != nil {
			r.Failed, r.Done = ev.ErrorText, true
			if ev.BlockedReason != "" {
				r.Failed += " (" + string(ev.BlockedReason) + ")"
			}
			j.latest = time.Now()
			if !ev.Canceled { // leaving a page cancels what it was loading
				j.problem("request: %v", *r)
			}
		}
	}
}

// leave ends the requests of documents before the one that loader loads: the
// browser does not always tell what became of them.
func (j *journal) leave(loader string) {
	for _, r := range j.requests {
		if !r.Done && r.loader != "" && r.loader != loader {
			r.Failed, r.Done = "its page was left", true
			j.latest = time.Now()
		}
	}
}

// word is an argument of a call as the console shows it.
func word(arg *runtime.RemoteObject) string {
	if arg.Description != "" {
		return arg.Description
	}
	var text string
	if json.Unmarshal(arg.Value, &text) == nil {
		return text
	}
	return string(arg.Value)
}

func (r *Request) reply(res *network.Response) {
	r.Status, r.Type = int(res.Status), res.MimeType
	r.Cached = r.Cached || res.FromDiskCache
	r.Worker = res.FromServiceWorker
	for name, value := range res.Headers {
		if strings.EqualFold(name, "Content-Encoding") {
			r.Encoding = fmt.Sprint(value)
		}
	}
}

// problem notes a problem once: Chromium reports some in two ways.
func (j *journal) problem(format string, args ...any) {
	if p := fmt.Sprintf(format, args...); !slices.Contains(j.problems, p) {
		j.problems = append(j.problems, p)
	}
}

// quietFor is how long no request has been under way.
func (j *journal) quietFor() time.Duration {
	if len(j.open()) > 0 {
		return 0
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	return time.Since(j.latest)
}

func (j *journal) open() []Request {
	j.mu.Lock()
	defer j.mu.Unlock()
	var out []Request
	for _, r := range j.requests {
		if !r.Done {
			out = append(out, *r)
		}
	}
	return out
}

// Problems returns what went wrong in the tab since it was opened, or since
// Forget: errors on the console, exceptions nobody caught, violations of the
// Content-Security-Policy, requests that failed or were answered by an error.
func (tab *Tab) Problems() []string {
	tab.log.mu.Lock()
	defer tab.log.mu.Unlock()
	return slices.Clone(tab.log.problems)
}

// Warnings returns what the browser itself warned of since the tab was opened
// or since Forget: fields it does not know, things it will give up.
func (tab *Tab) Warnings() []string {
	tab.log.mu.Lock()
	defer tab.log.mu.Unlock()
	return slices.Clone(tab.log.warnings)
}

// Clean fails the test if the tab has problems, but for those that hold one of
// the given words.
func (tab *Tab) Clean(but ...string) {
	tab.t.Helper()
	problems := slices.DeleteFunc(tab.Problems(), func(p string) bool {
		return slices.ContainsFunc(but, func(word string) bool { return strings.Contains(p, word) })
	})
	if len(problems) > 0 {
		tab.t.Errorf("%s: %d problems:\n  %s", tab.at(), len(problems), strings.Join(problems, "\n  "))
	}
}

// Requests returns what the tab asked for since it was opened, or since
// Forget, in order.
func (tab *Tab) Requests() []Request {
	tab.log.mu.Lock()
	defer tab.log.mu.Unlock()
	var out []Request
	for _, r := range tab.log.requests {
		out = append(out, *r)
	}
	return out
}

// Forget forgets problems, warnings and requests.
func (tab *Tab) Forget() {
	tab.log.mu.Lock()
	defer tab.log.mu.Unlock()
	tab.log.problems, tab.log.warnings, tab.log.requests = nil, nil, nil
}
