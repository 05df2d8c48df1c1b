package slug

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestMake(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", "xe3b0c442"},
		{"!!!", "xe84c538e"},
		{"🧐", "x6ad2620a"},
		{"Hello, World!", "hello-world"},
		{"  --a--b--  ", "a-b"},
		{"Don't stop", "dont-stop"},
		{"C++", "c-plus-plus"},
		{"C#", "c-sharp"},
		{"C", "c"},
		{"operator++(int)", "operator-plus-plus-int"},
		{"1 + 1", "1-1"},
		{"Issue #5", "issue-5"},
		{"a#b", "a-b"},
		{".NET 8.0", "net-8-0"},
		// Russian: every letter
		{"абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "abvgdeyozhziyklmnoprstufkhtschshshchyeyuya"},
		{"АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ", "abvgdeyozhziyklmnoprstufkhtschshshchyeyuya"},
		{"Ещё один съезд", "eshchyo-odin-sezd"},
		{"Отпуск и отдых", "otpusk-i-otdykh"},
		{"«Ёлочки» — и №5", "yolochki-i-no5"},
		{"и\u0306 е\u0308", "y-yo"}, // decomposed й, ё
		// Uzbek
		{"ўқғҳ ЎҚҒҲ", "oqgh-oqgh"},
		{"Ўзбекистон Республикаси", "ozbekiston-respublikasi"},
		{"Oʻzbekiston o'zbek o‘zbek o’zbek oʼzbek o`zbek", "ozbekiston-ozbek-ozbek-ozbek-ozbek-ozbek"},
		{"Ma'lumot va so'rovlar", "malumot-va-sorovlar"},
		// Kazakh, Kyrgyz, Tajik, Ukrainian
		{"әғқңөұүһі", "agqngouuhi"},
		{"Қазақстан Республикасы", "qazaqstan-respublikasy"},
		{"Кыргыз Республикасынын", "kyrgyz-respublikasynyn"},
		{"ӣӯҷ Тоҷикистон", "iuj-tojikiston"},
		{"їєіґ Україна", "yiyeig-ukrayina"},
		{"Київ", "kiyiv"},
		// Latin
		{"Ünïcödé à la carte", "unicode-a-la-carte"},
		{"Straße ÆØŁ ıİ şğç", "strasse-aeol-ii-sgc"},
		{"Azərbaycan", "azarbaycan"},
		{"ﬁne ½ ²", "fine-1-2-2"},
		// Right to left
		{"حقوق الإنسان", "hquq-alinsan"},
		{"יומן", "yvmn"},
		{"۱۴۰۲ سال", "1402-sal"},
		{"گزارش خبرنگار", "gzarsh-khbrngar"},
		{"ئۇيغۇر", "uyghur"},
		// Others
		{"Ελλάδα ουρανός", "ellada-ouranos"},
		{"საქართველო", "sakartvelo"},
		{"Հայաստան ու", "hayastan-u"},
		{"北京欢迎你", "bei-jing-huan-ying-ni"},
		{"日本語テスト", "ri-ben-yu-tesuto"},
		{"한국어", "hangugeo"},
		{"नमस्ते", "nmste"},
		{"ภาษาไทย", "phaasaaaithy"},
	} {
		if got := Make(c.in); got != c.want {
			t.Errorf("Make(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// TestEveryLetter pins the tables: a letter spelled differently moves pages of
// published sites.
func TestEveryLetter(t *testing.T) {
	ascii := regexp.MustCompile(`^[a-z]*$`)
	for letter, spelled := range letters {
		if !ascii.MatchString(spelled) {
			t.Errorf("letter %q is spelled %q, want a-z", letter, spelled)
		}
		if spelled == "" {
			continue
		}
		if got, want := Make(string(letter)), spelled; got != want {
			t.Errorf("Make(%q) = %q, want %q", string(letter), got, want)
		}
	}
	for _, c := range []struct{ letters, want string }{
		{"а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ы э ю я", "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya"},
		{"ў қ ғ ҳ ӣ ӯ ҷ", "o q g h i u j"},
		{"ә ң ө ұ ү һ і җ ҙ ҫ ҡ ҹ ҝ", "a ng o u u h i j z s q j g"},
		{"є ї ґ ѣ ѳ", "ye yi g e f"},
		{"ђ ј љ њ ћ џ ѓ ќ ѕ", "dj j lj nj c dz g k dz"},
		{"α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ ς τ υ φ χ ψ ω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o"},
		{"א ב ג ד ה ו ז ח ט י כ ך ל מ ם נ ן ס ע פ ף צ ץ ק ר ש ת", "a b g d h v z h t y k k l m m n n s a p f ts ts k r sh t"},
		{"ا أ إ آ ب ت ة ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه ى و ي", "a a i a b t a th j h kh d dh r z s sh s d t z a gh f q k l m n h a w y"},
		{"پ چ ژ ک گ ٹ ڈ ڑ ں ہ ھ ے ی", "p ch zh k g t d r n h h e y"},
		{"ە ې ۆ ۇ ۈ ۋ ڭ", "e e o u u w ng"},
		{"ა ბ გ დ ე ვ ზ თ ი კ ლ მ ნ ო პ ჟ რ ს ტ უ ფ ქ ღ ყ შ ჩ ც ძ წ ჭ ხ ჯ ჰ", "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h"},
		{"ա բ գ դ ե զ է ը թ ժ ի լ խ ծ կ հ ձ ղ ճ մ յ ն շ ո չ պ ջ ռ ս վ տ ր ց փ ք օ ֆ և", "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts p k o f ev"},
	} {
		in, want := strings.Fields(c.letters), strings.Fields(c.want)
		if len(in) != len(want) {
			t.Fatalf("%d letters, %d spellings: %s", len(in), len(want), c.letters)
		}
		for i := range in {
			if got := Make(in[i]); got != want[i] {
				t.Errorf("Make(%q) = %q, want %q", in[i], got, want[i])
			}
		}
	}
}

func TestMakeCuts(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"at a hyphen", strings.Repeat("слово ", 40), strings.TrimSuffix(strings.Repeat("slovo-", 13), "-")},
		{"inside a long word", strings.Repeat("a", 200), strings.Repeat("a", 80)},
		{"exactly 80", strings.Repeat("a", 39) + " " + strings.Repeat("b", 40), strings.Repeat("a", 39) + "-" + strings.Repeat("b", 40)},
		{"short head, long word", "ab " + strings.Repeat("c", 200), "ab-" + strings.Repeat("c", 77)},
		{"a megabyte", strings.Repeat("б", 1<<20), strings.Repeat("b", 80)},
		{"a late start", strings.Repeat(" ", 2000) + "end", "end"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Make(c.in); got != c.want {
				t.Errorf("got %q (%d bytes), want %q", got, len(got), c.want)
			}
		})
	}
}

var valid = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func check(t interface {
	Helper()
	Fatalf(string, ...any)
}, s string) {
	t.Helper()
	got := Make(s)
	if !valid.MatchString(got) || len(got) > 80 {
		t.Fatalf("Make(%q) = %q (%d bytes), want up to 80 bytes of %s", s, got, len(got), valid)
	}
	if again := Make(got); again != got {
		t.Fatalf("Make(%q) = %q, but Make of that is %q", s, got, again)
	}
}

func TestMakeProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { check(t, rapid.String().Draw(t, "s")) })
	words := rapid.SliceOfN(rapid.StringN(0, 30, 200), 0, 20)
	rapid.Check(t, func(t *rapid.T) { check(t, strings.Join(words.Draw(t, "words"), " ")) })
}

func FuzzMake(f *testing.F) {
	for _, s := range []string{"", "Привет, мир", "o'zbek", "\xff\xfe", "ﷺ", "ǅ", "İ", "C++ C# #", "你好", "a\u0300\u0301", strings.Repeat("щ", 100)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { check(t, s) })
}

func BenchmarkMake(b *testing.B) {
	for b.Loop() {
		Make("ВТамО привержена совместной работе со своими партнерами, чтобы таможенные службы могли внести свой вклад")
	}
}
