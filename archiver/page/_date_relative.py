"""Dates told from the reader's now: "3 years ago", "vor 4 Monaten", "3日前", "yesterday at 5 pm".

They cannot be stated (a stored page does not know its now), but they are where a date stands, and their text is kept.
The words for units are one set over all languages; a number with a unit counts only beside a word that says "ago".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archiver.page._date_text import Folded, fold_word

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNITS = frozenset(
    fold_word(
        """s sec secs second seconds min mins minute minutes h hr hrs hour hours d day days w wk wks week weeks mo mos
        month months y yr yrs year years sekunde sekunden sek minuten std stunde stunden tag tage tagen woche wochen
        monat monate monaten monats jahr jahre jahren jahres seconde secondes heure heures jour jours j semaine semaines sem
        mois an ans année années segundo segundos seg minuto minutos hora horas día días semana semanas mes meses año
        años secondo secondi minuti ora ore giorno giorni g gg settimana settimane sett mese mesi anno anni dia dias mês
        ano anos seconden minuut uur uren dag dagen dgn weken maand maanden jaar jaren sekundę sekundy sekund minutę
        minuty minut godzinę godziny godzin godz dzień dni tydzień tydz tygodnie tygodni tyg miesiąc miesiące miesięcy
        mies rok roku lata lat секунду секунды секунд сек минуту минуты минут мин час часа часов ч день дня дней дн
        неделю недели недель нед месяц месяца месяцев мес год года лет г л sekunder minuter timme timmar tim dagar vecka
        veckor v månad månader mån år saniye sn dakika dk saat sa gün hafta hf ay yıl sekund minutter time timer døgn
        dage dager uge uger uke uker måned måneder sekunti sekuntia minuuttia minuutti tunti tuntia t päivä päivää pv
        viikko viikkoa vk kuukausi kuukautta kk vuosi vuotta v sekundou sekundami minutou minutami hodinou hodinami
        hodiny hodin hod dnem dny týdnem týdny týd měsícem měsíci měs rokem roky lety let sekundou minútou minútami
        dňom dňami týždňom týždňami mesiacom mesiacmi rokom rokmi másodperccel másodperc perccel perc órával óra nappal
        nap héttel hét hónappal hónap évvel év secunde secundă minut minute oră oră ore zi zile săptămână săptămâni lună
        luni ani δευτερόλεπτο δευτερόλεπτα δευτ λεπτό λεπτά λεπ ώρα ώρες ώ ημέρα ημέρες μέρα μέρες ημ εβδομάδα
        εβδομάδες εβδ μήνα μήνες μήν χρόνο χρόνια έτος έτη έτ секунд хвилину хвилини хвилин хв годину години годин год
        день дні днів дн тиждень тижні тижнів тиж місяць місяці місяців міс рік роки років р секунда секунди минута
        минути час часа ден дни седмица седмици месец месеца месеци година години sekundu sekunde sekundi minutu sata
        sati sat dan dana tjedan tjedna tjedana mjesec mjeseca mjeseci mj godinu godine godina god nedelju nedelje
        nedelja mesec meseca meseci секунде минут минута сат сата сати дан дана недељу недеље недеља месеци годину
        године година sekundo sekundama sekundami minuto minutama uro urama urami ure ur dnevom dnevoma dnevi dnevi
        teden tednom tednoma tedni mesecem mesecema mesec leto letom letoma leti leta detik menit jam hari minggu bulan
        tahun saat minit giây phút giờ ngày tuần tháng năm segon segons hores dies setmana setmanes mesos any anys
        שניה שניות דקה דקות שעה שעתיים שעות יום יומיים ימים שבוע שבועיים שבועות חודש חודשיים חודשים שנה שנתיים שנים
        ثانية ثانيتين ثوان ثواني دقيقة دقيقتين دقائق ساعة ساعتين ساعات يوم يومين أيام يوما أسبوع أسبوعين أسابيع أسبوعا
        شهر شهرين أشهر شهور شهرا سنة سنتين سنوات عام عامين أعوام عاما ثانیه دقیقه ساعت روز هفته ماه سال सेकंड मिनट घंटा
        घंटे घंटों दिन दिनों सप्ताह हफ्ते हफ़्ते महीना महीने माह साल वर्ष से मि घं שנייה שנ דק
        שע minuta minuts minutt md mdr setm tj týž ted ned č д седм dtk mnt mgg bln thn mgu r"""
    ).split()
)
_LETTERS = r"[^\x00-\x40\[-`{-\xbf\u2000-\u206f\u3000-\u303f]"
_WORD = rf"{_LETTERS}{{1,14}}"
_NUMBERS = "|".join(
    fold_word(
        """a|an|one|two|three|four|five|six|seven|eight|nine|ten|few|several|couple of|half|ein|eine|einem|einer|einigen|
        wenigen|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|
        quelques|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|unos|unas|algunos|algunas|uno|due|tre|quattro|
        cinque|sei|sette|otto|nove|dieci|qualche|um|uma|dois|duas|três|quatro|sete|oito|dez|alguns|algumas|een|twee|drie|
        vijf|zes|zeven|acht|negen|tien|enkele|en|ett|et|två|två|to|några|nogle|noen|jeden|jedną|dwa|dwie|trzy|kilka|
        один|одну|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|несколько|пару|кілька|дві|няколко|bir|iki|üç|
        birkaç|yksi|kaksi|muutama|egy|két|három|néhány|acum|o|două|jedním|dvěma|několika|jednu|jedan|dva|dvije|nekoliko|
        عدة|بضع|एक|कुछ|μία|ένα|έναν|μερικές|μερικά|seorang|beberapa|một|vài|שתי"""
    )
    .replace(" |", "|")
    .replace("| ", "|")
    .split("|")
)
# "2 dagar sedan", "a year ago", "5 months, 2 weeks ago", "il y a un an": the amount is digits or a word for a number.
_PAIR = rf"(?:(?<![\d.,])\d{{1,3}}\+? ?|(?<![^\W\d_])(?:{_NUMBERS}) )(?P<unit>{_WORD})\.?"
_AGO_WORDS = (
    "ago|later|fa|atras|geleden|temu|назад|тому|once|siden|sidan|sedan|sen|sitten|yang lalu|lalu|truoc|पहले|پيش|قبل|zpet|"
    "zpatky|ezelott|nazaj|spat|nazad|in urma|enrere|her|преди това|پيش از اين"
)
_END = r"(?![^\W\d_])"
_SUFFIXED = re.compile(
    rf"(?<![^\W_])(?:for |(?:about|over|almost|around|more than) )?(?:\d{{1,3}} ?{_WORD}\.?(?:,| and| und| et| y| e)? )?"
    rf"{_PAIR} (?P<ago>{_AGO_WORDS}){_END}"
)
_SINCE_WORDS = (
    "vor|il y a|hace|ha|fa|منذ|πριν απο|πριν|לפני|pred|prije|pre|преди|пре|cach day|cu|acum|pries|fyrir|duela|قبل"
)
_APPROXIMATE = (
    r"(?:(?:etwa|ca\.?|circa|rund|mehr als|uber|fast|environ|plus de|pres d'|unos|unas|mas de|cerca de|quase|over) ?)?"
)
_PREFIXED = re.compile(
    rf"(?<![^\W_])(?P<since>{_SINCE_WORDS}) {_APPROXIMATE}(?:(?:\d{{1,3}} ?|(?:{_NUMBERS}) )|(?<=منذ )|(?<=قبل )|(?<=לפני ))(?P<unit>{_WORD}){_END}"
    rf"(?:(?:,| und| et| y| e) \d{{1,2}} {_WORD})?"
)
# Scripts that write no spaces, so that number, unit and "ago" are one run.
_UNSPACED = re.compile(
    r"(?:約|约)?(?<!\d)(?:\d{1,3}|[数几一二三四五六七八九十两]{1,2}) ?(?:秒鐘?|秒钟|分間?|分鐘|分钟|小時|小时|時間|日|天|週間?|周|星期|個月|个月|"
    r"[かヶカヵケ箇]月|月|年)(?:之前|以前|前)(?!半)"
    r"|(?<!\d)\d{1,3} ?(?:초|분|시간|일|주일?|달|개월|년) ?전"
    r"|(?<!\d)\d{1,3} ?(?:วินาที|นาที|ชั่วโมง|ชม\.|วัน|สัปดาห์|เดือน|ปี) ?(?:ที่แล้ว|ที่ผ่านมา|ก่อน)"
)
# Words that alone say when. In running text they say nothing of the page: see ``is_byline``.
_SINGLE_WORDS = (
    "yesterday|today|just now|right now|moments ago|a moment ago|last week|last month|last year|gestern|vorgestern|"
    "heute|gerade eben|soeben|hier|avant-hier|aujourd'hui|a l'instant|ayer|anteayer|hoy|ahora mismo|ieri|oggi|"
    "proprio ora|ontem|anteontem|hoje|agora mesmo|gisteren|eergisteren|vandaag|zojuist|wczoraj|przedwczoraj|dzisiaj|dzis|"
    "вчера|позавчера|сегодня|только что|i gar|igar|i dag|idag|just nu|nyss|eilen|tanaan|juuri nyt|dun|bugun|az once|"
    "simdi|vcera|dnes|prave ted|predvcerom|tegnap|epp most|ieri|azi|astazi|χθες|σημερα|μολις τωρα|вчора|"
    "сьогодні|щоино|днес|току-що|jucer|danas|upravo sada|јуче|данас|juce|vceraj|danes|pravkar|kemarin|hari ini|baru saja|"
    "semalam|hom qua|hom nay|vua xong|ahir|avui|ara mateix|אתמול|היום|עכשיו|امس|اليوم|الان|ديروز|امروز|कल|आज|अभी|"
    "เมื่อวาน|วันนี้|เมื่อสักครู่|昨日|一昨日|今日|たった今|昨天|前天|今天|刚刚|剛剛|어제|그저께|오늘|방금"
)
_SINGLE = re.compile(
    rf"(?<![^\W\d_])(?:{'|'.join(sorted({fold_word(w) for w in _SINGLE_WORDS.split('|')}, key=len, reverse=True))}){_END}"
)
# A line of page furniture, "Josh Miller - yesterday", has few words; a sentence has more.
_SHORT, _FEW = 40, 4
# Words that mean something else without their accents: Turkish önce, Portuguese há, Turkish dün.
_ACCENTED = {"once": "önce", "ha": "há", "dun": "dün"}


_RUN = re.compile(r"[^\W\d_]+")
_TELLING = frozenset(
    max(_RUN.findall(fold_word(phrase)), key=len)
    for phrase in "|".join((_AGO_WORDS, _SINCE_WORDS, _SINGLE_WORDS)).split("|")
)
"""The longest word of each phrase that the patterns look for."""

_ALPHABETS = "\u0590"
"""From here on come scripts whose words are not always set apart by spaces, or are more than letters (vowel signs)."""


def may_be_relative(text: str) -> bool:
    """Whether the patterns may find anything in a folded text: most texts have none of their words, and looking words
    up costs a tenth of searching for them."""
    is_foreign = not text.isascii() and max(text) >= _ALPHABETS
    return is_foreign or not _TELLING.isdisjoint(_RUN.findall(text))


def relative_dates(folded: Folded, language: str | None) -> Iterator[tuple[int, int, bool]]:
    """Spans in the folded text that say when, relative to the reader; the flag is true for a word like "yesterday".

    A single word counts only in a byline (see there); a caller that sees a time behind it may take it in any text.
    ``language`` is a primary subtag or ``None``.
    """
    text = folded.text
    for pattern in (_SUFFIXED, _PREFIXED):
        for match in pattern.finditer(text):
            if match["unit"] in _UNITS and _accents(folded, match):
                yield match.start(), match.end(), False
    for match in _UNSPACED.finditer(text):
        yield match.start(), match.end(), False
    for match in _SINGLE.finditer(text):
        # "hier" is yesterday in French, here in German.
        if match[0] == "hier" and language != "fr" and not text.startswith(" a ", match.end()):
            continue
        if _ACCENTED.get(match[0], match[0]) in (match[0], folded.original(*match.span()).lower()):
            yield match.start(), match.end(), True


def is_byline(folded: Folded, start: int, end: int) -> bool:
    """Whether a text has so few words, and the one at ``start`` stands at its edge, that "yesterday" is its date."""
    text = folded.text
    edge = not any(c.isalnum() for c in text[:start]) or not any(c.isalnum() for c in text[end:])
    return edge and len(text) <= _SHORT and len(text.split()) <= _FEW and "?" not in text


def _accents(folded: Folded, match: re.Match[str]) -> bool:
    """Whether the word for "ago" is really that word: its accents stand, and "her" has a number before it."""
    name = "ago" if "ago" in match.groupdict() else "since"
    if match[name] == "her" and not match[0][0].isdecimal():
        return False
    if match[name] == "later" and folded.text[match.end() :].strip(" :"):
        return False  # in a tale; behind a name it tells when he answered (Typo: "Fred said 37 minutes later:")
    wanted = _ACCENTED.get(match[name])
    return wanted is None or folded.original(*match.span(name)).lower() == wanted
