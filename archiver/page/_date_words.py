"""The names of months and weekdays in the languages of blogs, as one table each from word to number.

They are compact tables instead of a locale library because a page mixes languages (a German theme prints
"Sonntag, Dezember 16th, 2012"), so every name is looked up at once, whatever the page says it is written in.

Names follow the Unicode CLDR (format and stand-alone, wide and abbreviated), with further spellings that pages use.
A row has the months in order; ``/`` divides spellings, ``_`` stands for a space. Rows are folded (no accents, lower
case) as ``fold`` folds the text, so a row may be written as the language writes it.
"""

from __future__ import annotations

from archiver.page._date_text import fold_word

_MONTH_ROWS = {
    "en": "january/jan february/feb/febr march/mar april/apr may june/jun july/jul august/aug september/sept/sep "
    "october/oct november/nov december/dec",
    "de": "januar/jan/jänner/jaenner/jän februar/feb/febr/feber märz/maerz/mär/mrz april/apr mai juni/jun juli/jul "
    "august/aug september/sept/sep oktober/okt november/nov dezember/dez",
    "fr": "janvier/janv/jan février/févr/fév mars/mar avril/avr mai juin/jui juillet/juil/jul août/aoû "
    "septembre/sept/sep octobre/oct novembre/nov décembre/déc",
    "es": "enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago septiembre/setiembre/sept/"
    "sep/set octubre/oct noviembre/nov diciembre/dic",
    "it": "gennaio/gen/genn febbraio/feb/febbr marzo/mar aprile/apr maggio/mag/magg giugno/giu luglio/lug agosto/ago "
    "settembre/set/sett ottobre/ott novembre/nov dicembre/dic",
    "pt": "janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set "
    "outubro/out novembro/nov dezembro/dez",
    "gl": "xaneiro/xan febreiro/feb marzo/mar abril/abr maio/mai xuño xullo/xul agosto/ago setembro/set outubro/out "
    "novembro/nov decembro/dec",
    "ca": "gener/gen febrer/febr març abril/abr maig juny juliol/jul agost/ag setembre/set octubre/oct novembre/nov "
    "desembre/des",
    "nl": "januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sept/sep "
    "oktober/okt november/nov december/dec",
    "pl": "stycznia/sty/styczeń lutego/lut/luty marca/mar/marzec kwietnia/kwi/kwiecień maja/maj czerwca/cze/czerwiec "
    "lipca/lip/lipiec sierpnia/sie/sierpień września/wrz/wrzesień października/paź/październik listopada/lis/listopad "
    "grudnia/gru/grudzień",
    "ru": "января/янв/январь февраля/февр/фев/февраль марта/мар/март апреля/апр/апрель мая/май июня/июн/июнь "
    "июля/июл/июль августа/авг/август сентября/сент/сен/сентябрь октября/окт/октябрь ноября/нояб/ноя/ноябрь "
    "декабря/дек/декабрь",
    "uk": "січня/січ/січень лютого/лют/лютий березня/бер/березень квітня/квіт/кві/квітень травня/трав/тра/травень "
    "червня/черв/чер/червень липня/лип/липень серпня/серп/сер/серпень вересня/вер/вересень жовтня/жовт/жов/жовтень "
    "листопада/лист/лис/листопад грудня/груд/гру/грудень",
    "be": "студзеня/сту/студзень лютага/лют/люты сакавіка/сак/сакавік красавіка/кра/красавік мая/май "
    "чэрвеня/чэр/чэрвень ліпеня/ліп/ліпень жніўня/жні/жнівень верасня/вер/верасень кастрычніка/кас/кастрычнік "
    "лістапада/ліс/лістапад снежня/сне/снежань",
    "bg": "януари/яну февруари/фев март април/апр май юни юли август/авг септември/сеп октомври/окт ноември/ное "
    "декември/дек",
    "mk": "јануари/јан февруари/фев март/мар април/апр мај јуни/јун јули/јул август/авг септември/сеп октомври/окт "
    "ноември/ное декември/дек",
    "sr": "јануар/јануара/јан фебруар/фебруара/феб март/марта/мар април/априла/апр мај/маја јун/јуна/јуни "
    "јул/јула/јули август/августа/авг септембар/септембра/сеп октобар/октобра/окт новембар/новембра/нов "
    "децембар/децембра/дец",
    "sh": "januar/januara/jan februar/februara/feb mart/marta/mar april/aprila/apr maj/maja jun/juna/juni jul/jula/juli "
    "avgust/avgusta/august/augusta/avg septembar/septembra/sep oktobar/oktobra/okt novembar/novembra/nov "
    "decembar/decembra/dec",
    "sl": "januar/januarja/jan februar/februarja/feb marec/marca/mar april/aprila/apr maj/maja junij/junija/jun "
    "julij/julija/jul avgust/avgusta/avg september/septembra/sep oktober/oktobra/okt november/novembra/nov "
    "december/decembra/dec",
    "cs": "ledna/led/leden února/úno/únor března/bře/březen dubna/dub/duben května/kvě/květen června/čvn/červen "
    "července/čvc/červenec srpna/srp/srpen září/zář října/říj/říjen listopadu/lis/listopad prosince/pro/prosinec",
    "sk": "januára/jan/január februára/feb/február marca/mar/marec apríla/apr/apríl mája/máj júna/jún júla/júl "
    "augusta/aug/august septembra/sep/september októbra/okt/október novembra/nov/november decembra/dec/december",
    "hu": "január/jan február/febr/feb március/márc/már április/ápr május/máj június/jún július/júl augusztus/aug "
    "szeptember/szept október/okt november/nov december/dec",
    "ro": "ianuarie/ian februarie/feb martie/mar aprilie/apr mai iunie/iun iulie/iul august/aug septembrie/sept/sep "
    "octombrie/oct noiembrie/noi/nov decembrie/dec",
    "sv": "januari/jan februari/feb mars/mar april/apr maj juni/jun juli/jul augusti/aug september/sept/sep "
    "oktober/okt november/nov december/dec",
    "da": "januar/jan februar/feb marts/mar april/apr maj juni/jun juli/jul august/aug september/sept/sep oktober/okt "
    "november/nov december/dec",
    "no": "januar/jan februar/feb mars/mar april/apr mai juni/jun juli/jul august/aug september/sept/sep oktober/okt "
    "november/nov desember/des",
    "is": "janúar/jan febrúar/feb mars/mar apríl/apr maí júní/jún júlí/júl ágúst/ágú september/sep október/okt "
    "nóvember/nóv desember/des",
    "fi": "tammikuuta/tammikuu/tammikuussa/tammi helmikuuta/helmikuu/helmikuussa/helmi "
    "maaliskuuta/maaliskuu/maaliskuussa/maalis huhtikuuta/huhtikuu/huhtikuussa/huhti "
    "toukokuuta/toukokuu/toukokuussa/touko kesäkuuta/kesäkuu/kesäkuussa/kesä heinäkuuta/heinäkuu/heinäkuussa/heinä "
    "elokuuta/elokuu/elokuussa/elo syyskuuta/syyskuu/syyskuussa/syys lokakuuta/lokakuu/lokakuussa/loka "
    "marraskuuta/marraskuu/marraskuussa/marras joulukuuta/joulukuu/joulukuussa/joulu",
    "et": "jaanuar/jaan veebruar/veebr märts aprill/apr mai juuni juuli august/aug september/sept oktoober/okt "
    "november/nov detsember/dets",
    "lt": "sausio/saus/sausis vasario/vas/vasaris kovo/kov/kovas balandžio/bal/balandis gegužės/geg/gegužė "
    "birželio/birž/birželis liepos/liep/liepa rugpjūčio/rugp/rugpjūtis rugsėjo/rugs/rugsėjis spalio/spal/spalis "
    "lapkričio/lapkr/lapkritis gruodžio/gruod/gruodis",
    "lv": "janvāris/janvārī/janv februāris/februārī/febr marts/martā aprīlis/aprīlī/apr maijs/maijā jūnijs/jūnijā/jūn "
    "jūlijs/jūlijā/jūl augusts/augustā/aug septembris/septembrī/sept oktobris/oktobrī/okt novembris/novembrī/nov "
    "decembris/decembrī/dec",
    "el": "ιανουαρίου/ιαν/ιανουάριος/ιανουάριο φεβρουαρίου/φεβ/φεβρουάριος/φεβρουάριο μαρτίου/μαρ/μάρτιος/μάρτιο "
    "απριλίου/απρ/απρίλιος/απρίλιο μαΐου/μαΐ/μάιος/μάι/μάιο ιουνίου/ιουν/ιούνιος/ιούνιο ιουλίου/ιουλ/ιούλιος/ιούλιο "
    "αυγούστου/αυγ/αύγουστος/αύγουστο σεπτεμβρίου/σεπ/σεπτ/σεπτέμβριος/σεπτέμβριο οκτωβρίου/οκτ/οκτώβριος/οκτώβριο "
    "νοεμβρίου/νοε/νοέμβριος/νοέμβριο δεκεμβρίου/δεκ/δεκέμβριος/δεκέμβριο",
    "tr": "ocak/oca şubat/şub mart/mar nisan/nis mayıs/may haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki "
    "kasım/kas aralık/ara",
    "id": "januari/jan februari/feb/pebruari maret/mar april/apr mei juni/jun juli/jul agustus/agu/agt/ags "
    "september/sep oktober/okt november/nov/nopember desember/des",
    "ms": "januari/jan februari/feb mac april/apr mei jun julai/jul ogos/ogo september/sep oktober/okt november/nov "
    "disember/dis",
    "ar": "يناير/كانون_الثاني/جانفي فبراير/شباط/فيفري مارس/آذار أبريل/نيسان/أفريل/إبريل مايو/أيار/ماي "
    "يونيو/حزيران/جوان/يونيه يوليو/تموز/جويلية/يوليه/يوليوز أغسطس/آب/أوت/غشت سبتمبر/أيلول/شتنبر "
    "أكتوبر/تشرين_الأول نوفمبر/تشرين_الثاني/نونبر ديسمبر/كانون_الأول/دجنبر",
    "fa": "ژانویه/ژانویهٔ فوریه/فوریهٔ مارس آوریل مه/مهٔ/می ژوئن/جون ژوئیه/ژوئیهٔ/جولای اوت/آگوست سپتامبر اکتبر "
    "نوامبر دسامبر",
    "he": "ינואר/בינואר/ינו/בינו פברואר/בפברואר/פבר/בפבר מרץ/במרץ/מרס/במרס אפריל/באפריל/אפר/באפר "
    "מאי/במאי יוני/ביוני יולי/ביולי אוגוסט/באוגוסט/אוג/באוג ספטמבר/בספטמבר/ספט/בספט "
    "אוקטובר/באוקטובר/אוק/באוק נובמבר/בנובמבר/נוב/בנוב דצמבר/בדצמבר/דצמ/בדצמ",
    "hi": "जनवरी/जन फरवरी/फर मार्च अप्रैल/अप्रेल मई जून जुलाई/जुल अगस्त/अग सितंबर/सितम्बर/सित अक्टूबर/अक्तूबर/अक्टू "
    "नवंबर/नवम्बर/नव दिसंबर/दिसम्बर/दिस",
    "th": "มกราคม/ม.ค. กุมภาพันธ์/ก.พ. มีนาคม/มี.ค. เมษายน/เม.ย. พฤษภาคม/พ.ค. มิถุนายน/มิ.ย. กรกฎาคม/ก.ค. "
    "สิงหาคม/ส.ค. กันยายน/ก.ย. ตุลาคม/ต.ค. พฤศจิกายน/พ.ย. ธันวาคม/ธ.ค.",
    "hr": "siječnja/sij/siječanj veljače/velj/veljača ožujka/ožu/ožujak travnja/tra/travanj svibnja/svi/svibanj "
    "lipnja/lip/lipanj srpnja/srp/srpanj kolovoza/kol/kolovoz rujna/ruj/rujan listopada/lis/listopad "
    "studenoga/studenog/stu/studeni prosinca/pro/prosinac",
}

# Croatian names differ from those of its neighbours: "listopad" is October there, November in Polish and Czech.
_CROATIAN = frozenset({"hr", "bs", "sh"})
_CROATIAN_MONTHS = {"lip": 6, "srp": 7, "lis": 10, "listopad": 10, "listopada": 10}

# Words of running text in some language that are also names of months: they need a day and a year beside them.
WEAK_MONTHS = frozenset(
    fold_word("""may march mar mars set sett out ago des dec pro led dub lis lip tra svi ara elo loka sty mac gen mag ag vas bal
    kol stu ruj srp sie gru mai mei maj jun oca eki tem nis kas haz ott dis jan lug giu abr kov geg liep luty кра
    нов тра лип лис лист бер вер чер сер гру сне кас мая мар ноя सित अग नव जन फर दिस مه ماي اب сту""").split()
)

_WEEKDAY_ROWS = """
monday/mon tuesday/tue/tues wednesday/wed thursday/thu/thur/thurs friday/fri saturday/sat sunday/sun
montag/mo dienstag/di mittwoch/mi donnerstag/do freitag/fr samstag/sa/sonnabend sonntag/so
lundi/lun mardi/mar mercredi/mer jeudi/jeu vendredi/ven samedi/sam dimanche/dim
lunes/lun martes/mar miércoles/mié jueves/jue viernes/vie sábado/sáb domingo/dom
lunedì/lun martedì/mar mercoledì/mer giovedì/gio venerdì/ven sabato/sab domenica/dom
segunda/seg terça/ter quarta/qua quinta/qui sexta/sex sábado/sáb domingo/dom
luns martes/mar mércores/mér xoves/xov venres/ven sábado/sáb domingo/dom
dilluns/dl dimarts/dt dimecres/dc dijous/dj divendres/dv dissabte/ds diumenge/dg
maandag/ma dinsdag/di woensdag/wo donderdag/do vrijdag/vr zaterdag/za zondag/zo
poniedziałek/pon wtorek/wt środa/śr czwartek/czw piątek/pt sobota/sob niedziela/niedz
понедельник/пн вторник/вт среда/ср/среду четверг/чт пятница/пт/пятницу суббота/сб/субботу воскресенье/вс
понеділок/пн вівторок/вт середа/ср четвер/чт п'ятниця/пт субота/сб неділя/нд
понеделник/пн вторник/вт сряда/ср четвъртък/чт петък/пт събота/сб неделя/нд
понедељак/пон уторак/уто среда/сре четвртак/чет петак/пет субота/суб недеља/нед
ponedjeljak/pon/ponedeljak utorak/uto srijeda/sri/sreda/sre četvrtak/čet petak/pet subota/sub nedjelja/ned/nedelja
ponedeljek/pon torek/tor sreda/sre četrtek/čet petek/pet sobota/sob nedelja/ned
pondělí/po úterý/út středa/st čtvrtek/čt pátek/pá sobota/so neděle/ne
pondelok/po utorok/ut streda/st štvrtok/št piatok/pi sobota/so nedeľa/ne
hétfő kedd szerda/sze csütörtök/csüt péntek szombat/szo vasárnap/vas
luni/lun marți/mar miercuri/mie joi vineri/vin sâmbătă/sâm duminică/dum
måndag/mån tisdag/tis onsdag/ons torsdag/tors fredag/fre lördag/lör söndag/sön
mandag/man tirsdag/tirs/tir onsdag/ons torsdag/tors/tor fredag/fre lørdag/lør søndag/søn
mánudagur/mán þriðjudagur/þri miðvikudagur/mið fimmtudagur/fim föstudagur/fös laugardagur/lau sunnudagur/sun
maanantaina/ma/maanantai tiistaina/ti/tiistai keskiviikkona/ke/keskiviikko torstaina/to/torstai perjantaina/pe/perjantai \
lauantaina/la/lauantai sunnuntaina/su/sunnuntai
esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev
pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis sekmadienis
pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena svētdiena
δευτέρα/δευ τρίτη/τρί τετάρτη/τετ πέμπτη/πέμ παρασκευή/παρ σάββατο/σάβ κυριακή/κυρ
pazartesi/pzt salı/sal çarşamba/çar perşembe/per cuma/cum cumartesi/cmt pazar/paz
senin/sen/isnin/isn selasa/sel rabu/rab kamis/kam/khamis/kha jumat/jum/jumaat sabtu/sab minggu/min/ahad
الاثنين/الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد
دوشنبه سه‌شنبه چهارشنبه پنجشنبه/پنج‌شنبه جمعه شنبه یکشنبه
שני שלישי רביעי חמישי שישי שבת ראשון
सोमवार/सोम मंगलवार/मंगल बुधवार/बुध गुरुवार/गुरु शुक्रवार/शुक्र शनिवार/शनि रविवार/रवि
จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์
月/月曜日/月曜 火/火曜日/火曜 水/水曜日/水曜 木/木曜日/木曜 金/金曜日/金曜 土/土曜日/土曜 日/日曜日/日曜
一/星期一/周一/週一 二/星期二/周二/週二 三/星期三/周三/週三 四/星期四/周四/週四 五/星期五/周五/週五 六/星期六/周六/週六 日/星期日/周日/週日/星期天
월/월요일 화/화요일 수/수요일 목/목요일 금/금요일 토/토요일 일/일요일
"""


def _cells(row: str) -> list[list[str]]:
    return [[fold_word(word.replace("_", " ")) for word in cell.split("/")] for cell in row.split()]


# Language -> twelve lists of spellings, folded.
MONTH_NAMES: dict[str, list[list[str]]] = {language: _cells(row) for language, row in _MONTH_ROWS.items()}

# Folded word -> 1..12. Where two languages disagree, the one that stands later loses; see _CROATIAN_MONTHS.
MONTHS: dict[str, int] = {}
for _names in MONTH_NAMES.values():
    for _number, _words in enumerate(_names, 1):
        for _word in _words:
            MONTHS.setdefault(_word, _number)

_WORDS_OF = {language: frozenset(word for words in names for word in words) for language, names in MONTH_NAMES.items()}

# Folded word -> the weekdays that it may name (Monday is 0): "mar" is Tuesday in Romance languages, "sub" Saturday.
WEEKDAYS: dict[str, frozenset[int]] = {}
for _row in _WEEKDAY_ROWS.strip().splitlines():
    for _number, _words in enumerate(_cells(_row)):
        for _word in _words:
            WEEKDAYS[_word] = WEEKDAYS.get(_word, frozenset()) | {_number}


def month_number(word: str, language: str | None) -> int | None:
    """The month, 1 to 12, that a folded word names; ``None`` if it names none.

    ``language`` is the primary language subtag of the page, or ``None``; it only matters for the few names that
    Croatian gives to another month than Polish and Czech do.
    """
    if language in _CROATIAN and word in _CROATIAN_MONTHS:
        return _CROATIAN_MONTHS[word]
    return MONTHS.get(word)


def is_month_of(word: str, language: str | None) -> bool:
    """Whether a folded word is a month in that very language (a primary subtag)."""
    return word in _WORDS_OF.get(language or "", ())
