package app

import (
	"slices"
	"strconv"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"lectern/app/browser"
)

// Render draws the library page.
func (s *shelf) Render() goapp.UI {
	t := s.words()
	box := el("div.kept tabindex=-1", "id", shelfID, "lang", t.tag, "aria-busy", strconv.FormatBool(s.status == working))
	if s.status == broken {
		words := t.get("offline_unready")
		return box.Body(leaf("p role=alert", words), press(t.get("try_again"), ".tool-button", func(goapp.Context, goapp.Event) { s.load() }))
	}
	if s.lang == "" {
		return box // on its way
	}
	return box.Body(
		leaf("p.kept-ready", t.get("offline_ready")),
		when(s.state.Held != "", leaf("p.kept-held", s.held(t))),
		leaf("p", t.get("offline_room", "used", s.window.Size(t.tag, s.state.Usage), "free", s.size(s.free()))),
		node("p",
			goapp.Text(s.promise(t)+" "),
			when(!s.state.Persisted && !s.refused, press(t.get("offline_persist"), ".tool-button", s.onPersist)),
		),
		s.install(t),
		leaf("h2", t.get("offline_choose")),
		s.choice(t.get("offline_images"), &s.images),
		s.choice(t.get("offline_search", "size", s.size(s.offers.Search)), &s.search),
		s.offered(t, "", "all", "latest"),
		s.offered(t, "offline_topics", "topic"),
		s.offered(t, "offline_years", "year"),
		s.others(t),
	)
}

// promise says whether the browser may clear away what is kept.
func (s *shelf) promise(t *texts) string {
	switch {
	case s.state.Persisted:
		return t.get("offline_safe")
	case s.refused:
		return t.get("offline_refused")
	}
	return t.get("offline_unsafe")
}

// held says why the library is older than it could be.
func (s *shelf) held(t *texts) string {
	if s.state.Held == "quota" {
		return t.get("update_held") + " " + t.get("offline_full", "free", s.size(s.free()))
	}
	return t.get("update_held") + " " + t.get("offline_broken")
}

func (s *shelf) install(t *texts) goapp.UI {
	switch s.window.Installs() {
	case "prompt":
		return node("p", press(t.get("install"), ".tool-button", func(goapp.Context, goapp.Event) { s.window.Install() }))
	case "ios":
		return leaf("p", t.get("install_ios"))
	}
	return el("p hidden=true")
}

func (s *shelf) choice(words string, chosen *bool) goapp.UI {
	return node("label.kept-choice",
		el("input type=checkbox", "checked", strconv.FormatBool(*chosen)).
			OnChange(func(goapp.Context, goapp.Event) { *chosen = !*chosen }, words),
		leaf("span", words),
	)
}

// offered lists the collections of some kinds.
func (s *shelf) offered(t *texts, title string, kinds ...string) goapp.UI {
	var rows []goapp.UI
	for i := range s.offers.Collections {
		if c := &s.offers.Collections[i]; slices.Contains(kinds, c.Kind) {
			rows = append(rows, s.row(t, s.lang+"/"+c.Kind+"/"+c.Slug, c, nil))
		}
	}
	return s.section(t, title, rows)
}

// others lists what is kept beside the collections of this language.
func (s *shelf) others(t *texts) goapp.UI {
	var rows []goapp.UI
	for i := range s.state.Jobs {
		if job := &s.state.Jobs[i]; job.Language != s.lang || job.Kind == "article" {
			rows = append(rows, s.row(t, job.ID, nil, job))
		}
	}
	return s.section(t, "offline_others", rows)
}

// foldAfter is the number of rows above which a list is folded: the screen of a
// phone shows six.
const foldAfter = 10

func (s *shelf) section(t *texts, title string, rows []goapp.UI) goapp.UI {
	if title != "" && len(rows) > foldAfter {
		return node("details.kept-fold",
			leaf("summary", t.get(title)+" ("+strconv.Itoa(len(rows))+")"),
			node("ul.kept-list", rows...),
		)
	}
	return wrap(el("div", "hidden", strconv.FormatBool(len(rows) == 0)),
		when(title != "", leaf("h3", t.get(title))),
		node("ul.kept-list", rows...),
	)
}

// row shows a collection and what can be done with it.
func (s *shelf) row(t *texts, id string, c *browser.Collection, job *browser.Job) goapp.UI {
	if job == nil {
		job = s.job(id)
	}
	cost, note, enough := "", "", true
	if c != nil {
		all := c.Bytes + c.ImageBytes
		cost = t.count("offline_articles", c.Articles) + " · " + s.size(c.Bytes)
		if c.ImageBytes > 0 {
			cost = t.count("offline_articles", c.Articles) + " · " + t.get("offline_cost", "size", s.size(c.Bytes), "all", s.size(all))
		}
		need := c.Bytes
		if s.images {
			need = all
		}
		if s.search {
			need += s.offers.Search
		}
		if enough = s.state.Quota == 0 || need <= s.free() || job != nil; !enough {
			note = t.get("offline_full", "free", s.size(s.free()))
		}
	}
	shown, action, progress := job, "keep", ""
	if job == nil {
		shown = &browser.Job{Language: s.lang, Kind: c.Kind, Name: c.Name, Path: c.Path}
	} else {
		note = s.standing(t, job)
		switch job.State {
		case browser.JobRunning:
			action, progress = "pause", "yes"
		case browser.JobPaused:
			action, progress = "resume", "yes"
		case browser.JobWaiting, browser.JobFailed:
			action, progress = "resume", "yes"
		case browser.JobWhole:
			action = ""
		}
	}
	if s.trouble.err != nil && s.trouble.id == id {
		note = s.problem(t)
	}
	name := s.name(shown)
	label := leaf("bdi", name)
	if shown.Path != "" {
		label = wrap(el("a", "href", s.window.Base()+strings.TrimPrefix(shown.Path, "/")), label)
	}
	return wrap(el("li.kept-row", "data-keep", id),
		node("p", label, leaf("span.kept-cost", cost)),
		el("progress", "max", strconv.Itoa(max(shown.Total, 1)), "value", strconv.Itoa(shown.Done), "aria-label", name, "hidden", strconv.FormatBool(progress == "")),
		leaf("p.kept-note", note),
		node("p.kept-acts",
			s.doing(t, id, name, action, enough),
			when(job != nil, s.doing(t, id, name, "remove", true)),
		),
	)
}

// doing returns the button of an action. That of what is kept already stays, so
// that the focus does.
func (s *shelf) doing(t *texts, id, name, action string, enabled bool) goapp.UI {
	key := "offline_" + action
	if action == "" {
		key = "offline_kept"
	}
	switch job := s.job(id); {
	case job == nil: // not kept; or drawn to be left out
	case action == "remove" && job.State != browser.JobWhole:
		key = "offline_cancel"
	case action == "resume" && job.State != browser.JobPaused:
		key = "try_again"
	}
	b := button(t.get(key), ".tool-button", "aria-label", t.get(key)+": "+name, "aria-disabled", strconv.FormatBool(action == "" || !enabled))
	if action != "remove" {
		b = b.Attr("id", keepPrefix+id)
	}
	return b.OnClick(func(goapp.Context, goapp.Event) {
		if action != "" && enabled {
			s.act(id, action)
		}
	}, id, action, enabled)
}

// name returns what a collection is called.
func (s *shelf) name(job *browser.Job) string {
	if job.Name != "" {
		return job.Name
	}
	name := s.words().get("offline_" + job.Kind)
	if job.Language != s.page().UI {
		name += " (" + s.window.LanguageName(s.words().tag, job.Language) + ")"
	}
	return name
}

// standing says how far a download is.
func (s *shelf) standing(t *texts, job *browser.Job) string {
	done := t.get("offline_of", "done", s.size(job.Done), "all", s.size(job.Total))
	switch {
	case job.State == browser.JobWhole:
		return t.get("offline_kept") + " · " + s.size(job.Total)
	case job.State == browser.JobFailed:
		return t.get("offline_full", "free", s.size(s.free()))
	case strings.HasPrefix(job.Error, "wrong"):
		return t.get("offline_broken")
	case job.State == browser.JobRunning:
		if speed := s.flows[job.ID].speed; speed > 0 {
			done += " · " + t.get("offline_speed", "size", s.size(int(speed)))
		}
		return done
	}
	return t.get("offline_"+job.State) + " · " + done
}

// line says quietly that there is no connection.
func (s *shelf) line() goapp.UI {
	return leaf("p.offline-line role=status", s.words().get("offline_away"), "hidden", strconv.FormatBool(!s.offline))
}

// notice tells of a new release, or of what did not work away from the library
// page. Nothing changes until the reader says so.
func (s *shelf) notice() goapp.UI {
	t, u := s.words(), s.state.Update
	box := el("div.tool-notice")
	switch {
	case s.trouble.err != nil && s.page().Kind != "library":
		return box.Body(leaf("p", s.problem(t)), press(t.get("close"), "", s.onLater))
	case u == nil || u.Release == s.put:
		return nil
	}
	words, articles := t.get("update_version"), u.Articles[s.page().Lang]
	if articles > 0 {
		words = t.count("update_articles", articles)
	}
	return box.Body(
		leaf("p", words),
		press(t.get("update_apply"), "", s.onApply),
		press(t.get("update_later"), "", s.onLater),
	)
}
