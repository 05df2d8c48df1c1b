package embedtest

import (
	"fmt"
	"testing"

	"lectern/web/browsertest"
)

// A stranger in another frame that says all a frame of ours could say, ten
// thousand times, to the page around it.
const stranger = `<!doctype html><title>Stranger</title><script>
const right = location.hash.slice(1);
const secrets = [right, "", "1234567890", undefined, null, 0, {}, []];
for (let i = 0; i < 10000; i++) {
	const type = ["ready", "height", "open", "viewed", "theme", {}, null][i % 7];
	parent.postMessage({ lectern: 1, type, height: 5000 + i, secret: secrets[i % secrets.length], title: "Stolen", href: "https://evil.example/" }, "*");
}
parent.postMessage("done", "*");
</script>`

// odd is an object that no text and no number can be made of.
const odd = `{ toString: 1, valueOf: 1 }`

// testHostile has ten thousand wrong messages acted on by nobody, and right ones
// by everybody.
func testHostile(t *testing.T, b *browsertest.Browser, site string) {
	partner, other := NewPartner(t, Named), NewPartner(t, IPv4)
	partner.Page("/notes.js", notes)
	address := other.Page("/", stranger)

	tab := b.Tab(t, browsertest.Desktop)
	tab.Open(partner.Page("/", document(script(site)+embed(site, "/ru/customs/", `view="full"`, 1000)+
		`<script>addEventListener("message", (e) => { if (e.data === "done") window.done = true; if (e.data?.type === "ready") window.secret ??= e.data.secret; });</script><div id="there"></div>`)))
	ready(tab, 1)
	state := `String([` + sizes + `, told.filter((e) => e[0] !== "viewed").length, document.title])`
	before := browsertest.Eval[string](tab, state)

	t.Run("child", func(t *testing.T) {
		tab := tab.For(t)
		// A sandbox gives it the origin that frames of ours have, and it overheard the secret.
		tab.Run(fmt.Sprintf(`window.heard = 0; const f = document.createElement("iframe"); f.setAttribute("sandbox", "allow-scripts"); f.src = %q + "#" + secret; there.append(f)`, address))
		tab.Wait("ten thousand messages", `window.done && heard >= 10000`)
		if got := browsertest.Eval[string](tab, state); got != before {
			t.Errorf("after ten thousand wrong messages: %s, before %s", got, before)
		}
		// And a wrong one in the right window, where another page might have come to stand.
		tab.Run(`window.heard = 0`)
		browsertest.EvalFrame[bool](tab, "_full", `(() => { for (let i = 0; i < 10000; i++) parent.postMessage({ lectern: 1, type: ["ready", "height", "open"][i % 3], height: 7000, secret: "wrong" }, "*"); return true; })()`)
		tab.Wait("ten thousand more", `heard >= 10000`)
		if got := browsertest.Eval[string](tab, state); got != before {
			t.Errorf("after ten thousand messages without the secret: %s, before %s", got, before)
		}
		// Nor does what is no height become one, though all else is right.
		tab.Run(`window.heard = 0`)
		browsertest.EvalFrame[bool](tab, "_full", `(() => {
			const secret = new URLSearchParams(location.hash.split("?")[1]).get("secret"), odd = `+odd+`;
			const heights = [NaN, Infinity, -1, 0, 1e5, "700", [700], odd, null, true, 700n, new Date(700)];
			for (const height of heights) parent.postMessage({ lectern: 1, type: "height", height, secret }, "*");
			for (const type of [odd, ["ready"], null, "__proto__"]) parent.postMessage({ lectern: 1, type, height: 700, title: odd, href: odd, secret }, "*");
			return true; })()`)
		tab.Wait("all of it", `heard >= 16`)
		if got := browsertest.Eval[string](tab, state); got != before {
			t.Errorf("after heights that are none: %s, before %s", got, before)
		}
	})

	t.Run("parent", func(t *testing.T) {
		tab := tab.For(t)
		// The page around a frame does not know the secret of the element either.
		tab.Run(`{ const f = document.createElement("iframe"); f.src = "` + site + `/ru/short/embed/?bare#_card?secret=right"; f.id = "bare"; there.append(f); }`)
		tab.WaitFrame("the frame", "?bare", `document.readyState === "complete"`)
		browsertest.EvalFrame[bool](tab, "?bare", `(window.came = 0, addEventListener("message", () => came++), true)`)
		say := func(secret string) {
			tab.Run(`for (let i = 0; i < 10000; i++) for (const type of ["view", "theme"])
				document.querySelector("#bare").contentWindow.postMessage({ lectern: i % 3, type, view: "full", theme: "dark", secret: ` + secret + ` }, "*")`)
		}
		look := `(({ view, theme }) => view + " " + theme)(document.documentElement.dataset)`
		say(`["", "wrong", null, {}][i % 4]`)
		tab.WaitFrame("twenty thousand messages", "?bare", `came === 20000`)
		if got := browsertest.EvalFrame[string](tab, "?bare", look); got != "card undefined" {
			t.Errorf("after twenty thousand wrong messages the frame shows %s", got)
		}
		tab.Run(`for (const type of ["view", "theme", {}]) for (const view of [` + odd + `, ["full"], null, NaN, "__proto__"])
			document.querySelector("#bare").contentWindow.postMessage({ lectern: 1, type, view, theme: view, secret: "right" }, "*")`)
		// A sibling knows it, but is not the parent.
		tab.Run(`{ const f = document.createElement("iframe"); f.srcdoc = "<script>for (let i = 0; i < 1000; i++) parent.document.querySelector('#bare').contentWindow.postMessage({ lectern: 1, type: 'theme', theme: 'dark', secret: 'right' }, '*');<\/script>"; there.append(f); }`)
		tab.WaitFrame("fifteen odd ones and those of the sibling", "?bare", `came === 21015`)
		if got := browsertest.EvalFrame[string](tab, "?bare", look); got != "card undefined" {
			t.Errorf("told by a sibling the frame shows %s", got)
		}
		say(`"right"`)
		tab.WaitFrame("what the parent says", "?bare", look+` === "full dark"`)
	})

	t.Run("right messages", func(t *testing.T) {
		tab := tab.For(t)
		tab.Run(`document.querySelector("lectern-article").setAttribute("theme", "dark"); document.querySelector("lectern-article").setAttribute("view", "excerpt")`)
		tab.WaitFrame("the theme and the view", "_full", `document.documentElement.dataset.theme === "dark" && document.documentElement.dataset.view === "excerpt"`)
		tab.Wait("the height", sizes+"[0] === 320")
		tab.Wait("that it was seen", `told.some((e) => e[0] === "viewed")`)
		tab.Clean()
	})
}

// wordpress follows what WordPress documents of its embeds: it asks for the
// answer, keeps a blockquote and one frame with few attributes, puts that into a
// sandbox with a secret, and hears of heights and links with the secret, from
// that window.
const wordpress = `
window.followed = []; window.heights = [];
async function discover(page) {
	const answer = await (await fetch(page + "oembed.json?maxwidth=500&maxheight=750&dnt=1")).json();
	const given = new DOMParser().parseFromString(answer.html, "text/html").querySelector("iframe");
	const f = document.createElement("iframe");
	for (const name of ["src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title"]) if (given.hasAttribute(name)) f.setAttribute(name, given.getAttribute(name));
	f.setAttribute("sandbox", "allow-scripts");
	f.dataset.secret = "aB3dE5fG7h";
	f.src += "#?secret=" + f.dataset.secret;
	f.onload = () => f.contentWindow.postMessage({ message: "ready", secret: f.dataset.secret }, "*");
	document.body.append(f);
	return answer.width + "x" + answer.height;
}
addEventListener("message", ({ source, data }) => {
	if (!data?.secret || /[^a-zA-Z0-9]/.test(data.secret)) return;
	for (const f of document.querySelectorAll('iframe[data-secret="' + data.secret + '"]')) {
		if (source !== f.contentWindow) continue;
		if (data.message === "height") heights.push(f.height = Math.min(1000, Math.max(200, parseInt(data.value, 10))));
		if (data.message === "link" && new URL(data.value).host === new URL(f.src).host) followed.push(data.value);
	}
});
window.sizes = [];
addEventListener("message", ({ data }) => { if (data?.sentinel === "amp" && data.type === "embed-size") sizes.push(data.height); });
`

func testHosts(t *testing.T, b *browsertest.Browser, site string) {
	partner := NewPartner(t, Named)
	partner.Page("/notes.js", wordpress)
	tab := b.Tab(t, browsertest.Desktop)
	tab.Open(partner.Page("/", document("<h1>Blog</h1>")))

	t.Run("WordPress", func(t *testing.T) {
		tab := tab.For(t)
		if got := browsertest.Eval[string](tab, `discover("`+site+`/ru/customs/")`); got != "500x320" {
			t.Errorf("the answer's size is %s", got)
		}
		tab.Wait("the height", `heights.at(-1) === 320`)
		tab.WaitFrame("the excerpt", "secret=", `document.documentElement.dataset.view === "excerpt"`)
		tab.Run(`document.querySelector("iframe").contentWindow.postMessage({ message: "ready", secret: "aB3dE5fG7h" }, "*")`)
		tab.Wait("the height again", `heights.length > 1`)
		browsertest.EvalFrame[bool](tab, "secret=", `(document.querySelector("h1 a").click(), true)`)
		tab.Wait("the link", `followed.length === 1 && followed[0] === "`+site+`/ru/customs/"`)
		tab.Clean()
	})

	t.Run("AMP", func(t *testing.T) {
		tab := tab.For(t)
		tab.Run(`{ sizes.length = 0; const f = document.createElement("iframe"); f.setAttribute("sandbox", "allow-scripts"); f.width = 400; f.height = 200; f.src = "` + site + `/en/customs/embed/?view=full&amp=1"; document.body.append(f); }`)
		tab.Wait("the height", `sizes.length > 0 && sizes.at(-1) > 100`)
		tab.Clean()
	})
}
