package e2e

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"lectern/web/browsertest"
)

const (
	barOpen   = `document.querySelector("#_marks")?.hidden === false`
	barClosed = `document.querySelector("#_marks")?.hidden === true`
	marked    = `(CSS.highlights.get("lectern-found")?.size ?? 0)`
	// What is marked as the current match, and whether all of it is on the screen
	// and clear of the bar.
	current = `([...CSS.highlights.get("lectern-current") ?? []].map(String)[0] ?? "")`
	inView  = `(() => {
		const range = [...CSS.highlights.get("lectern-current")][0];
		const at = range.getClientRects()[0], bar = document.querySelector("#_marks").getBoundingClientRect();
		const beside = at.bottom <= bar.top || at.top >= bar.bottom || at.right <= bar.left || at.left >= bar.right;
		return at.width > 0 && at.top >= 0 && at.bottom <= innerHeight && at.left >= 0 && at.right <= innerWidth && beside;
	})()`
)

// count waits until the bar shows a count: "1 из 12".
func count(tab *browsertest.Tab, text string) {
	tab.Wait("the count "+text, fmt.Sprintf(`document.querySelector("#_marks .mark-count").textContent === %q`, text))
}

// words returns the address of an article with words to mark.
func words(address, query string) string { return address + "?q=" + url.QueryEscape(query) }

// marksFolder holds an article where words are in every kind of place.
func marksFolder(t *testing.T) string {
	filler := strings.Repeat("Обычный абзац о погоде и о дорогах, где нужного слова нет вовсе, сколько ни читай.\n\n", 12)
	return folder(t, map[string]string{
		"ru/marks.md": "# Перевалка зерна\n\n" + filler +
			"Первый *пере*валочный порт принимает перевалку круглый год. [^1]\n\n[^1]: Сноска о перевалке.\n\n## Таблица\n\n" +
			"| " + strings.Repeat("Очень широкий столбец | ", 9) + "Перевалка |\n|" + strings.Repeat("---|", 10) + "\n| " + strings.Repeat("значение | ", 9) + "перевалкой |\n\n" +
			"```go\n// " + strings.Repeat("очень длинная строка ", 12) + "перевалки\n```\n\n" +
			"<details>\n<summary>Подробности</summary>\n\nСпрятанный текст: перевалку считают в тоннах.\n\n</details>\n\n" +
			"Здесь пере\n\nвалка разделена абзацами.\n\n<p lang=\"en\">English transshipments of grain.</p>\n\n" + filler + "Последняя строка.\n",
		"ru/other.md": "# Другая статья\n\nСсылка на [зерно](marks.md). " + filler,
		"ar/port.md":  "# الميناء\n\n" + strings.Repeat("هذا نص طويل عن الميناء والسفن.\n\n", 30),
	})
}

// TestMarksOfAResult does what a reader does: searches, opens a result, goes
// through the marked words, takes the marks away, comes back.
func TestMarksOfAResult(t *testing.T) {
	home := serve(t, marksFolder(t))
	browser := browsertest.Start(t)
	for name, viewport := range map[string]browsertest.Viewport{"phone": browsertest.Phone, "desktop": browsertest.Desktop} {
		t.Run(name, func(t *testing.T) {
			tab := browser.Tab(t, viewport)
			start(tab, home+"ru/other/")
			tab.Run(`window.stayed = true; scrollTo(0, 300)`)
			tab.Press("Control+k")
			tab.Wait("the search dialog", searchOpen)
			tab.Type("перевалкой")
			tab.Wait("results for the whole word", fmt.Sprintf(`document.querySelector("dialog.search-dialog .hit")?.href.endsWith(%q)`, words("", "перевалкой")))
			tab.Forget()
			tab.Click("dialog.search-dialog .hit")
			tab.Wait("marked words", marked+` > 5`)
			tab.Wait("the bar", barOpen)
			if path := tab.Path(); path != words("/ru/marks/", "перевалкой") {
				t.Errorf("the address is %s", path)
			}
			for _, r := range tab.Requests() {
				if strings.Contains(r.URL, "?q=") {
					t.Errorf("asked for %s, want the page without the words", r.URL)
				}
			}
			if got := browsertest.Eval[string](tab, `document.querySelector("link[rel=canonical]").href`); strings.Contains(got, "?") {
				t.Errorf("canonical %s", got)
			}
			if got := browsertest.Eval[string](tab, `document.activeElement.tagName`); got != "H1" {
				t.Errorf("the focus is on %s, want it on the heading", got)
			}
			tab.Wait("the number of marks said", `/Перевалка зерна. \d+ совпад/.test(document.querySelector("#_app .spoken").textContent)`)
			all := browsertest.Eval[int](tab, marked)
			for i := 2; i <= all; i++ {
				tab.Click("#_marks .mark-next")
				count(tab, fmt.Sprintf("%d из %d", i, all))
				tab.Wait(fmt.Sprintf("match %d in view", i), inView)
			}
			tab.Click("#_marks .mark-next")
			count(tab, fmt.Sprintf("1 из %d", all))
			tab.Click("#_marks .mark-previous")
			count(tab, fmt.Sprintf("%d из %d", all, all))
			tab.Wait("that match in view", inView)
			if !browsertest.Eval[bool](tab, `document.querySelector("article details:not([data-outline])").open`) {
				t.Error("the details with a match are closed")
			}
			before := browsertest.Eval[int](tab, `Math.round(scrollY)`)
			tab.Press("Escape")
			tab.Wait("no bar", barClosed)
			if n := browsertest.Eval[int](tab, marked); n != 0 {
				t.Errorf("%d marks after Escape", n)
			}
			if path := tab.Path(); path != "/ru/marks/" {
				t.Errorf("the address after Escape is %s", path)
			}
			if after := browsertest.Eval[int](tab, `Math.round(scrollY)`); after != before {
				t.Errorf("Escape scrolled from %d to %d", before, after)
			}
			tab.Back()
			tab.Wait("the article before, at its place", `location.pathname === "/ru/other/" && Math.abs(scrollY - 300) < 40`)
			if !browsertest.Eval[bool](tab, `window.stayed === true`) {
				t.Error("the page was loaded anew, want it swapped")
			}
			for _, s := range tab.Shifts() {
				if s.Value > 0.001 {
					t.Errorf("the page moved: %v", s)
				}
			}
			tab.Clean()
		})
	}
}

// TestMarksPlaces holds that the first match is brought into view only where
// the reader is not somewhere already.
func TestMarksPlaces(t *testing.T) {
	home := serve(t, marksFolder(t))
	browser := browsertest.Start(t)
	t.Run("new tab", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Phone)
		tab.Open(words(home+"ru/marks/", "порт"))
		tab.Wait("the match in view", inView)
		if y := browsertest.Eval[int](tab, `scrollY`); y == 0 {
			t.Error("the page was not scrolled to the match")
		}
		for _, s := range tab.Shifts() {
			t.Errorf("the page moved: %v", s)
		}
		tab.Run(`document.documentElement.style.scrollBehavior = "auto"; scrollTo(0, 400)`)
		tab.Reload()
		tab.Wait("marks after a reload", marked+` === 1`)
		if y := browsertest.Eval[int](tab, `scrollY`); y < 350 || y > 450 {
			t.Errorf("scrolled to %d after a reload, want 400", y)
		}
		tab.Clean()
	})
	t.Run("fragment", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Desktop)
		tab.Open(words(home+"ru/marks/", "порт") + "#" + url.PathEscape("таблица"))
		tab.Wait("marks", marked+` === 1`)
		if top := browsertest.Eval[float64](tab, `document.getElementById("таблица").getBoundingClientRect().top`); top < 0 || top > 200 {
			t.Errorf("the section is at %v, want it at the top of the window", top)
		}
		tab.Clean()
	})
	t.Run("back", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Desktop)
		start(tab, home+"ru/other/")
		tab.Run(`document.querySelector("main a[href*=marks]").href += "?q=%D0%BF%D0%BE%D1%80%D1%82"`)
		tab.Click(`main a[href*=marks]`)
		tab.Wait("the match in view", inView)
		tab.Run(`scrollTo({top: 123, behavior: "instant"})`)
		tab.Run(`document.querySelector(".brand").click()`)
		tab.Wait("the home without a bar", `document.querySelector("main").dataset.page === "home" && `+barClosed)
		if n := browsertest.Eval[int](tab, marked); n != 0 {
			t.Errorf("%d marks on the home", n)
		}
		tab.Back()
		tab.Wait("marks again", marked+` === 1 && `+barOpen)
		if y := browsertest.Eval[int](tab, `scrollY`); y < 120 || y > 126 {
			t.Errorf("scrolled to %d after Back, want 123", y)
		}
		tab.Clean()
	})
}

// TestFindInArticle uses the button in the article, by keys alone.
func TestFindInArticle(t *testing.T) {
	home := serve(t, marksFolder(t))
	tab := browsertest.Start(t).Tab(t, browsertest.Desktop)
	tab.Open(home + "ru/marks/")
	tab.Run(`document.querySelector('[data-tool="find"]').focus()`)
	tab.Press("Enter")
	tab.Wait("the field with the focus", `document.activeElement.id === "_marks-field"`)
	tab.Type("зерн")
	count(tab, "1 из 1")
	tab.Type("а")
	count(tab, "1 из 1")
	tab.Run(`document.querySelector("#_marks-field").select()`)
	tab.Type("йцукенг")
	count(tab, "Не найдено")
	tab.Run(`document.querySelector("#_marks-field").select()`)
	tab.Type("gthtdfkrf") // перевалка
	tab.Wait("what was marked instead", `document.querySelector("#_marks .mark-note")?.textContent.includes("перевалка")`)
	all := browsertest.Eval[int](tab, marked)
	tab.Press("Enter", "Enter", "Shift+Enter")
	count(tab, fmt.Sprintf("2 из %d", all))
	tab.Wait("its place said", fmt.Sprintf(`document.querySelector("#_app .spoken").textContent === "2 из %d"`, all))
	tab.Press("Tab", "Tab", "Space")
	count(tab, fmt.Sprintf("3 из %d", all))
	tab.Press("Escape")
	tab.Wait("no bar", barClosed)
	if got := browsertest.Eval[string](tab, `document.activeElement.dataset.tool ?? ""`); got != "find" {
		t.Errorf("the focus is on the tool %q, want it where it was", got)
	}
	if path := tab.Path(); path != "/ru/marks/" {
		t.Errorf("the address is %s", path)
	}
	tab.Clean()
}

// TestMarksAcross holds where words are seen as one and where not.
func TestMarksAcross(t *testing.T) {
	home := serve(t, marksFolder(t))
	browser := browsertest.Start(t)
	for _, tt := range []struct{ name, query, want string }{
		{"inline elements", "перевалочный", "перевалочный"},
		{"blocks", "валка", "валка"},
		{"foreign words", "transshipment", "transshipments"},
		{"code", "длинная", strings.TrimSuffix(strings.Repeat("длинная ", 12), " ")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tab := browser.Tab(t, browsertest.Desktop)
			tab.Open(words(home+"ru/marks/", tt.query))
			tab.Wait("marks", barOpen+` && `+marked+` > 0`)
			if got := browsertest.Eval[string](tab, `[...CSS.highlights.get("lectern-found")].map(String).join(" ")`); got != tt.want {
				t.Errorf("words marked for %q: %q, want %q", tt.query, got, tt.want)
			}
			tab.Clean()
		})
	}
}

// TestMarksFallback holds that a browser without highlights gets <mark>
// elements, which go without a trace and leave what is selected.
func TestMarksFallback(t *testing.T) {
	home := serve(t, marksFolder(t))
	tab := browsertest.Start(t).Tab(t, browsertest.Phone)
	tab.Before(`Object.defineProperty(CSS, "highlights", {value: undefined}); delete window.Highlight`)
	const nodes = `(() => {
		const all = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_ALL);
		let text = "";
		while (all.nextNode()) text += all.currentNode.nodeType + (all.currentNode.data ?? all.currentNode.tagName) + "|";
		return text;
	})()`
	tab.Open(home + "ru/marks/")
	tab.Run(`document.querySelector("article details:not([data-outline])").open = true`)
	before := browsertest.Eval[string](tab, nodes)
	tab.Click(`[data-tool="find"]`)
	tab.Wait("the field with the focus", `document.activeElement.id === "_marks-field"`)
	var chosen string
	for _, query := range []string{"перевал", "перевалка "} {
		tab.Run(`{
			document.activeElement.blur();
			const p = [...document.querySelectorAll(".prose p")].find((p) => p.textContent.startsWith("Первый"));
			const text = [...(function* walk(n) { for (const c of n.childNodes) if (c.nodeType === 3) yield c; else yield* walk(c); })(p)];
			getSelection().setBaseAndExtent(text[0], 2, text.at(-1), 0);
			window.chosen = String(getSelection());
		}`)
		chosen = browsertest.Eval[string](tab, `window.chosen`)
		tab.Run(fmt.Sprintf(`{
			const field = document.querySelector("#_marks-field");
			field.value = %q;
			field.dispatchEvent(new InputEvent("input", {bubbles: true}));
		}`, query))
		tab.Wait("marks", `document.querySelectorAll("main mark.found").length > 5 && document.querySelectorAll("main mark.found[aria-current]").length > 0`)
		if got := browsertest.Eval[string](tab, `String(getSelection())`); got != chosen {
			t.Errorf("selected %q with marks for %q, want %q as before", got, query, chosen)
		}
	}
	tab.Accessible()
	tab.Run(`document.querySelector("#_marks .mark-next").click()`)
	tab.Click("#_marks .mark-close")
	tab.Wait("no marks", `document.querySelectorAll("mark").length === 0`)
	if after := browsertest.Eval[string](tab, nodes); after != before {
		t.Errorf("the document is not as it was:\n got %.300q\nwant %.300q", after, before)
	}
	if got := browsertest.Eval[string](tab, `String(getSelection())`); got != chosen {
		t.Errorf("selected %q after dismissal, want %q as before", got, chosen)
	}
	tab.Clean()
}

// TestMarksAccessible runs axe with the bar open, looks at its contrasts in every
// theme, and holds the sizes of what is pressed.
func TestMarksAccessible(t *testing.T) {
	home := serve(t, marksFolder(t))
	browser := browsertest.Start(t)
	for _, path := range []string{words("ru/marks/", "перевалка"), words("ar/port/", "الميناء")} {
		t.Run(path, func(t *testing.T) {
			tab := browser.Tab(t, browsertest.Phone)
			tab.Before(`localStorage.setItem("lectern.settings", '{"theme":"light"}')`)
			tab.Open(home + path)
			tab.Wait("marks", barOpen+` && `+marked+` > 5`)
			themes(t, tab, "#_marks")
			small := browsertest.Eval[string](tab, `[...document.querySelectorAll('#_marks button, #_marks input, [data-tool="find"]')].filter((e) => {
				const r = e.getBoundingClientRect();
				return r.width < 44 || r.height < 44;
			}).map((e) => e.className).join(" ")`)
			if small != "" {
				t.Errorf("smaller than 44 px: %s", small)
			}
			if wide := browsertest.Eval[int](tab, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
				t.Errorf("the page is %d px wider than a phone", wide)
			}
			// The end of the page is clear of the bar.
			tab.Run(`scrollTo({top: 1e6, behavior: "instant"})`)
			tab.Wait("the end of the page above the bar", `document.querySelector("footer").getBoundingClientRect().bottom <= document.querySelector("#_marks").getBoundingClientRect().top + 1`)
			tab.Clean()
		})
	}
}

// TestMarksLong holds that an article of 150 KB is marked to its end, and logs
// what the reader had to wait for on the way: tasks of the browser over 50 ms.
func TestMarksLong(t *testing.T) {
	var text strings.Builder
	text.WriteString("# Длинная статья\n\n")
	for i := 0; text.Len() < 150<<10; i++ {
		fmt.Fprintf(&text, "Абзац %d: *таможенное* оформление [грузов](https://example.org/%d) идёт через единый портал, а `бумажные бланки` остались в прошлом.\n\n", i, i)
	}
	home := serve(t, folder(t, map[string]string{"ru/long.md": text.String()}))
	tab := browsertest.Start(t).Tab(t, browsertest.Phone)
	start(tab, home+"ru/long/")
	tab.Run(`window.tasks = []; new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => Math.round(e.duration)))).observe({type: "longtask"})`)
	tab.Click(`[data-tool="find"]`)
	tab.Wait("the field with the focus", `document.activeElement.id === "_marks-field"`)
	tab.Run(`performance.mark("typed")`)
	tab.Type("таможенный груз")
	tab.Wait("marks", `document.querySelector("#_marks .mark-count").textContent.includes(" из ") && `+marked+` > 1000`)
	t.Logf("marked %d words; tasks over 50 ms: %v ms", browsertest.Eval[int](tab, marked), browsertest.Eval[[]int](tab, `tasks`))
	tab.Clean()
}

// TestMarksLive holds that words stay marked when the editor saves the article.
func TestMarksLive(t *testing.T) {
	dir := folder(t, map[string]string{"ru/a.md": "# Первая\n\nОдно слово о таможне.\n"})
	home := serve(t, dir)
	tab := browsertest.Start(t).Tab(t, browsertest.Desktop)
	tab.Open(words(home+"ru/a/", "таможня"))
	tab.Wait("a mark", marked+` === 1`)
	save(t, dir, "ru/a.md", "# Первая\n\nДва слова: таможня и таможни.\n")
	tab.Wait("marks in the new text", `document.body.innerText.includes("Два слова") && `+marked+` === 2 && `+barOpen)
}

// TestFindWithoutScript holds that a button which would do nothing is not shown.
func TestFindWithoutScript(t *testing.T) {
	home := serve(t, marksFolder(t))
	tab := browsertest.Start(t).Tab(t, browsertest.Phone)
	const shown = `[...document.querySelectorAll('[data-tool="find"]')].filter((e) => e.offsetParent).length`
	tab.Open(home + "ru/marks/")
	if n := browsertest.Eval[int](tab, shown); n != 1 {
		t.Errorf("%d buttons with script, want 1", n)
	}
	tab.Script(false)
	tab.Open(words(home+"ru/marks/", "порт"))
	if n := browsertest.Eval[int](tab, shown); n != 0 {
		t.Errorf("%d buttons without script, want none", n)
	}
	tab.Clean()
}
