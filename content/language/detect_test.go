package language

import (
	"strings"
	"testing"

	"lectern/content"
)

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		lang content.Lang
		text string
	}{
		{"ru", "Сегодня утром в городе открылась новая библиотека, и первые читатели уже взяли книги."},
		{"uz", "Bugun ertalab shaharda yangi kutubxona ochildi va birinchi kitobxonlar kitoblarni olib ketishdi."},
		{"uz", "O‘quvchilar uchun to'garaklar ham bor."},
		{"uz-Cyrl", "Бугун эрталаб шаҳарда янги кутубхона очилди ва биринчи китобхонлар китобларни олиб кетишди."},
		{"kk", "Бүгін таңертең қалада жаңа кітапхана ашылды және алғашқы оқырмандар кітаптарды алып кетті."},
		{"ky", "Бүгүн эртең менен шаарда жаңы китепкана ачылды жана биринчи окурмандар китептерди алып кетишти."},
		{"tg", "Имрӯз субҳ дар шаҳр китобхонаи нав кушода шуд ва хонандагони аввалин китобҳоро гирифтанд."},
		{"tt", "Бүген иртән шәһәрдә яңа китапханә ачылды һәм беренче укучылар китаплар алып китте."},
		{"uk", "Сьогодні вранці в місті відкрилася нова бібліотека, і перші читачі вже взяли книжки."},
		{"be", "Сёння раніцай у горадзе адкрылася новая бібліятэка, і першыя чытачы ўжо ўзялі кнігі."},
		{"en", "This morning a new library opened in the town, and the first readers have already taken books home."},
		{"de", "Heute Morgen wurde in der Stadt eine neue Bibliothek eröffnet, und die ersten Leser haben schon Bücher geholt."},
		{"fr", "Ce matin une nouvelle bibliothèque a ouvert dans la ville et les premiers lecteurs ont déjà pris des livres."},
		{"es", "Esta mañana se abrió una nueva biblioteca en la ciudad y los primeros lectores ya se llevaron libros."},
		{"tr", "Bu sabah şehirde yeni bir kütüphane açıldı ve ilk okuyucular kitapları aldı."},
		{"az", "Bu səhər şəhərdə yeni kitabxana açıldı və ilk oxucular artıq kitabları götürdülər."},
		{"tk", "Şu gün irden şäherde täze kitaphana açyldy we ilkinji okyjylar kitaplary alyp gitdiler."},
		{"ar", "افتتحت صباح اليوم مكتبة جديدة في المدينة وأخذ القراء الأوائل كتبهم إلى البيت."},
		{"fa", "امروز صبح کتابخانه تازه\u200cای در شهر باز شد و نخستین خوانندگان کتاب\u200cها را به خانه بردند."},
		{"ur", "آج صبح شہر میں ایک نئی لائبریری کھلی ہے اور پہلے قارئین کتابیں گھر لے گئے ہیں۔"},
		{"he", "הבוקר נפתחה בעיר ספרייה חדשה והקוראים הראשונים כבר לקחו את הספרים."},
		{"hi", "आज सुबह शहर में एक नया पुस्तकालय खुला और पहले पाठकों ने किताबें लीं।"},
		{"zh-Hans", "今天早上城里开了一个新图书馆，第一批读者已经把书借走了。"},
		{"zh-Hant", "今天早上城裡開了一個新圖書館，第一批讀者已經把書借走了。"},
		{"ja", "今朝、町に新しい図書館が開き、最初の読者はもう本を借りました。"},
		{"ko", "오늘 아침 도시에 새 도서관이 문을 열었습니다."},
		{"th", "เช้านี้มีห้องสมุดใหม่เปิดในเมือง"},
		{"ka", "დღეს დილით ქალაქში ახალი ბიბლიოთეკა გაიხსნა."},
		{"hy", "Այս առավոտ քաղաքում բացվեց նոր գրադարան։"},
		{"el", "Σήμερα το πρωί άνοιξε μια νέα βιβλιοθήκη στην πόλη."},
		// the majority of letters decides
		{"en", "The word «библиотека» stands for a library, and in this town it is the name of a street as well."},
		{"ru", "Слово library означает библиотеку, и так в этом городе называется ещё и улица."},
		// code and addresses do not count
		{"ru", "Запустите программу так:\n\n```go\nfunc main() { fmt.Println(\"the end of the story of the library\") }\n```\n\nи посмотрите на `standard output` по адресу https://example.org/the/end/of/the/story."},
		{"ru", "{% include the-long-name-of-a-part-of-the-page %} Это просто текст на русском языке, который надо узнать."},
	} {
		if got, ok := Detect(c.text); !ok || got != c.lang {
			t.Errorf("Detect(%q) = %q, %v, want %q", c.text, got, ok, c.lang)
		}
	}
}

func TestDetectCannotTell(t *testing.T) {
	for _, text := range []string{"", " ", "12345", "!!!", "OK", "Да", "x = y + z", "https://example.org/a/b/c", "```\nthe code of the program\n```\n", "\xff\xfe", "GPT-4 SQL NoSQL"} {
		if got, ok := Detect(text); ok {
			t.Errorf("Detect(%q) = %q, want none", text, got)
		}
	}
}

// TestDetectIsDeterministic runs texts at the border, where the order of a map
// would show.
func TestDetectIsDeterministic(t *testing.T) {
	for _, text := range []string{
		"Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua.",
		"Бизнинг танловимиз муҳим", "tan man san lan kan ran pan dan fan gan han tan man san lan kan ran pan dan fan gan han wan yan zan",
	} {
		first, ok := Detect(text)
		for range 50 {
			if got, again := Detect(text); got != first || again != ok {
				t.Fatalf("Detect(%q) = %q, %v, then %q, %v", text, first, ok, got, again)
			}
		}
	}
}

func FuzzDetect(f *testing.F) {
	for _, s := range []string{"", "привет мир как дела", "`a <b (http {", "o'o'o' g'", "\u0301\u0301", "नमस्ते", "\xff\xff", "```", "ﷺ", "a\u200bb"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		lang, ok := Detect(s)
		if again, _ := Detect(s); again != lang {
			t.Errorf("Detect(%q) = %q, then %q", s, lang, again)
		}
		if ok {
			if canonical, valid := Parse(string(lang)); !valid || canonical != lang {
				t.Errorf("Detect(%q) = %q, whose canonical form is %q, %v", s, lang, canonical, valid)
			}
		}
	})
}

func FuzzFromPath(f *testing.F) {
	for _, s := range []string{"", "/", "ru/", "a.ru.md", "uz-cyrl/a.uz_Cyrl.md", "..", "ru//uz/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		lang, rest, ok := FromPath(s)
		if ok != (lang != "") || !ok && rest != s || len(rest) > len(s) {
			t.Errorf("FromPath(%q) = %q, %q, %v", s, lang, rest, ok)
		}
	})
}

func BenchmarkDetect(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"by profile", strings.Repeat("Сегодня утром в городе открылась новая библиотека, и первые читатели уже взяли книги.\n", 200)},
		{"by trigrams", strings.Repeat("Ma reggel új könyvtár nyílt a városban, és az első olvasók már hazavitték a könyveket.\n", 200)},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				Detect(c.text)
			}
		})
	}
}
