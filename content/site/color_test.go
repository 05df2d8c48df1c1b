package site

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

// palettes reads tokens.css as a browser would: the colours of each theme by
// intent. Dark stands twice in it, as the reader's choice and the system's.
func palettes(t *testing.T) map[string]map[string]color {
	t.Helper()
	data, err := fs.ReadFile(webFolder(t), "css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	css := regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAllString(string(data), "")
	root := map[string]string{}
	sets := map[string]map[string]string{"light": root}
	rule := regexp.MustCompile(`(?s)([^{}]+)\{([^{}]*)\}`)
	declaration := regexp.MustCompile(`(--[a-z-]+):\s*([^;]+);`)
	for _, m := range rule.FindAllStringSubmatch(css, -1) {
		name := ""
		switch selector := strings.TrimSpace(m[1]); {
		case selector == ":root":
			name = "light"
		case strings.HasPrefix(selector, "[data-theme=\""):
			name = strings.TrimSuffix(strings.TrimPrefix(selector, "[data-theme=\""), "\"]")
		case selector == ":root:not([data-theme])" && strings.Contains(m[2], "color-scheme: dark"):
			name = "system dark"
		default:
			continue
		}
		if sets[name] == nil {
			sets[name] = map[string]string{}
		}
		for _, d := range declaration.FindAllStringSubmatch(m[2], -1) {
			sets[name][d[1]] = d[2]
		}
	}
	reference := regexp.MustCompile(`^var\((--[a-z-]+)\)$`)
	result := map[string]map[string]color{}
	for name, set := range sets {
		result[name] = map[string]color{}
		for key := range root {
			if !strings.HasPrefix(key, "--color-") {
				continue
			}
			value, ok := set[key]
			if !ok {
				t.Errorf("theme %s does not say what %s is", name, key)
				continue
			}
			if m := reference.FindStringSubmatch(value); m != nil {
				value = root[m[1]]
			}
			c, err := parseColor(value)
			if err != nil {
				t.Errorf("theme %s, %s: %v", name, key, err)
			}
			result[name][key] = c
		}
	}
	return result
}

// TestContrast holds WCAG 2.2 AA: 4.5 for words, 3 for the edges of controls.
func TestContrast(t *testing.T) {
	all := palettes(t)
	if len(all) != 5 {
		t.Fatalf("%d themes in tokens.css, want light, sepia, dark twice and contrast", len(all))
	}
	for name, p := range all {
		for intent, c := range p {
			for _, ground := range []string{"--color-page", "--color-surface"} {
				want := 4.5
				switch intent {
				case "--color-page", "--color-surface", "--color-line", "--color-mark", "--color-on-accent":
					continue
				case "--color-edge":
					want = 3
				}
				if got := contrast(c, p[ground]); got < want {
					t.Errorf("theme %s: %s %v on %s %v: contrast %.2f, want %.1f", name, intent, c, ground, p[ground], got, want)
				}
			}
		}
		for _, pair := range [][2]string{{"--color-on-accent", "--color-accent"}, {"--color-text", "--color-mark"}} {
			if got := contrast(p[pair[0]], p[pair[1]]); got < 4.5 {
				t.Errorf("theme %s: %s on %s: contrast %.2f, want 4.5", name, pair[0], pair[1], got)
			}
		}
		for _, th := range themes() {
			if th.name == name && (p["--color-page"] != th.background || p["--color-surface"] != th.surface) {
				t.Errorf("theme %s: tokens.css has %v and %v, themes() %v and %v", name,
					p["--color-page"], p["--color-surface"], th.background, th.surface)
			}
		}
	}
	for intent, c := range all["dark"] {
		if all["system dark"][intent] != c {
			t.Errorf("%s: dark by choice is %v, dark by system %v", intent, c, all["system dark"][intent])
		}
	}
}

// TestAccent: any accent an editor names can be read in every theme.
func TestAccent(t *testing.T) {
	for _, accent := range []string{"#000", "#ffffff", "#ff0", "#b3261e", "#777777", "#0000ff", "#00ff00", " #1A73E8 "} {
		rule, err := accentRule(accent)
		if err != nil {
			t.Fatal(err)
		}
		for _, th := range themes() {
			m := regexp.MustCompile(`--accent-` + th.name + `:(#[0-9a-f]{6});`).FindStringSubmatch(rule)
			if m == nil {
				t.Fatalf("accent %s: no tone for %s in %s", accent, th.name, rule)
			}
			c, err := parseColor(m[1])
			if err != nil {
				t.Fatal(err)
			}
			for _, ground := range []color{th.background, th.surface} {
				if got := contrast(c, ground); got < 4.5 {
					t.Errorf("accent %s in %s: %v on %v: contrast %.2f, want 4.5", accent, th.name, c, ground, got)
				}
			}
		}
	}
}

// FuzzAccent: what stands in a configuration is a colour or an error, and can
// never end the rule it is put into.
func FuzzAccent(f *testing.F) {
	for _, seed := range []string{"", "#b3261e", "#abc", "red", "#12345", "#;}x{", "#-12345", "#+12345", "##abc", "#éa"} {
		f.Add(seed)
	}
	whole := regexp.MustCompile(`^:root\{(--accent-[a-z]+:#[0-9a-f]{6};){4}\}\n$`)
	f.Fuzz(func(t *testing.T, accent string) {
		rule, err := accentRule(accent)
		if err == nil && rule != "" && !whole.MatchString(rule) {
			t.Errorf("accentRule(%q) = %q", accent, rule)
		}
	})
}
