package frontmatter

import (
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Date reads a date as people write them, false when it is none or could be
// two. Without a zone it is in UTC, without a time at midnight. Known are
//
//	2006-01-02  2006/01/02  2006.01.02  20060102
//	2006-01-02 15:04  2006-01-02T15:04:05.999Z  2006-01-02 3:04 PM -0700  (zones: Z, UTC, ±7, ±0700, ±07:00, MSK …)
//	02.01.2006
//	31/12/2006 or 12/31/2006, where only one reading makes a date
//	2 January 2006, January 2, 2006, Mon, 02 Jan 2006 15:04:05 GMT
//	2 января 2006 г., 2-yanvar 2006, 2006 yil 2-yanvar, 2006 йил 2 январь
//
// and the same with the months of Kazakh, Kyrgyz, Tajik, Ukrainian, Turkish,
// German, French, Spanish, Arabic and Persian spelling of the western calendar.
func Date(text string) (time.Time, bool) {
	t, _, ok := readDate(text)
	return t, ok
}

// readDate also reports whether the date names its zone.
func readDate(text string) (t time.Time, zoned, ok bool) {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > 100 {
		return time.Time{}, false, false
	}
	d := dateParts{zone: time.UTC}
	var rest []string
	for _, token := range dateTokens(text) {
		if !d.take(token) {
			rest = append(rest, token)
		}
	}
	if len(rest) > 0 || d.year == 0 || d.month == 0 || d.day == 0 {
		return time.Time{}, false, false
	}
	if d.pm && d.hour < 12 {
		d.hour += 12
	} else if d.am && d.hour == 12 {
		d.hour = 0
	}
	t = time.Date(d.year, time.Month(d.month), d.day, d.hour, d.minute, d.second, d.nanosecond, d.zone)
	if t.Day() != d.day || int(t.Month()) != d.month || d.hour > 23 || d.minute > 59 || d.second > 59 {
		return time.Time{}, false, false
	}
	return t, d.zoned, true
}

// In places the dates that name no zone into one: 15:04 is what a clock there
// shows.
func (m *Meta) In(zone *time.Location) {
	for _, field := range m.Local {
		switch field {
		case "date":
			m.Date = within(m.Date, zone)
		case "updated":
			m.Updated = within(m.Updated, zone)
		case "publish":
			m.Publish = within(m.Publish, zone)
		case "expiry":
			m.Expiry = within(m.Expiry, zone)
		}
	}
}

// within returns the time at which clocks of zone show what those of t's do.
func within(t time.Time, zone *time.Location) time.Time {
	if t.IsZero() {
		return t
	}
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), zone)
}

// dateParts collects what the tokens of a date say.
type dateParts struct {
	year, month, day                 int
	hour, minute, second, nanosecond int
	timed, am, pm, zoned             bool
	zone                             *time.Location
}

// dateTokens cuts a date into numbers with their separators, words, and zones.
func dateTokens(text string) []string {
	text = strings.ToLower(text)
	var b strings.Builder
	runes := []rune(text)
	for i, r := range runes {
		switch {
		case unicode.Is(unicode.Nd, r) && r > 0x7F:
			b.WriteRune('0' + (r-zeroOf(r))%10)
		case r == ',' || unicode.IsSpace(r):
			b.WriteByte(' ')
		case r == 't' && i > 0 && i+1 < len(runes) && digit(runes[i-1]) && digit(runes[i+1]):
			b.WriteByte(' ')
		case r == '-' && i+1 < len(runes) && unicode.IsLetter(runes[i+1]), r == '-' && i > 0 && unicode.IsLetter(runes[i-1]) && i+1 < len(runes) && digit(runes[i+1]) && !strings.Contains(b.String(), ":"):
			b.WriteByte(' ') // "16-oktabr", "02-Jan-2006"
		case r == '−':
			b.WriteByte('-')
		default:
			b.WriteRune(r)
		}
	}
	return strings.Fields(b.String())
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

// zeroOf returns the zero of the digits r belongs to: Arabic or Persian.
func zeroOf(r rune) rune {
	if r >= 0x6F0 && r <= 0x6F9 {
		return 0x6F0
	}
	return 0x660
}

// take reads one token; false when it means nothing in a date.
func (d *dateParts) take(token string) bool {
	if strings.Contains(token, ":") && digit(rune(token[0])) {
		return d.clock(token)
	}
	if d.timed && !d.zoned && (token[0] == '+' || token[0] == '-') {
		return d.offset(token)
	}
	if digit(rune(token[0])) {
		return d.number(token)
	}
	word := strings.TrimRight(token, ".")
	if month, ok := months[word]; ok && d.month == 0 {
		d.month = month
		return true
	}
	switch word {
	case "am", "a.m":
		d.am = d.timed
		return d.timed
	case "pm", "p.m":
		d.pm = d.timed
		return d.timed
	}
	if hours, ok := zones[word]; ok && d.timed {
		if !d.zoned && hours != 0 {
			d.zone = time.FixedZone("", hours*3600)
		}
		d.zoned = true
		return true
	}
	return fillers[word]
}

// number reads a number of the date, or a whole date in numbers.
func (d *dateParts) number(token string) bool {
	end := strings.IndexFunc(token, func(r rune) bool { return !digit(r) && r != '-' && r != '/' && r != '.' })
	if end > 0 { // "2nd", "2022г", "3pm" is none
		if !fillers[strings.TrimRight(token[end:], ".")] {
			return false
		}
		token = token[:end]
	}
	token = strings.TrimRight(token, ".-/")
	parts := strings.FieldsFunc(token, func(r rune) bool { return r == '-' || r == '/' || r == '.' })
	n := make([]int, len(parts))
	for i, part := range parts {
		v, err := strconv.Atoi(part)
		if err != nil || len(part) > 8 {
			return false
		}
		n[i] = v
	}
	switch {
	case len(n) == 1 && len(parts[0]) == 8 && d.year == 0:
		d.year, d.month, d.day = n[0]/10000, n[0]/100%100, n[0]%100
	case len(n) == 1 && len(parts[0]) == 4 && d.year == 0:
		d.year = n[0]
	case len(n) == 1 && len(parts[0]) <= 2 && d.day == 0 && n[0] > 0:
		d.day = n[0]
	case len(n) == 3 && d.year == 0 && d.month == 0 && d.day == 0 && len(parts[0]) == 4:
		d.year, d.month, d.day = n[0], n[1], n[2]
	case len(n) == 3 && d.year == 0 && d.month == 0 && d.day == 0 && len(parts[2]) == 4:
		d.year = n[2]
		switch dotted := strings.Contains(token, "."); {
		case dotted || n[0] > 12 || n[0] == n[1]:
			d.day, d.month = n[0], n[1]
		case n[1] > 12:
			d.month, d.day = n[0], n[1]
		default:
			return false // the fourth of November or the eleventh of April
		}
	default:
		return false
	}
	return d.year == 0 || d.year >= 1
}

// clock reads "15:04", "15:04:05.999", "15:04:05+05:00", "3:04pm", "15:04z".
func (d *dateParts) clock(token string) bool {
	if d.timed {
		return false
	}
	d.timed = true
	end := strings.IndexFunc(token, func(r rune) bool { return !digit(r) && r != ':' && r != '.' })
	tail := ""
	if end > 0 {
		token, tail = token[:end], token[end:]
	}
	token, fraction, _ := strings.Cut(token, ".")
	parts := strings.Split(token, ":")
	if len(parts) < 2 || len(parts) > 3 || len(fraction) > 9 {
		return false
	}
	for i, to := range []*int{&d.hour, &d.minute, &d.second}[:len(parts)] {
		v, err := strconv.Atoi(parts[i])
		if err != nil || len(parts[i]) > 2 {
			return false
		}
		*to = v
	}
	if fraction != "" {
		d.nanosecond, _ = strconv.Atoi((fraction + "000000000")[:9])
	}
	if tail == "" {
		return true
	}
	return d.take(tail)
}

// offset reads "+5", "+05", "+0500", "+05:00".
func (d *dateParts) offset(token string) bool {
	sign := 1
	if token[0] == '-' {
		sign = -1
	}
	hours, minutes, colon := strings.Cut(token[1:], ":")
	if !colon && len(hours) == 4 {
		hours, minutes = hours[:2], hours[2:]
	}
	h, err := strconv.Atoi(hours)
	if err != nil || len(hours) > 2 || h > 14 {
		return false
	}
	m := 0
	if minutes != "" {
		if m, err = strconv.Atoi(minutes); err != nil || len(minutes) != 2 || m > 59 {
			return false
		}
	}
	d.zoned = true
	if h != 0 || m != 0 {
		d.zone = time.FixedZone("", sign*(h*3600+m*60))
	}
	return true
}

// zones are the zones people name, in hours east of Greenwich.
var zones = map[string]int{
	"z": 0, "utc": 0, "gmt": 0, "msk": 3, "uzt": 5, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "bst": 1,
	"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}

// fillers are words of a date that say nothing: days of the week, "year", and
// the endings of ordinal numbers.
var fillers = setOf(`monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun tues thurs
	понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
	dushanba seshanba chorshanba payshanba juma shanba yakshanba душанба сешанба чоршанба пайшанба жума шанба якшанба
	st nd rd th of at the в г год года году yil yili йил йили жыл жылы жылғы сол соли ж р року yılı de del le el года`)

// months are the names of the months.
var months = func() map[string]int {
	all := map[string]int{}
	for _, line := range []string{
		"january february march april may june july august september october november december",
		"jan feb mar apr may jun jul aug sep oct nov dec", "- - - - - - - - sept - - -",
		"января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
		"январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
		"янв фев мар апр мая июн июл авг сен окт ноя дек", "- февр - - - - - - сент - нояб -",
		"yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
		"- - - - - - - - sentyabr oktyabr - -",
		"январ феврал март апрел май июн июл август сентябр октябр ноябр декабр",
		"январи феврали марти апрели майи июни июли августи сентябри октябри ноябри декабри",
		"қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
		"січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
		"ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
		"januar februar märz april mai juni juli august september oktober november dezember",
		"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
		"ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
	} {
		for i, name := range strings.Fields(line) {
			if name != "-" {
				all[name] = i + 1
			}
		}
	}
	return all
}()

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}
