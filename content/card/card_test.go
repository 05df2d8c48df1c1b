package card

import (
	"bytes"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
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
