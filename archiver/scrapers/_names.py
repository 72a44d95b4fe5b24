"""Names of people out of the words that pages put around them ("Posted by: Fred on", "Fred says:", "par Luc")."""

from __future__ import annotations

import re
from functools import lru_cache

from archiver.page.dom import names
from archiver.scrapers._announced import COMMENTS
from archiver.scrapers._words import Words, small

_BY = (
    r"by|(?:antwort|reply|answer|response|réponse|respuesta|risposta|resposta|antwoord) (?:von|vom|der(?= redaktion)|by|from|de|di|da|van)|(?:\d+ )?from:?|(?:commentaire|coment[aá]rio) de|(?:gast)?bijdrage (?:is )?van|commento di|reactie van|von|vom|par|por|di|a cura di|da|door|av|af|przez|от|од|od|oleh|bởi|kirjoittanut|opublikował[ao]?|"
    r"(?:das |die )?(?:gespräch|interview|unterhaltung|fragen) (?:führten?|stellten?)|rozmawia(?:ła?|li)|rozmowę przeprowadzi(?:ła?|li)|napisa(?:ła?|li)|napsal[ai]?|připravil[ai]?|"
    r"беседовал[аи]?|подготовил[аи]?|підготува(?:в|ла)|розмовляла?|teksti|글[·ㆍ/]사진|"
    r"опубликовала?|записала?|作者|著者|작성자|글쓴이|(?:本报)?记者|بقلم|كتبها?|توسط|به قلم|מאת|γράφει (?:ο|η)|από(?: τον| την| το)?|โดย|"
    r"(?:an? |ein(?:e|en)? |une? |una |uno |um |uma )?(?:(?:guest|gast|sponsored) ?)?(?:column|opinion|review|analysis|commentary|essay|feature|report|interview|post|"
    r"artikel|beitrag|kommentar|kolumne|analyse|rezension|kritik|reportage|bericht|glosse|porträt|meinung|chronique|tribune|billet|entretien|enquête|artículo|columna|crónica|"
    r"reportaje|entrevista|opinión|análisis|reseña|articolo|intervista|recensione|editoriale|artigo|coluna|crônica) (?:by|von|par|de|di|por|da)|"
    r"(?:posted|written|submitted|published|reported|words|story|text|article|comment|guest post|contributed|created|added|blogged) by|"
    r"(?:words|story|text|texte|texto|testo|tekst) (?:and|und|et|y|e|en|&|\+) (?:photo\w*|pictures|images|fotos?|fotogra\w+|bilder|foto) (?:by|von|par|por|di|door)|"
    r"(?:geschrieben|verfasst|veröffentlicht|erstellt|eingestellt|eingetragen|hinzugefügt|kommentiert|gepostet|publiziert|kommentar|text|artikel|(?:ein )?(?:gast)?beitrag|eine kolumne|interview) (?:von|vom)|"
    r"(?:publié|rédigé|écrit|posté|proposé|envoyé|ajouté|laissé|commenté|signé|propos recueillis|article) par|(?:un )?(?:texte|article|reportage) de|(?:publicado|escrito|enviado|comentado|postado|texto) por|(?:scritto|pubblicato|inserito|inviato|commentato|postato) da|"
    r"(?:geschreven|geplaatst|gepost|tekst) door|(?:skrevet|skrivet|skriven|publicera[dt]|postat|postet|upplagt|inlagt|lagt inn) av|(?:napisane|dodane|opublikowane|wysłane) przez|"
    r"(?:scris|publicat|postat) de|(?:ditulis|diposting) oleh|viết bởi|"
    r"(?:text|texte|texto|testo|tekst|story|words|bericht|interview|artikel)(?: ?(?:und|and|et|y|e|en|&|\+) ?(?:fotos?|photos?|bilder|foto|pictures))?\s*[:：]|"
    r"(?:author|přidala?|vložila?|napsala?|escriben?|scrive|schreibt|(?:gast)?autor(?:in)?|protokoll|gespräch|auteure?|autrice|autore|autora|forfatter|författare|szerző|írta|dodała?|yazan|yazar|автор|записал|записала|текст|опубликовал|написал|pengarang|penulis|tác giả|"
    r"geschrieben|verfasst|redaktion|posted|published|written|words|text|texte|texto|testo|tekst|von|by|par|por|بقلم|كتبه|كتب|الكاتب|نویسنده|נכתב על ידי|מאת|συντάκτης|συγγραφέας)\s*[:：]|"
    r"(?:作者|著者|執筆者?|筆者|ライター|書いた人|投稿者|インタビュー・文|發[布佈]者|聞き手・文|取材・執筆|取材・文|文・写真|構成・文|发布者|撰文|文責|文|글쓴이|글|작성자)\s*[:：/／｜|・]"
)
ENDS_WITH_BY = re.compile(r"\s(?:by|von|vom|par|por|di|da|door|av|af|przez|от|від|od|bởi)\s*$", re.IGNORECASE)
_STOP = r"(?<!\b\w)(?<!\b(?:[DFHJMS]r|St))(?<!\bMrs)(?<!\bProf)(?<!\b(?:Ing|Mag|med|rer|nat|jur))(?<!\b(?:Dipl|phil))\."
"""The end of a sentence, not of an initial or a title: "J. R. Smith", "Dr. Who", "Fr. Lee", "Dipl.-Ing. Ann Lee"."""

BYLINE = re.compile(
    rf"(?:^|(?<=[\s|(«·•,–—-]))(?:{_BY})\s*(?:[:：]\s*|\s+|(?<=[:：/／｜|・])\s*)(?P<name>[^\s\d:|(){{}}\[\]][^|:：／،(){{}}\[\]\n]{{0,80}}?)"
    rf"\s*(?=$|[|,،;(:：／·•–—\[]|\s@|\s-\s|\s/\s|\sd['’]\s|{_STOP}\s|{_STOP}$|(?-i:\s(?:on|at|am|um|kl\.?|klo|le|il|em|op|den|in|under|mit|with|avec|con|com|for|[ea]l(?!\s(?!Lun|Mar|Mi|Jue|Vie|S[áa]b|Dom)[A-ZÀ-Ý])|alla|à|às|alle|dans|en|i|w|в|о|und ist|and is|from|veröffentlicht|publié|posted|published)\s)|\s(?:updated|published|posted|aktualisiert|mis à jour|actualizado|aggiornato)\b|\s\d)",
    re.IGNORECASE,
)
_BY_WORDS = names(
    "by from redaktion de di van von vom par por da door av af przez от од od oleh bởi kirjoittanut opublikował opublikowała "
    "opublikowało опубликовал опубликовала записал записала 作者 著者 작성자 글쓴이 führte führten stellte stellten rozmawiał rozmawiała rozmawiali przeprowadził przeprowadziła napisał napisała "
    "napsal napsala připravil připravila připravili беседовал беседовала беседовали подготовил подготовила підготував "
    "підготувала подготовили przeprowadzili napisali napsali розмовляла розмовлял teksti από τον την το 사진 글ㆍ사진 记者 本报记者 بقلم كتبه كتبها מאת γράφει โดย توسط قلم"
) | {*":：/／｜|・"}
_WORD_OR_SIGN = re.compile(r"\w+|(?<=[^\W\d_])[:：/／｜|・]|(?<=[^\W\d_] )[:：/／｜|・]")
"""Each alternative of `_BY` has one of these words, or one of the signs behind a word: looking them up costs a third of
searching for it."""
_AT_TIME = re.compile(r"(?:^|[—–|•·]\s)(?P<name>[^—–|@•·\d]{2,40}?)\s@\s(?:[上下]午|午[前後]|오[전후])?\s?\d")
_BEFORE_TIME = re.compile(
    r"(?P<name>[^\W\d_][^—–|@•·\d,:]{1,40} [^—–|@•·\d,:\s]{2,}), \d{1,2}:\d\d(?: Uhr)?(?=\s*[|•·–—]|$)"
)
"""A whole name before the time of day alone: "Ann Lee, 8:15 | 3 comments"."""
_WORDS_BEHIND = ("tarafından", "기자", "記者", "发表于", "發表於", "发布于", "發佈於")
_BEFORE_BY = re.compile(
    rf"(?:^|[\s|·,])(?P<name>[^\W\d_]+(?: [^\W\d_]+){{0,3}})\s+(?:{'|'.join(_WORDS_BEHIND)})(?:\s|$)"
)
"""The name before the word for "by": Turkish, and Korean and Japanese reporters."""
_NEXT_LABEL = re.compile(
    r"\s+(?:datum|date|fecha|data|дата|tarih|dato|kategorien?|category|catégorie|categoría|categoria|категория|kategoria|aufrufe|views|hits|"
    r"fotos?|photos?|bilder|pictures?|images?|illustrations?|quelle|source|fuente|fonte|źródło|источник|am|um|on|le|el|il|[\u3040-\u9fff]{1,6})$",
    re.IGNORECASE,
)
"""The label of what stands behind a name: "Von: Ann Lee Datum: 3.5.2010"."""
_EMAIL = re.compile(r"[(<\[]?[^\s@()<>\[\]]+@[^\s@()<>\[\]]+\.[^\s@()<>\[\]]+[)>\]]?")


_HOST = re.compile(r"[,\s]+[(\[]?(?:\*\.[\w.-]+|\d{1,3}(?:\.(?:\d{1,3}|\*|x{1,3})){3})[)\]]?$")
"""From where somebody writes, which is never kept: "Ania, *.provider.example", "Fred (83.12.4.*)"."""


def is_address(text: str) -> bool:
    """True for an e-mail address alone."""
    return "@" in text and bool(_EMAIL.fullmatch(text))


_LABEL = Words(rf"^(?:(?:{_BY})\s*(?:[:：]\s*|\s+|(?<=[:：/／｜|・])))+")
_NAME_LABEL = re.compile(
    r"^(?:commenter|guest|gast|gość|invité|ospite|user(?:name)?|name|nick(?:name)?|nom|nombre|nome|naam|namn|navn|nimi|имя|ім'я|imię|jméno|név|isim|名前|お名前|ハンドル|投稿者?|이름|昵称|姓名|称呼)"
    r"\s*[:：]\s*",
    re.IGNORECASE,
)
_NOT_NAME = re.compile(
    r"(?:reply|comment|post|antwort|kommentar|beitrag|commentaire|réponse|comentario|commento|reactie|re)\W*\d+\W*|"
    r"(?:commenter|user(?:name)?|name|nick|nom|nombre|nome|naam|namn|имя|名前|이름|昵称|homepage|website|e-?mail|from|by|von|par|door|no (?:title|subject)|untitled|無題|无题)\W*|id[:：]\s?\S+|[#第]?\d{1,5}[楼樓F]|(?:re|aw|sv|rif|odp)(?:\[\d+\])?[:：].*",
    re.IGNORECASE,
)
"""What stands where a name may stand: the number of a comment, a label, a link, the subject of an answer, none."""
_NUMBERING = re.compile(r"^(?:(?:\d{1,4}[.):：]|#\s?\d+)\s+|[-–—_•|›»:,*@~·]+\s*)+")
SAYS = (
    r"says?|said|wrote|writes|commented|comments|replied|replies|responds?|responded|sagt|sagte|schrieb|schreibt|meint|meinte|kommentiert|kommentierte|antwortet|antwortete|a dit|"
    r"dit|a écrit|écrit|a répondu|dijo|dice|escribió|comentó|respondió|ha detto|ha scritto|scrive|disse|diz|escreveu|comentou|schreef|zegt|zei|schrijft|napisał(?:\(?a\)?)?|pisze|mówi|"
    r"пишет|написал(?:\(?а\)?)?|говорит|сказал(?:а)?|комментирует|skrev|säger|skriver|siger|sier|(?-i:sa)|sanoo|kirjoitti|dedi ki|diyor(?: ki)?|yazdı|berkata|mengatakan|řekl|napsal|írta|"
    r"说道?|說道?|说|說|يقول|قال"
)
_AFTER = re.compile(
    rf"\s*,?\s+(?:posted|published|submitted|posté|publié|écrit|ajouté|geschrieben|verfasst|eingetragen|publicado|escrito|enviado|pubblicato|scritto|inviato|geplaatst|skrev|skrevet)"
    rf"(?: (?:on|at|am|um|le|el|il|em|op|den))?\s*$|\s+(?:{SAYS})\s*(?:[:：]|\.{{3}}|…)?\s*$|\s+(?-i:am|at|on|um|vom|le|el|il|em|op|om|den|dne|the|sur|à|às|a las?|alle(?: ore)?|kl\.?|от|в|·)\s*:?\s*$|\s+(?:date|datum|data|fecha|дата)(?: [^\W\d_]{{2,12}}\s*[:：]?|\s*[:：])\s*$|\s*(?:さんのコメント|さんをフォロー(?:する)?|さんより|より|さん|님의 말|님|기자|記者|发表于|發表於|发布于|發佈於|说道)\s*[:：]?\s*$|\s*(?:[:：,;|(–—•·»›]|\.{{3}}|…)+\s*$",
    re.IGNORECASE,
)
SAYS_LINE = re.compile(
    rf"^(?P<name>.{{1,60}}?)\s+(?:{SAYS})(?:\s*[:：…,]|\s*\.{{3}}|\s+(?:on|am|at|le|el|il|em|op|den)\b|$)",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\s*\((?:not verified|nicht überprüft|non vérifié|no verificado|niet gecontroleerd|non verificato|não verificado|ikke bekreftet|не проверено|inte verifierad|overifierad|"
    r"visitor|gast|guest|author|autor|auteur|post author|admin|url|www|web|website|site|homepage|hp|e-?mail|mail|link|сайт)\)[\s\W]*$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:h]\d{2}$")
"""How a day without a year may end: no name does."""
_BRACKETS = re.compile(
    r"(?:\s*(?:\[(?:link|reply|permalink|quote|edit|#\d*)\]|\([^()]{0,30}[#\d][^()]{0,30}\)))+$", re.IGNORECASE
)
"""What stands behind a name in brackets: a number, a link."""
_NOBODY = frozenset(
    [
        "anonymous",
        "anon",
        "anonym",
        "anonyme",
        "anonymer",
        "anónimo",
        "anonimo",
        "anônimo",
        "anoniem",
        "anonieme",
        "anonymní",
        "anonim",
        "anonimowy",
        "nimetön",
        "anonyymi",
        "аноним",
        "анонимно",
        "анонимный",
        "анонімно",
        "匿名",
        "匿名さん",
        "匿名用户",
        "匿名訪客",
        "匿名访客",
        "名無し",
        "名無しさん",
        "名前なし",
        "通りすがり",
        "익명",
        "익명의",
        "مجهول",
        "زائر",
        "guest",
        "gast",
        "gastbenutzer",
        "visitor",
        "besucher",
        "invité",
        "visiteur",
        "visitante",
        "ospite",
        "bezoeker",
        "gość",
        "гость",
        "misafir",
        "ziyaretçi",
        "gjest",
        "gæst",
        "gäst",
        "tamu",
    ]
) | {
    "غير معروف",
    "anonymous user",
    "anonymous coward",
    "anonymer benutzer",
    "usuario anónimo",
    "utente anonimo",
    "a visitor",
    "an anonymous reader",
    "غير معرف",
    "no name",
    "名無しの権兵衛",
}
_COUNTED = re.compile(r"\s#\d{1,4}\s*$")
"""What tells several without a name apart: "Anonymous user #2"."""
_SENTENCE = re.compile(
    rf"[!?。！？]|{_STOP}\s+\S+\s+\S+\s|\b(?:ist|is|are|was|and|und|the|oder|nicht|les|des|que|para|this|diese[rsn]?|(?-i:(?:es|est|är|jest) [a-zà-ž]{{4,}})|mehr|more|view all|zeige|(?:alle|weitere|andere|neueste) beiträge|show all|archives|(?:\w+ )?artikel\w*|posts? by|powered|min(?:ute)?\.? (?:read|lesezeit|de (?:lecture|lectura|leitura)|di lettura|leestijd))\b|\bposts?\W*$|→",
    re.IGNORECASE,
)


_PARTICLES = names(
    "von vom van de der den del della di da do dos das du la le les el al bin ibn abu zu zum zur ter ten te y e i и "
    "af av ben dela o d l und and et &"
)
"""Words of names that are written small."""

_JOINT = re.compile(r"[-'’]")
"""What joins a particle to the name behind it: "al-Rashid", "d'Arc"."""


_PARTICLE = re.compile(r"(?:von|vom|di|da|de|do|av|af)\b")


def is_nobody(name: str) -> bool:
    """True for what platforms print where a commenter gave no name."""
    return _COUNTED.sub("", _without_remark(name)).strip(" .:-_()[]").casefold() in _NOBODY


def _without_remark(name: str) -> str:
    return _REMARK.sub("", name) if "(" in name else name


def clean_name(text: str) -> str | None:
    """The bare name in a byline or comment header; None where no name is left, or it names nobody."""
    return _clean_known(text) if len(text) <= _LONGEST_KEPT else _clean(text)


def _clean(text: str) -> str | None:
    text = _EMAIL.sub("", text) if "@" in text else text  # commenters' addresses are never kept
    name = " ".join(text.split())
    name = _HOST.sub("", name) if name.count(".") > 1 else name
    name = _NAME_LABEL.sub("", _without_label(_NUMBERING.sub("", name))).rstrip(" [(（")
    if _REMARK.fullmatch(name):
        return None
    for _ in range(3):
        shorter = _without_remark(_AFTER.sub("", name)).strip()
        if shorter == name or not shorter:
            break
        name = shorter
    name = _BRACKETS.sub("", name) if name[-1:] in (")", "]") else name
    name = name.strip(" \t:,;|–—•·»›«_(（[/@").removesuffix(" -")
    if (
        not name
        or len(name) > 100
        or (name[-1].isdigit() and _CLOCK.search(name))
        or is_nobody(name)
        or _NOT_NAME.fullmatch(name)
        or not any(char.isalpha() for char in name)
    ):
        return None
    return name


_LONGEST_KEPT = 300
"""Characters of texts whose reading is kept: most are asked for several times."""
_clean_known = lru_cache(maxsize=250)(_clean)


def _without_label(text: str) -> str:
    label = _LABEL.match(text) if _may_be_byline(text) else None
    return text[label.end() :] if label is not None else text


_OTHER_WORK = re.compile(
    r"\b(?:photo\w*|fotos?|fotogra\w+|bild(?:er|material|quelle)?|pictures?|images?|imágenes|imagen|illustrat\w+|"
    r"ilustrac\w+|zdjęci[ae]|фото\w*|صور[ةه]?|crédits?|credits?|translat\w+|übersetz\w+|tradu\w+|vertaald|oversatt|"
    r"översatt\w*|przekład|перевод|çeviri|terjemahan|edited|reviewed|checked|bearbeitet|redigert|powered|design\w*|"
    r"themes?|templates?|vorlage|hosted|sponsored|presented|präsentiert|recommended|empfohlen|approved|updated|modified|"
    r"aktualisiert|moderat\w+|used|required|followed|liked|owned)\W*(?:durch\W*)?$",
    re.IGNORECASE,
)
"""What somebody else did: "Photo by", "Übersetzt von", "Theme by"."""


def is_other_work(text: str) -> bool:
    """Whether a text begins with what somebody does who is no author: "photos", "Übersetzung"."""
    return any(map(_OTHER_WORK.fullmatch, text.split()[:1]))


_TEXT_TOO = re.compile(r"\b(?:text|texte|texto|testo|tekst|words|story|geschrieben|written|текст)\b", re.IGNORECASE)


def byline(text: str) -> str | None:
    """What stands after a word for "by" in a short text, and may be a name; an empty text for nobody; else None."""
    line = " ".join(text.split())
    match = _byline(line) or _other_byline(line)
    if match is None:
        return None
    before = line[: match.start()]
    if before and _OTHER_WORK.search(before) and not _TEXT_TOO.search(before):
        return None
    name = match["name"]
    sign = line[match.end("name") :].lstrip()[:1]
    if sign in (":", "：", "／") or (sign in ("|", "｜") and name[-1:] >= "\u3040"):  # "文 | 高木浩　编辑 | 林鹿"
        name = _NEXT_LABEL.sub("", name)
    return "" if is_nobody(name) else clean_name(name)


def _byline(line: str) -> re.Match[str] | None:
    return _search_known(line) if len(line) <= _LONGEST_KEPT else _search(line)


def _search(line: str) -> re.Match[str] | None:
    return BYLINE.search(line) if _may_be_byline(line) else None


_search_known = lru_cache(maxsize=250)(_search)


def _may_be_byline(line: str) -> bool:
    return not _BY_WORDS.isdisjoint(_WORD_OR_SIGN.findall(small(line)))


def _other_byline(line: str) -> re.Match[str] | None:
    """A name before a word for "by", or before "@" and the time."""
    found = _AT_TIME.search(line) if "@" in line else _BEFORE_TIME.match(line) if ":" in line else None
    return found or (_BEFORE_BY.search(line) if any(word in line for word in _WORDS_BEHIND) else None)


def name_in_byline(text: str) -> str | None:
    """The name after a word for "by" in a short text: "Posted on May 4th by Fred Bloggs in Travel"; else None.

    An empty text where it says that nobody is named.
    """
    name = byline(text)
    return name if not name or looks_like_name(name) or all(map(looks_like_name, AND.split(name))) else None


AND = re.compile(r"\s*(?:[,;&+、，]|\s/\s|\b(?:and|und|et|y|e|og|och|en|i|и|ve)\b)\s*", re.IGNORECASE)
"""What stands between the names of several authors."""
_LABEL_ALONE = re.compile(
    r"\W*(?:by|author|written by|posted by|words|von|autor(?:in)?|autor\(in\)|autor/in|autoren|verfasser(?:in)?|geschrieben von|"
    r"verfasst von|par|auteure?s?|rédigé par|écrit par|por|autora?|autora?es|escrito por|di|autor[ei]|scritto da|door|geschreven door|av|"
    r"skrevet av|skriven av|författare|forfatter|przez|autorzy|автор|авторы|текст|yazar|yazan|作者|著者|撰文|文|글쓴이|작성자|الكاتب|"
    r"كتب|بقلم|text|texte|texto|testo|tekst)\s*[:：]?\W*",
    re.IGNORECASE,
)
_INITIALS = re.compile(
    r"\W*(?:autor(?:in)?|verfasser(?:in)?|author|auteur|text|von|redaktion)\s*:\s*(?P<name>[^\W\d_]{2,4})\W*",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(r"^.*\d{4}\b.*[,|·•–—]\s(?=\w+:)")


def is_author_label(text: str) -> bool:
    """Whether a text is a word for "by" and no more: the name stands in the next element."""
    return len(text) <= 20 and bool(_LABEL_ALONE.fullmatch(text))


def is_numbered_label(text: str) -> bool:
    """The same, also behind a comment's number: "#7 by"."""
    return is_author_label(text.lstrip("# .0123456789"))


def initials_in_byline(text: str) -> str | None:
    """The initials that newspapers sign with, behind a label: "Autor: fb", "3.5.2010, Autor: fb"; else None."""
    label = _DAY_BEFORE.sub("", text) if len(text) <= 100 else ""
    match = _INITIALS.fullmatch(label) if 0 < len(label) <= 30 else None
    return match["name"] if match else None


def is_byline(text: str) -> bool:
    """Whether a line begins with a word for "by" and says little else than the name, or names somebody "@ 8:15"."""
    line = " ".join(text.split())
    return len(line) <= 100 and bool(_LABEL.match(line) or _other_byline(line))


def after_by(text: str) -> str | None:
    """All that follows a word for "by" in a comment's header: "Reactie by Tim (the other one)"; else None."""
    line = " ".join(text.split())
    match = _byline(line)
    before = line[: match.start()].rstrip() if match is not None else ""
    if match is None or (before[-1:].isalpha() and _PARTICLE.match(match[0])):
        return None  # "Sabine von der Au" is one name
    if before and match[0].startswith("from ") and not COMMENTS.search(before):
        return None  # and so is "Sabine from Kiel"
    return line[match.start("name") :]


def is_phrase(text: str) -> bool:
    """Whether a text is more than a name: "View all posts by Fred", a sentence."""
    return bool(_SENTENCE.search(text))


def looks_like_name(text: str) -> bool:
    """Whether a text may be a person's name: few words, the first with a capital where its script has capitals."""
    words = text.split()
    if not 0 < len(words) <= 6 or len(text) > 60 or words[0][0].islower() or is_phrase(text):
        return False
    return all(not word[0].islower() or _JOINT.split(word)[0] in _PARTICLES for word in words)


_SECTION = re.compile(
    r"\b(?:news|blogs?|press|release|magazine|article|story|update[ds]?|politics|sports?|business|opinion|comments?|kommentare?|read|"
    r"reading|minutes?|views?|share|nachrichten|aktuell\w*|actualités?|noticias|notizie|category|photos?|video|podcast|"
    r"january|february|march|april|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
"""Words of what may stand where a name does: a section, a month."""


def is_bare_name(text: str) -> bool:
    """Whether a text is a person's whole name, of two words or more, and nothing else."""
    return (
        " " in text
        and not any(sign in ":," or sign.isdecimal() for sign in text)
        and looks_like_name(text)
        and clean_name(text) == text
        and not _SECTION.search(text)
    )
