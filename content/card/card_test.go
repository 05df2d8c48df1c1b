package card

import (
	"bytes"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lectern/content"
)

func painter(t testing.TB) *Painter {
	t.Helper()
	fonts, err := LoadFonts()
	if err != nil {
		t.Fatal(err)
	}
	return NewPainter(fonts)
}

func example(lang content.Lang, title, site string) Card {
	return Card{Title: title, Site: site, Lang: lang, Paper: color.RGBA{0x9b, 0x2d, 0x1b, 255}, Ink: color.RGBA{0xfd, 0xfc, 0xfa, 255}}
}

func examples() map[string]Card {
	return map[string]Card{
		"ru":      example("ru", "Таможня переходит на электронные декларации", "Утренняя библиотека"),
		"uz":      example("uz", "Bojxona elektron deklaratsiyaga oʻtmoqda: maʼno va gʻoya", "Tonggi kutubxona"),
		"uz-cyrl": example("uz-Cyrl", "Божхона электрон декларацияга ўтмоқда: ҳуқуқ ва ғоя", "Тонгги кутубхона"),
		"ar":      example("ar", "الجمارك تنتقل إلى التصاريح الإلكترونية ISO 9001 اعتبارًا من 2026", "مكتبة الصباح"),
		"fa":      example("fa", "نیم\u200cفاصله می\u200cخواهم: چگونه «کتاب\u200cها» را بنویسیم؟", "کتابخانهٔ صبح"),
		"kk":      example("kk", "Дала туралы: әңгіме, өлең, үй, ұлы, қазақ, іңір", "Morning Library"),
		"emoji":   example("en", "Ship it 🚀 — 10 ways 👩\u200d💻 to “celebrate” 🎉", "Morning Library"),
		"short":   example("ru", "Мост", "Вести"),
		"long":    example("ru", strings.Repeat("Правительство утвердило порядок прохождения таможенного контроля, ", 9), "Утренняя библиотека о границах, дорогах и людях, которые по ним идут каждый день"),
		"word":    example("de", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft "+strings.Repeat("x", 300), "Site"),
		"arlong":  example("ar", strings.Repeat("أعلنت مصلحة الجمارك الانتقال الكامل إلى التصاريح ", 9), "مكتبة الصباح"),
		"site":    example("ru", "", "Утренняя библиотека"),
		"num":     example("ar", "خطة 2030: 15 مليون (وظيفة) جديدة", "BBC عربي"),
		"none":    example("zh", "海关改用电子申报", "图书馆"),
	}
}

// TestPaint: every card is a PNG of the right size, small, with ink inside the
// margins only, and the same from any painter. With CARDS=folder it leaves them
// there to be looked at.
func TestPaint(t *testing.T) {
	one, other := painter(t), painter(t)
	for name, c := range examples() {
		t.Run(name, func(t *testing.T) {
			data, err := one.Paint(c)
			if err != nil {
				t.Fatal(err)
			}
			if again, err := other.Paint(c); err != nil || !bytes.Equal(data, again) {
				t.Errorf("two painters differ (%v)", err)
			}
			if folder := os.Getenv("CARDS"); folder != "" {
				if err := os.WriteFile(filepath.Join(folder, name+".png"), data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			picture, err := png.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if b := picture.Bounds(); b.Dx() != Width || b.Dy() != Height {
				t.Errorf("%v pixels", b)
			}
			if len(data) > 20_000 || !Whole(data) {
				t.Errorf("%d bytes, whole: %v", len(data), Whole(data))
			}
			inked, outside := 0, 0
			for i, v := range one.canvas { // other's last card is this one too
				if v > 0 {
					inked++
					if x, y := i%Width, i/Width; x < margin-8 || x > Width-margin+8 || y < 40 || y > Height-40 {
						outside++
					}
				}
			}
			if inked < 2000 || outside > 0 {
				t.Errorf("%d pixels with ink, %d of them outside the margins", inked, outside)
			}
		})
	}
}

// TestDrawable: what the fonts lack is told before anything is drawn.
func TestDrawable(t *testing.T) {
	fonts := painter(t).fonts
	tests := []struct {
		text, want string
		ok         bool
	}{
		{"Oʻzbekiston — maʼno", "Oʻzbekiston — maʼno", true},
		{"Ўзбекистон: ҳуқуқ, ғоя", "Ўзбекистон: ҳуқуқ, ғоя", true},
		{"می\u200cخواهم", "می\u200cخواهم", true},
		{"a\x00b\n\tc  d ", "a b c d", true},
		{"и\u0306од", "йод", true},
		{"🚀 up 🎉", "up", true},
		{"🚀", "", false},
		{"— …", "— …", false},
		{"", "", false},
		{"海关", "", false},
		{"Slovo 海关", "", false},
		{"в\u00a0доме, 5\u202f°C, a\u00a0 b\u00a0", "в\u00a0доме, 5\u00a0°C, a b", true},
		{"от −5 → до ≈7", "от –5 – до ~7", true},
		{"x ≥ 5", "", false},
		{"\xff\xfeя", "\uFFFD\uFFFDя", true},
	}
	for _, test := range tests {
		if got, ok := fonts.Drawable(test.text); ok != test.ok || ok && got != test.want {
			t.Errorf("Drawable(%q) = %q, %v; want %q, %v", test.text, got, ok, test.want, test.ok)
		}
	}
	if got, _ := fonts.Drawable(strings.Repeat("слово ", 10_000)); len([]rune(got)) > most+1 {
		t.Errorf("%d letters of a long text", len([]rune(got)))
	}
}

// TestCut: a title that is too long ends after a whole word.
func TestCut(t *testing.T) {
	p := painter(t)
	text := []rune(strings.TrimSpace(strings.Repeat("Правительство, утвердило порядок контроля, ", 9)))
	lines, st := p.set.fit(text, "ru", direction("ltr"), textWidth, titleSteps(direction("ltr")))
	if len(lines) != st.most || st.size != 54 {
		t.Fatalf("%d lines of size %v, room for %d", len(lines), st.size, st.most)
	}
	end := 0
	for _, line := range lines {
		for _, run := range line {
			end = max(end, run.Runes.Offset+run.Runes.Count)
		}
	}
	end-- // the ellipsis
	if next := text[end]; next != ' ' && next != ',' {
		t.Errorf("cut between %q and %q", string(text[end-5:end]), string(text[end:end+5]))
	}
	if tooWide(lines, textWidth*shapedSize/st.size) {
		t.Error("a line is wider than its room")
	}
}

// TestSet: how titles are broken, and what is drawn of them.
func TestSet(t *testing.T) {
	p := painter(t)
	tests := []struct {
		name, lang, text string
		want             []string // lines
	}{
		{"even", "ru", "Таможня переходит на электронные декларации с\u00a01\u00a0марта", []string{"Таможня переходит ", "на электронные ", "декларации с\u00a01\u00a0марта"}},
		{"smaller rather than broken", "ru", "Класс std::vector<int>::push_back(const", []string{"Класс ", "std::vector<int>::push_back(const"}},
		{"too long a word", "de", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", []string{"Donaudampfschifffah", "rtselektrizitätenhaup", "tbetriebswerk"}},
		{"one line", "ar", "خبر", []string{"خبر"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := direction(content.Lang(test.lang).Dir())
			lines, _ := p.set.fit([]rune(test.text), test.lang, dir, textWidth, titleSteps(dir))
			var got []string
			for _, line := range lines {
				start, end := len(test.text), 0
				for _, run := range line {
					start, end = min(start, run.Runes.Offset), max(end, run.Runes.Offset+run.Runes.Count)
				}
				got = append(got, string([]rune(test.text)[start:end]))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("lines of %q\n got %q\nwant %q", test.text, got, test.want)
			}
		})
	}
}

// TestDigits: Persian has digits of its own, Urdu others.
func TestDigits(t *testing.T) {
	p := painter(t)
	glyphs := map[string]any{}
	for _, lang := range []string{"fa", "ur", "ckb-Arab"} {
		glyphs[lang] = p.set.shape([]rune("۶"), lang, direction("rtl"))[0].Glyphs[0].GlyphID
	}
	if own, _ := p.fonts.all[1].NominalGlyph('۶'); glyphs["fa"] != own || glyphs["ckb-Arab"] != own || glyphs["ur"] == own {
		t.Errorf("glyphs of 6 by language: %v; its own is %v", glyphs, own)
	}
}

// TestEndSpace: a space between words of the other direction, where a line ends,
// leaves no gap before them.
func TestEndSpace(t *testing.T) {
	p, dir := painter(t), direction("rtl")
	text := "التصاريح ISO "
	lines := p.set.lines([]rune(text+"9001"), "ar", dir, 400)
	alone := p.set.lines([]rune(strings.TrimSpace(text)), "ar", dir, 400)
	if len(lines) != 2 || len(alone) != 1 || advance(lines[0]) != advance(alone[0]) {
		t.Errorf("%d lines, the first %v wide; without the space %d, %v", len(lines), advance(lines[0]), len(alone), advance(alone[0]))
	}
}

func TestWhole(t *testing.T) {
	data, err := painter(t).Paint(example("ru", "Мост", "Вести"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range len(data) {
		if Whole(data[:i]) {
			t.Fatalf("the first %d of %d bytes are called whole", i, len(data))
		}
		data[i] ^= 0x10
		if Whole(data) {
			t.Fatalf("a changed byte %d is not seen", i)
		}
		data[i] ^= 0x10
	}
}

func FuzzPaint(f *testing.F) {
	for _, c := range examples() {
		f.Add(c.Title, c.Site, string(c.Lang))
	}
	f.Add("\u202e\u2067abc\u0301\u0301ق\u200f\u00ad", "\x00", "ar")
	p := painter(f)
	f.Fuzz(func(t *testing.T, title, site, lang string) {
		data, err := p.Paint(example(content.Lang(lang), title, site))
		if err != nil || !Whole(data) {
			t.Fatalf("Paint(%q, %q, %q): %d bytes, %v", title, site, lang, len(data), err)
		}
	})
}

func BenchmarkPaint(b *testing.B) {
	p := painter(b)
	size := 0
	for b.Loop() {
		data, err := p.Paint(example("ru", "Правительство утвердило порядок прохождения таможенного контроля на границе", "Утренняя библиотека"))
		if err != nil {
			b.Fatal(err)
		}
		size = len(data)
	}
	b.ReportMetric(float64(size), "bytes/card")
}
