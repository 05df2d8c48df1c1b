package analysis

import (
	"strings"
	"testing"

	"lectern/content"
)

// A page of Russian text with the names and numbers such texts have.
var benchText = strings.Repeat("Редактор открывает папку со статьями и видит список файлов: новые записи, "+
	"исправленные вчера страницы, ещё не опубликованные черновики. Программа проверяет ссылки, заголовки и даты, "+
	"использует кодировку UTF-8 и сообщает о каждой ошибке с номером строки. Чтобы отправить изменения на сервер, "+
	"нажмите кнопку «Опубликовать»; через 30 секунд читатели увидят обновлённый сайт. Настройка занимает не больше "+
	"10 минут, если установлен Go 1.26 и есть доступ к хранилищу. ", 20)

func BenchmarkScanner(b *testing.B) {
	b.ReportAllocs()
	count := 0
	for b.Loop() {
		for s := (Scanner{Text: benchText}); s.Next(); {
			count++
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(count), "ns/word")
}

// BenchmarkTerm measures what a word costs that was not seen before.
func BenchmarkTerm(b *testing.B) {
	for _, test := range []struct{ name, lang string }{{"russian", "ru"}, {"english", "en"}, {"kazakh", "kk"}, {"uzbek", "uz"}, {"arabic", "ar"}} {
		text := map[string]string{
			"english": "readers publishing articles quickly settings changed libraries documents written",
			"arabic":  "الكتاب والمكتبة المقالات كاتبون بالمدينة القراء صفحات الأخبار",
			"kazakh":  "кітаптарымыздың мектебінде қалаларының мақалалар оқырмандар барғаннан",
			"uzbek":   "kitoblarimizning maktabida shaharlarining maqolalar oʻquvchilar borgan",
		}[test.name]
		if text == "" {
			text = benchText
		}
		var list [][]byte
		for _, w := range words(text) {
			list = append(list, []byte(w))
		}
		b.Run(test.name, func(b *testing.B) {
			b.ReportAllocs()
			var term []byte
			for i := 0; b.Loop(); i++ {
				w := list[i%len(list)]
				term = appendTerm(term[:0], w, ruleOf(w, content.Lang(test.lang)))
			}
		})
	}
}

func BenchmarkAnalyzer(b *testing.B) {
	b.ReportAllocs()
	count := 0
	for b.Loop() {
		a := NewAnalyzer("ru")
		for s := (Scanner{Text: benchText}); s.Next(); {
			a.Term(s.Word)
			count++
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(count), "ns/word")
}

func BenchmarkFormsOf(b *testing.B) {
	b.ReportAllocs()
	list := words(benchText)
	for i := 0; b.Loop(); i++ {
		FormsOf(list[i%len(list)], "ru")
	}
}
