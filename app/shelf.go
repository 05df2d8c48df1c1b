package app

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"lectern/app/browser"
)

const (
	shelfID     = "_shelf"
	shelfHomeID = "_shelf-home"
	keepPrefix  = "_keep-"
)

// A shelf is what the reader keeps on the device: it draws the library page,
// answers the button of an article, and tells of new releases and of the
// connection. The service worker does the keeping.
//
// go-app owns only the root, so the shelf is made there, hidden, and moved into
// the page's [data-library] whenever there is one.
type shelf struct {
	goapp.Compo

	window *browser.Window
	words  func() *texts
	page   func() browser.Page
	say    func(string)
	redraw func() // of the root
	ctx    goapp.Context

	loads   int    // how often the worker was asked for state
	status  status // of state
	state   browser.OfflineState
	err     error // why there is no state
	offers  browser.Collections
	lang    string // of offers
	images  bool   // the reader's choice for what is kept next
	search  bool
	trouble trouble
	flows   map[string]flow
	refused bool   // the browser does not promise to keep what is kept
	put     string // release the reader has put off
	offline bool
}

// A trouble is what did not work: an action on a collection.
type trouble struct {
	id, action string
	err        error
}

// A flow is how fast a download goes.
type flow struct {
	at    time.Time
	done  int     // bytes at that time
	speed float64 // bytes a second; 0 is not known yet
	told  int     // quarters a screen reader was told of
}

func (s *shelf) OnMount(ctx goapp.Context) { s.ctx = ctx }

func newShelf(w *browser.Window, words func() *texts, page func() browser.Page, say func(string), redraw func()) *shelf {
	return &shelf{
		window: w, words: words, page: page, say: say, redraw: redraw,
		images: !w.SavesData(), search: true, flows: map[string]flow{},
	}
}

// begin listens to the worker, once the tools are connected.
func (s *shelf) begin() {
	s.offline = !s.window.Online()
	s.window.HearOffline(func(e browser.OfflineEvent) {
		s.ctx.Dispatch(func(goapp.Context) { s.hear(e) })
	})
	s.place()
	s.show()
}

// place moves the shelf into the page, if it has a place for it.
func (s *shelf) place() { s.window.Place(shelfID, shelfHomeID, "data-library") }

// show draws what is kept for the page just arrived at.
func (s *shelf) show() {
	switch s.page().Kind {
	case "library":
		s.place()
		s.window.HideLists(shelfID, true)
		s.load()
	case "article":
		s.drawn()
		if s.status != found {
			s.load()
		}
	}
}

// load asks the worker what is kept and, on the library page, what can be. Only
// the last answer asked for counts: an earlier one may lack what was kept since.
func (s *shelf) load() {
	page := s.page()
	s.loads++
	number := s.loads
	if s.status == empty {
		s.status = working
	}
	s.ctx.Async(func() {
		state, err := s.window.Offline(context.Background())
		var offers browser.Collections
		if err == nil && state.Release == "" {
			err = browser.ErrNoWorker
		}
		if err == nil && page.Kind == "library" {
			offers, err = s.window.Collections(context.Background(), page.Lang)
		}
		s.ctx.Dispatch(func(goapp.Context) {
			if number != s.loads {
				return
			}
			s.status, s.err = found, err
			if err != nil {
				s.status = broken
			} else if s.state = state; page.Kind == "library" {
				s.offers, s.lang = offers, page.Lang
			}
			if page.Kind == "library" {
				s.window.HideLists(shelfID, err == nil)
			}
			s.drawn()
		})
	})
}

// hear follows what happens without being asked for.
func (s *shelf) hear(e browser.OfflineEvent) {
	switch {
	case e.Job != nil:
		s.progress(*e.Job)
	case e.Update != nil:
		s.state.Update = e.Update
	case e.Type == "connection":
		s.offline = !e.Online
	case e.Type == "ready" && s.status == broken, (e.Type == "ready" || e.Type == "held") && s.page().Kind == "library":
		s.load()
	}
	s.drawn()
}

// progress follows a download. A screen reader is told of its beginning, of
// every quarter, and of its end.
func (s *shelf) progress(job browser.Job) {
	before := s.job(job.ID)
	if before == nil {
		return // removed meanwhile
	}
	was := before.State
	*before = job
	t, p, now := s.words(), s.flows[job.ID], time.Now()
	switch passed := now.Sub(p.at).Seconds(); {
	case job.State != browser.JobRunning:
		p = flow{told: p.told}
	case p.at.IsZero() || job.Done < p.done:
		p.at, p.done = now, job.Done
	case passed >= 1:
		speed := float64(job.Done-p.done) / passed
		if p.speed > 0 {
			speed = (speed + p.speed) / 2
		}
		p.at, p.done, p.speed = now, job.Done, speed
	}
	if quarter := job.Done * 4 / max(job.Total, 1); job.State == browser.JobRunning && quarter > p.told && quarter < 4 {
		p.told = quarter
		s.say(s.name(&job) + ": " + s.standing(t, &job))
	}
	s.flows[job.ID] = p
	if job.State == was || job.State == browser.JobRunning {
		return
	}
	s.say(s.name(&job) + ": " + s.standing(t, &job))
	if job.State == browser.JobWhole {
		delete(s.flows, job.ID)
		s.load() // what it takes
	}
}

// drawn shows what has changed, in the page's button too.
func (s *shelf) drawn() {
	s.redraw()
	s.Update()
	page := s.page()
	if page.Kind != "article" {
		return
	}
	t, job := s.words(), s.job(s.article())
	if job == nil {
		s.window.ShowKeep(false, t.get("offline_keep"), t.get("offline_article", "size", s.size(s.window.ArticleBytes())))
		return
	}
	words := t.get("offline_kept")
	if job.State != browser.JobWhole {
		words = t.get("offline_" + job.State)
	}
	s.window.ShowKeep(true, words, s.standing(t, job))
}

// job returns what is kept, or being fetched, under an id.
func (s *shelf) job(id string) *browser.Job {
	for i := range s.state.Jobs {
		if s.state.Jobs[i].ID == id {
			return &s.state.Jobs[i]
		}
	}
	return nil
}

// article returns the id under which the article being read is kept.
func (s *shelf) article() string {
	page := s.page()
	u, err := url.Parse(page.URL)
	if err != nil {
		return ""
	}
	return page.Lang + "/article//" + strings.TrimPrefix(u.Path, s.window.Base())
}

// toggle keeps the article being read, with its pictures, or removes it.
func (s *shelf) toggle() {
	id := s.article()
	s.ctx.Dispatch(func(goapp.Context) {
		switch job := s.job(id); {
		case job == nil:
			s.act(id, "keep")
		case job.State == browser.JobPaused || job.State == browser.JobFailed:
			s.act(id, "resume")
		default:
			s.act(id, "remove")
		}
	})
}

// act does what the reader asks for with a collection.
func (s *shelf) act(id, action string) {
	s.trouble = trouble{}
	parts := strings.SplitN(id, "/", 3)
	if len(parts) < 3 {
		return
	}
	wish := browser.Wish{Language: parts[0], Kind: parts[1], Slug: parts[2], Images: s.images, Search: s.search}
	if wish.Kind == "article" {
		wish.Images, wish.Search = true, false
	}
	s.ctx.Async(func() {
		var job browser.Job
		var err error
		ctx := context.Background()
		switch action {
		case "keep":
			job, err = s.window.Keep(ctx, wish)
		case "pause":
			err = s.window.Pause(ctx, id)
		case "resume":
			err = s.window.Resume(ctx, id)
		case "remove":
			err = s.window.Remove(ctx, id)
		}
		s.ctx.Dispatch(func(ctx goapp.Context) {
			t, old := s.words(), s.job(id)
			switch {
			case err != nil:
				s.trouble = trouble{id, action, err}
				s.say(s.problem(t))
			case action == "keep" && old == nil:
				s.state.Jobs = append(s.state.Jobs, job)
				s.say(s.name(&job) + ": " + t.get("offline_running"))
				s.load() // what was told of it before it stood here is lost
			case action == "remove" && old != nil:
				s.say(s.name(old) + ": " + t.get("offline_removed"))
				s.forget(id)
				ctx.Defer(func(goapp.Context) { s.window.FocusFirst(keepPrefix+id, shelfID) }) // the button goes
				s.load()
			}
			s.drawn()
		})
	})
}

func (s *shelf) forget(id string) {
	jobs := s.state.Jobs
	for i := range jobs {
		if jobs[i].ID == id {
			s.state.Jobs = append(jobs[:i:i], jobs[i+1:]...)
			return
		}
	}
}

// problem says in words what did not work.
func (s *shelf) problem(t *texts) string {
	switch err := s.trouble.err; {
	case errors.Is(err, browser.ErrFull):
		return t.get("offline_full", "free", s.size(s.free()))
	case errors.Is(err, browser.ErrNoWorker):
		return t.get("offline_unready")
	}
	return t.get("offline_broken")
}

// free returns how many bytes the browser has left for this site.
func (s *shelf) free() int { return max(0, int(s.state.Quota-s.state.Usage)) }

func (s *shelf) size(bytes int) string { return s.window.Size(s.words().tag, float64(bytes)) }

// onPersist asks the browser to keep what is kept.
func (s *shelf) onPersist(goapp.Context, goapp.Event) {
	s.ctx.Async(func() {
		kept, _ := s.window.Persist(context.Background()) // an error is a refusal
		s.ctx.Dispatch(func(goapp.Context) {
			s.state.Persisted, s.refused = kept, !kept
			s.say(s.promise(s.words()))
			s.window.FocusFirst(shelfID) // the button goes
		})
	})
}

// onApply shows the new release: the page is loaded anew, as the reader asked.
func (s *shelf) onApply(goapp.Context, goapp.Event) {
	s.ctx.Async(func() {
		err := s.window.ApplyUpdate(context.Background())
		s.ctx.Dispatch(func(goapp.Context) {
			if err == nil {
				s.window.Reload()
				return
			}
			s.trouble = trouble{err: err}
			s.drawn()
		})
	})
}

// onLater leaves the new release for when every page is closed.
func (s *shelf) onLater(goapp.Context, goapp.Event) {
	if s.state.Update != nil {
		s.put = s.state.Update.Release
	}
	s.trouble = trouble{}
	s.drawn()
}
