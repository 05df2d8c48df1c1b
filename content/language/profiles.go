package language

import (
	"strings"

	"lectern/content"
)

// A profile is what a language is known by: the letters it uses beyond the
// plain ones of its script, and words that about a fifth of any text is made
// of. Letters and words in which neighbours differ matter most.
type profile struct {
	lang    content.Lang
	letters string // letters beyond the plain ones of the script
	words   string // lower case, separated by spaces; ' stands for every apostrophe; "-ого" is an end of words, "ال-" a start
}

// plain are the letters shared by all profiles of a script.
var plain = map[string]string{
	"Latn": "abcdefghijklmnopqrstuvwxyz",
	"Cyrl": "абвгдежзийклмнопрстуфхцчшьюя",
	"Arab": "ابتجخدرزسشغفقلمنوھءئآ",
}

// written are the profiles by script.
var written = map[string][]profile{
	"Cyrl": {
		{"ru", "ёщъыэ", "-ого -его -ому -ему -ый -ий -ая -яя -ое -ые -ие -ой -ых -их -ым -ыми -ими -ями -ния -ние -ний -ению -ция -ции -ций -ость -ости -ать -ить -еть -ется -ится -ться -ал -ала -али -ил -или -ов -ев -ах -ях -ет -ит -ют -ят и в не на что с по как это но он к из у за от так же для или о бы его только был мы вы я они при до все может если когда также который которые быть этого чтобы она том где их во без более уже после между можно нет"},
		{"uz-Cyrl", "ёъэўқғҳ", "-лар -лари -ларни -ларга -ларнинг -ларининг -нинг -дан -дир -ган -лик -лиги -лаш -иши -ади -иб -моқда ва бу билан учун бир ҳам эга эса деб ҳар керак у бўлган ҳуқуққа ҳуқуқига инсон лозим мумкин ёки унинг бўйича шу лекин эмас билан орқали кейин бўлиб йил ўз барча катта бошқа ҳақида қилиш энг шунинг агар томонидан қандай сўнг келади"},
		{"kk", "ёщъыіэәғқңөұүһ", "-лар -лер -дар -дер -тар -тер -ның -нің -дың -дің -тың -тің -ған -ген -дан -ден -ді -ды -лық -лік және мен бұл бір үшін деп да де болып немесе адам бар оның осы тиіс ол қандай құқығы құқылы еркін өз сол кейін туралы арқылы болған тек ең бойынша жылы емес керек ретінде барлық қазақ"},
		{"ky", "ёщъыэңөү", "-лар -лер -лөр -дар -дөр -нын -нин -дын -дин -нүн -нун -ган -ген -гөн -луу -уу -үү жана бул бир үчүн менен деп болуп ар же эмес ошол анын жок укуктуу укугу адам керек өз кийин тууралуу аркылуу болгон эле кыргыз боюнча жылы эки да катары бардык ал"},
		{"tg", "ёъэғӣқӯҳҷ", "-ҳои -ҳо -ро -анд -ият -ӣ -аи ва дар аз ба ки бо ин ҳар он барои аст то ё як дорад инсон ҳуқуқ ҳама бояд худ шуд мебошад кард буд низ онҳо бароӣ дигар мо соли ҳам"},
		{"tt", "ёщъыэәңөүҗһ", "-лар -ләр -ның -нең -дан -дән -ган -гән -лык -лек һәм һәр яңа беренче белән бу бер өчен дә да кеше үз булган яки бар хокуклы һичкем тиеш ул буенча аның шул итеп дип түгел иң ул барлык аша соң"},
		{"ba", "ёщъыэәңөүһғҡҙҫ", "һәм менән был бер өсөн кеше үҙ тип ул дә булған башҡорт йәки шул"},
		{"kaa", "ёъыэәғқңөўҳ", "ҳәм менен бул бир ушын адам өз ямаса керек ҳәр болып деп қарақалпақ"},
		{"az-Cyrl", "ыәғҝөүһҹј", "вә бир бу үчүн һәр олан ки јахуд да илә һүгугу малик инсан онун бүтүн олмаг едилмәлидир"},
		{"tk-Cyrl", "ёыэәңөүҗ", "ве бир бу хер болан билен үчин адам хукугы бар хем я да түркмен ол ыл"},
		{"mn", "ёъыэөү", "ба нь бол энэ байна нэг хүн эрх хийх эсвэл болон тус байгаа юм монгол улс"},
		{"uk", "щіїєґ", "-ого -ому -ий -ої -ій -их -ими -ння -ція -ції -ість -ості -ати -ити -ється -ться -ів і в на не що з до та як це у за від для його але або є він при про яка які має бути був також із ми вони після якщо коли людина право кожна тільки щоб"},
		{"be", "ёыіўэ", "і ў на не што з да як гэта у за ад для яго але або ён пры пра якія мае быць быў таксама мы яны пасля калі чалавек кожны"},
		{"bg", "щъ", "-ът -ят -ата -ото -ава и на да се от за в с по е не че са като или който при до това ще към има след може която когато но само ако"},
		{"sr", "ђјљњћџ", "и у је да на се за од са који као не су што или али био па то из би све"},
		{"mk", "ѓѕјљњќџ", "и на во да се од за со не ќе што е ги го како или има по кој тоа може"},
	},
	"Latn": {
		{"en", "", "-ing -tion -tions -ed -ly -ness -ment -ers -able -ive -ity the of and to in a is that it for as with on be at by this have from or an was are not but which they we you can their has will its if more when about been were our all one there what so who would"},
		{"de", "äöüß", "-ung -ungen -lich -lichen -keit -heit -schaft -isch -ischen -ten -en der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über oder hat jeder"},
		{"fr", "àâæçéèêëîïôœùûüÿ", "-tion -tions -ment -ements -eux -euse -aient -ées -és -ité de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la ou avec son cette être aux tout ont mais comme sa toute droit"},
		{"es", "áéíóúüñ", "-ción -ciones -mente -idad -ados -adas -ando -iendo -dad de la que el en y a los del se las por un para con no una su al es lo como más o pero sus le ha este cuando muy sin sobre también toda tiene derecho"},
		{"it", "àèéìíîòóùú", "di e il la che in a per un è del una con non sono si da le i dei nel al come più o ma alla gli anche ha delle ogni della su diritto"},
		{"pt", "áâãàçéêíóôõú", "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando muito nos já também só pelo pela até isso toda direito"},
		{"nl", "éëïóöü", "de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij uit door wordt naar heeft worden deze hij nog of over ieder recht"},
		{"pl", "ąćęłńóśźż", "w i z na się do nie że jest to o jak a po od za przez oraz dla co tym przy ma może być są jego ale lub które który jako tylko każdy prawo"},
		{"cs", "áčďéěíňóřšťúůýž", "a v se na je že s z do o i to jako k za pro po by ve však jsou které který má nebo tak není ale od jeho při každý právo"},
		{"tr", "çğıöşüâîû", "-lar -ler -ları -leri -ların -lerin -dir -dır -ması -mesi -lık -lik -yor -nin -nın -dan -den ve bir bu için ile da de her olarak daha çok gibi kadar olan sonra en var ne o ya ancak veya hakkı hakkına sahip değil büyük kendi göre tarafından şahsın herkes"},
		{"az", "çəğıöşü", "-lar -lər -ları -ləri -dir -dır -nin -nın -dan -dən -lıq -lik və bir bu üçün ilə də hər olan onun daha çox kimi kimə ki edir isə var malikdir hüququ azad insan öz ya yaxud onların olaraq edilir haqqında sonra"},
		{"uz", "", "-lar -lari -larni -larga -larning -larining -ning -dan -dir -gan -lik -ligi -lash -ishi -adi -ib -moqda va bu bilan uchun bir ham ega esa deb har kerak u bo'lgan huquqiga inson lozim mumkin yoki uning bo'yicha shu lekin emas orqali keyin bo'lib yil o'z barcha boshqa haqida qilish eng agar tomonidan qanday so'ng bo'lsa juda hamda kabi ko'p yangi yo'q qiladi ushbu lozimdir mumkindir ya'ni siz chunki bo'ladi"},
		{"tk", "äçžňöşüý", "we bir bu her bolan bilen üçin adam hukugy bar hem ýa da ol öz diýip eden boýunça onuň ýyl türkmen"},
		{"kaa-Latn", "áǵıńóúäǵóúñ", "hám menen bul bir ushın adam óz hár yamasa kerek bolıp dep huqıqına huqıqı iye bolǵan qaraqalpaq haqqında erkin onıń insan"},
		{"ug-Latn", "éöü", "we bilen bir bu üchün her hoquqigha adem hemme öz yaki bolghan kerek bolup dep emes ige uning hoquqluq qilish hoquqi"},
		{"kk-Latn", "ıäöüğñşūïú", "jáne men bul bir úshin dep adam nemese bar onyń osy tiis"},
	},
	"Arab": {
		{"ar", "ثحذصضطظعأإؤةىهكي", "ال- وال- بال- لل- -ات -ون -ين -ية -ها في من على إلى أن التي عن هذا هذه الذي ما لا مع كل أو كان بعد بين ذلك قد لم حق شخص كما منذ عام خلال ولا عند فيها وفي ومن التى هو هي"},
		{"fa", "پچژگکیثحذصضطظعهأ", "می- -های -ها -ند -ترین و در به از که این را با است برای آن یک هر کس حق می تا بر شود یا خود های دارد باید نیز او هم بود شده کند شد آنها باشد بشر ما"},
		{"ur", "پچژگکیثحذصضطظعہھےںٹڈڑۂۓؤ", "کے کی میں اور سے کا ہے کو کہ اس پر یہ نے ہیں جو ہر حق تھا گا ایک لیے نہیں بھی کر یا شخص تک ہو"},
		{"ug", "پچژگكيەېۆۇۈۋڭھىه", "ۋە بىلەن بىر بۇ ئۈچۈن ھەر ھوقۇقىغا ئادەم ئۆز ياكى بولغان كېرەك دەپ ئەمەس ئىگە"},
		{"ps", "پچژگکيیېۍټډړږښڼځڅګثحذصضطظعهۀئ", "د په او چې له سره کې دی دا ته هر حق يا نه شي ده کوي يو خپل لري"},
		{"sd", "پچڄگکيثحذصضطظعهھٻڀٺٽٿڃڇڏڌڊڍڙڦڳڱڻ", "۽ جي جو کي ۾ سان آهي جا کان ته هن اهو"},
		{"ckb", "پچژگکیەێۆڕڵڤحعهثذ", "و لە بە کە بۆ ئەم هەر لەگەڵ یان مافی هەموو کەس ئەو دەبێ"},
	},
	"Hebr": {
		{"he", "", "של את על לא כל הוא או אדם זכאי עם כי זה גם היא אשר לו יש אם אין היה בין אל זכות"},
		{"yi", "", "און פון איז די דער אין צו אַ מיט האט ניט פאר מענטש רעכט וואס זיך"},
	},
	"Deva": {
		{"hi", "", "के का की में है और को से पर ने यह कि एक हैं या हो किसी भी प्रत्येक व्यक्ति इस लिए अधिकार कर नहीं साथ था"},
		{"mr", "", "आणि आहे व या च्या ते की हे ला तो मध्ये आहेत एक होते करण्यात किंवा प्रत्येक आपल्या"},
		{"ne", "", "र को छ मा का लाई ले हो गर्ने यो तथा पनि भएको प्रत्येक व्यक्तिलाई गरेको एक"},
	},
}

// An index is the profiles of one script made ready for looking up. A mask has
// a bit for each profile.
type index struct {
	langs  []content.Lang
	letter map[rune]mask // letters a language has
	own    map[rune]mask // those of them that are not plain
	word   map[string]mask
	end    map[string]mask
	starts []start
}

type mask uint32

// A start is the frequent start of words in the languages of the mask.
type start struct {
	text string
	in   mask
}

// indexes by script.
var indexes = func() map[string]*index {
	all := map[string]*index{}
	for script, list := range written {
		x := &index{letter: map[rune]mask{}, own: map[rune]mask{}, word: map[string]mask{}, end: map[string]mask{}}
		for i, p := range list {
			x.add(p, plain[script], mask(1)<<i)
		}
		all[script] = x
	}
	return all
}()

func (x *index) add(p profile, plain string, bit mask) {
	x.langs = append(x.langs, p.lang)
	for _, r := range p.letters {
		x.own[r] |= bit
		x.letter[r] |= bit
	}
	for _, r := range plain {
		x.letter[r] |= bit
	}
	if p.lang == "uz" {
		x.own[letterO] |= bit
		x.own[letterG] |= bit
	}
	for w := range strings.FieldsSeq(p.words) {
		w = strings.ReplaceAll(w, "o'", string(letterO))
		w = strings.ReplaceAll(w, "g'", string(letterG))
		w = strings.ReplaceAll(w, "'", "")
		switch {
		case w[0] == '-':
			x.end[w[1:]] |= bit
		case w[len(w)-1] == '-':
			x.starts = append(x.starts, start{w[:len(w)-1], bit})
		default:
			x.word[w] |= bit
		}
	}
}
