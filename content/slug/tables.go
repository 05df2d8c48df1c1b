package slug

// letters spells the lower-case letters of the scripts the package knows. It is
// never written to.
var letters = map[rune]string{
	// Russian
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ё': "yo", 'ж': "zh", 'з': "z",
	'и': "i", 'й': "y", 'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r",
	'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch",
	'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "yu", 'я': "ya",
	// Uzbek, Tajik
	'ў': "o", 'қ': "q", 'ғ': "g", 'ҳ': "h", 'ӣ': "i", 'ӯ': "u", 'ҷ': "j",
	// Kazakh, Kyrgyz, Tatar, Bashkir, Azerbaijani, Turkmen, Chuvash, Mongolian
	'ә': "a", 'ң': "ng", 'ө': "o", 'ұ': "u", 'ү': "u", 'һ': "h", 'і': "i",
	'җ': "j", 'ҙ': "z", 'ҫ': "s", 'ҡ': "q", 'ҹ': "j", 'ҝ': "g", 'ҥ': "ng", 'ӧ': "o", 'ӱ': "u",
	'ӑ': "a", 'ӗ': "e", 'ӳ': "u", 'ҕ': "g", 'ӝ': "j", 'ӟ': "z", 'ӥ': "i", 'ӵ': "ch", 'ӄ': "q", 'ӈ': "ng",
	// Ukrainian, Belarusian (its ў is written like the Uzbek letter), old Russian
	'є': "ye", 'ї': "yi", 'ґ': "g", 'ѣ': "e", 'ѳ': "f", 'ѵ': "i",
	// Serbian, Macedonian
	'ђ': "dj", 'ј': "j", 'љ': "lj", 'њ': "nj", 'ћ': "c", 'џ': "dz", 'ѓ': "g", 'ќ': "k", 'ѕ': "dz",
	// Caucasus: the palochka
	'ӏ': "",

	// Latin letters that do not decompose
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i",
	'ŋ': "ng", 'ə': "a", 'ħ': "h", 'ĸ': "k", 'ŧ': "t", 'ƣ': "gh", 'ɵ': "o", 'ɓ': "b", 'ɗ': "d", 'ƙ': "k",
	// Apostrophes of Uzbek and others, and marks that stand inside words
	'‘': "", '’': "", 'ʻ': "", 'ʼ': "", 'ʽ': "", '′': "", '´': "", '＇': "", 'ʹ': "", 'ʿ': "", 'ʾ': "", '׳': "", '״': "",
	'ـ': "", // the stroke that stretches Arabic words

	// Greek
	'α': "a", 'β': "v", 'γ': "g", 'δ': "d", 'ε': "e", 'ζ': "z", 'η': "i", 'θ': "th", 'ι': "i",
	'κ': "k", 'λ': "l", 'μ': "m", 'ν': "n", 'ξ': "x", 'ο': "o", 'π': "p", 'ρ': "r", 'σ': "s", 'ς': "s",
	'τ': "t", 'υ': "y", 'φ': "f", 'χ': "ch", 'ψ': "ps", 'ω': "o",

	// Hebrew
	'א': "a", 'ב': "b", 'ג': "g", 'ד': "d", 'ה': "h", 'ו': "v", 'ז': "z", 'ח': "h", 'ט': "t", 'י': "y",
	'כ': "k", 'ך': "k", 'ל': "l", 'מ': "m", 'ם': "m", 'נ': "n", 'ן': "n", 'ס': "s", 'ע': "a", 'פ': "p",
	'ף': "f", 'צ': "ts", 'ץ': "ts", 'ק': "k", 'ר': "r", 'ש': "sh", 'ת': "t",

	// Arabic
	'ا': "a", 'أ': "a", 'إ': "i", 'آ': "a", 'ٱ': "a", 'ء': "", 'ؤ': "u", 'ئ': "", 'ب': "b", 'ت': "t",
	'ة': "a", 'ث': "th", 'ج': "j", 'ح': "h", 'خ': "kh", 'د': "d", 'ذ': "dh", 'ر': "r", 'ز': "z",
	'س': "s", 'ش': "sh", 'ص': "s", 'ض': "d", 'ط': "t", 'ظ': "z", 'ع': "a", 'غ': "gh", 'ف': "f",
	'ق': "q", 'ك': "k", 'ل': "l", 'م': "m", 'ن': "n", 'ه': "h", 'ى': "a",
	// Persian, Urdu, Pashto, Sindhi, Kurdish
	'پ': "p", 'چ': "ch", 'ژ': "zh", 'ک': "k", 'گ': "g", 'ۀ': "e", 'ٹ': "t", 'ڈ': "d", 'ڑ': "r",
	'ں': "n", 'ہ': "h", 'ۂ': "h", 'ۃ': "t", 'ھ': "h", 'ے': "e", 'ۓ': "e", 'ټ': "t", 'ځ': "dz", 'څ': "ts",
	'ډ': "d", 'ړ': "r", 'ږ': "zh", 'ښ': "sh", 'ګ': "g", 'ڼ': "n", 'ڵ': "l", 'ڕ': "r", 'ڤ': "v",
	// Uyghur
	'ە': "e", 'ې': "e", 'ۆ': "o", 'ۇ': "u", 'ۈ': "u", 'ۋ': "w", 'ڭ': "ng",

	// Georgian
	'ა': "a", 'ბ': "b", 'გ': "g", 'დ': "d", 'ე': "e", 'ვ': "v", 'ზ': "z", 'თ': "t", 'ი': "i", 'კ': "k",
	'ლ': "l", 'მ': "m", 'ნ': "n", 'ო': "o", 'პ': "p", 'ჟ': "zh", 'რ': "r", 'ს': "s", 'ტ': "t", 'უ': "u",
	'ფ': "p", 'ქ': "k", 'ღ': "gh", 'ყ': "q", 'შ': "sh", 'ჩ': "ch", 'ც': "ts", 'ძ': "dz", 'წ': "ts",
	'ჭ': "ch", 'ხ': "kh", 'ჯ': "j", 'ჰ': "h",

	// Armenian
	'ա': "a", 'բ': "b", 'գ': "g", 'դ': "d", 'ե': "e", 'զ': "z", 'է': "e", 'ը': "y", 'թ': "t", 'ժ': "zh",
	'ի': "i", 'լ': "l", 'խ': "kh", 'ծ': "ts", 'կ': "k", 'հ': "h", 'ձ': "dz", 'ղ': "gh", 'ճ': "ch", 'մ': "m",
	'յ': "y", 'ն': "n", 'շ': "sh", 'ո': "o", 'չ': "ch", 'պ': "p", 'ջ': "j", 'ռ': "r", 'ս': "s", 'վ': "v",
	'տ': "t", 'ր': "r", 'ց': "ts", 'ւ': "v", 'փ': "p", 'ք': "k", 'օ': "o", 'ֆ': "f", 'և': "ev",
}

// arabicVowels holds the consonant and the vowel that waw and yeh stand for.
var arabicVowels = map[rune]string{'و': "wu", 'ي': "yi", 'ی': "yi"}

// digraphs spells pairs of letters that are one sound.
var digraphs = map[[2]rune]string{
	{'ο', 'υ'}: "ou", {'ο', 'ύ'}: "ou", // Greek
	{'ո', 'ւ'}: "u", // Armenian
}
