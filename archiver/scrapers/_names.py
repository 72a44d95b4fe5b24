"""Names of people out of the words that pages put around them ("Posted by: Fred on", "Fred says:", "par Luc")."""

from __future__ import annotations

import re

_BY = (
    r"by|(?:\d+ )?from:?|von|vom|par|por|di|da|door|av|af|przez|от|od|af|oleh|bởi|kirjoittanut|"
    r"(?:posted|written|submitted|published|reported|words|story|text|article|comment|guest post|contributed|created|added|blogged) by|"
    r"(?:geschrieben|verfasst|veröffentlicht|erstellt|eingestellt|gepostet|publiziert|kommentar|text|artikel|(?:ein )?(?:gast)?beitrag|eine kolumne|interview|fotos?) (?:von|vom)|"
    r"(?:publié|rédigé|écrit|posté|proposé|propos recueillis|article) par|(?:publicado|escrito|enviado|postado|texto) por|(?:scritto|pubblicato|inserito|postato) da|"
    r"(?:geschreven|geplaatst|gepost|tekst) door|(?:skrevet|skriven|publicerad|postat|postet|lagt inn) av|(?:napisane|dodane|opublikowane|wysłane) przez|"
    r"(?:author|autor|autorin|auteur|autrice|autore|forfatter|författare|szerző|yazan|yazar|автор|записал|записала|текст|опубликовал|написал|pengarang|penulis|"
    r"geschrieben|verfasst|redaktion|posted|published|written|text|texte|texto|testo|tekst|von|by|par|por|بقلم|كتبه|كتب|الكاتب|作者|著者|書いた人|投稿者|文|글쓴이|글|작성자|撰文)\s*[:：]"
)
_STOP = r"(?<!\b\w)(?<!\b[DMJS]r)(?<!\bSt)(?<!\bMrs)(?<!\bProf)\."
"""The end of a sentence, not of an initial or a title: "J. R. Smith", "Dr. Who"."""

BYLINE = re.compile(
    rf"(?:^|(?<=[\s|(«·•,–—-]))(?:{_BY})\s*(?:[:：]\s*|\s+|(?<=[:：]))(?P<name>[^\s\d:|(){{}}\[\]][^|:(){{}}\[\]\n]{{0,80}}?)"
    rf"\s*(?=$|[|,;(:·•–—\[]|\s@|\s-\s|\s/\s|{_STOP}\s|\.$|(?-i:\s(?:on|at|am|um|le|el|il|em|op|den|the|in|under|mit|with|for|à|às|alle|dans|en|i|w|в|о|und ist|and is|from|veröffentlicht|publié|posted|published)\s)|\s\d)",
    re.IGNORECASE,
)
_AT_TIME = re.compile(r"(?:^|[—–|•·]\s)(?P<name>[^—–|@•·\d]{2,40}?)\s@\s\d")
_EMAIL = re.compile(r"[(<\[]?[^\s@()<>\[\]]+@[^\s@()<>\[\]]+\.[^\s@()<>\[\]]+[)>\]]?")
_LABEL = re.compile(rf"^(?:(?:{_BY})\s*(?:[:：]\s*|\s+|(?<=[:：])))+", re.IGNORECASE)
_NAME_LABEL = re.compile(
    r"^(?:commenter|name|nick(?:name)?|nom|nombre|nome|naam|namn|navn|nimi|имя|ім'я|imię|jméno|név|isim|名前|お名前|ハンドル|投稿者?|이름|昵称|姓名|称呼)"
    r"\s*[:：]\s*",
    re.IGNORECASE,
)
_NOT_NAME = re.compile(
    r"(?:reply|comment|post|antwort|kommentar|beitrag|commentaire|réponse|comentario|commento|reactie|re)\W*\d+\W*|"
    r"(?:commenter|name|nick|nom|nombre|nome|naam|namn|имя|名前|이름|昵称|homepage|website|e-?mail)\W*",
    re.IGNORECASE,
)
"""What stands where a name may stand: the number of a comment, a label, a link."""
_NUMBERING = re.compile(r"^(?:(?:\d{1,4}[.)]|#\s?\d+)\s+|[-–—_•|›»:,*@~·]+\s*)+")
SAYS = (
    r"says?|said|wrote|writes|commented|comments|replied|replies|responds?|responded|sagt|sagte|schrieb|schreibt|meint|meinte|kommentiert|kommentierte|antwortet|antwortete|a dit|"
    r"dit|a écrit|écrit|a répondu|dijo|dice|escribió|comentó|respondió|ha detto|ha scritto|scrive|disse|diz|escreveu|comentou|schreef|zegt|zei|schrijft|napisał(?:\(?a\)?)?|pisze|mówi|"
    r"пишет|написал(?:\(?а\)?)?|говорит|сказал(?:а)?|комментирует|skrev|säger|skriver|siger|sier|(?-i:sa)|sanoo|kirjoitti|dedi ki|diyor(?: ki)?|yazdı|berkata|mengatakan|řekl|napsal|írta|"
    r"说道?|說道?|说|說|يقول|قال"
)
_AFTER = re.compile(
    rf"\s+(?:{SAYS})\s*(?:[:：]|\.{{3}}|…)?\s*$|\s+(?-i:am|at|on|um|vom|le|el|il|em|op|om|den|dne|the|sur|à|от|в|·)\s*:?\s*$|\s*(?:さんのコメント|さんより|より|さん|님의 말|님|发表于|發表於|发布于|發佈於|说道)\s*[:：]?\s*$|\s*(?:[:：,;|(–—•·»›]|\.{{3}}|…)+\s*$",
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
_SENTENCE = re.compile(
    rf"[!?]|{_STOP}\s+\S+\s+\S+\s|\b(?:ist|is|are|was|and|und|the|oder|nicht|les|des|que|para|this|diese[rsn]?|mehr|more|view all|zeige|alle beiträge|show all|view archives?|posts? by|powered)\b|\bposts?\W*$|→",
    re.IGNORECASE,
)


_DATE_LABEL = re.compile(
    r"^\W*(?:posted|published|submitted|written|added|commented|geschrieben|veröffentlicht|erstellt|publié|posté|publicado|enviado|pubblicato|geplaatst|publicerad|am|on|at|le|el|il|um|uhr|date|datum)?"
    r"(?:\s+(?:on|at|am|um|le|el|il|op|den|the))?\W*$",
    re.IGNORECASE,
)


def is_date_label(text: str) -> bool:
    """True for the words that stand before a date: "Posted on", "am", "Publié le"."""
    return bool(_DATE_LABEL.match(text))


_PARTICLES = frozenset(
    [
        "von",
        "vom",
        "van",
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "la",
        "le",
        "les",
        "el",
        "al",
        "bin",
        "ibn",
        "abu",
        "zu",
        "zum",
        "zur",
        "ter",
        "ten",
        "te",
        "y",
        "e",
        "i",
        "и",
        "af",
        "av",
        "ben",
        "dela",
        "o",
        "d",
        "l",
        "und",
        "and",
        "et",
        "&",
    ]
)
"""Words of names that are written small."""

_JOINT = re.compile(r"[-'’]")
"""What joins a particle to the name behind it: "al-Rashid", "d'Arc"."""


_PARTICLE = re.compile(r"(?:von|vom|di|da|de|do|av|af)\b")


def is_nobody(name: str) -> bool:
    """True for what platforms print where a commenter gave no name."""
    return _REMARK.sub("", name).strip(" .:-_()[]").casefold() in _NOBODY


def clean_name(text: str) -> str | None:
    """The bare name in a byline or comment header; None where no name is left, or it names nobody."""
    name = " ".join(_EMAIL.sub("", text).split())  # commenters' addresses are never kept
    name = _NAME_LABEL.sub("", _LABEL.sub("", _NUMBERING.sub("", name)))
    if _REMARK.fullmatch(name):
        return None
    for _ in range(3):
        shorter = _REMARK.sub("", _AFTER.sub("", name)).strip()
        if shorter == name or not shorter:
            break
        name = shorter
    name = name.strip(" \t:,;|–—•·»›«_(/")
    if (
        not name
        or len(name) > 100
        or is_nobody(name)
        or _NOT_NAME.fullmatch(name)
        or not any(char.isalpha() for char in name)
    ):
        return None
    return name


def name_in_byline(text: str) -> str | None:
    """The name after a word for "by" in a short text: "Posted on May 4th by Fred Bloggs in Travel"; else None.

    An empty text where it says that nobody is named.
    """
    line = " ".join(text.split())
    match = BYLINE.search(line) or _AT_TIME.search(line)
    if match is None:
        return None
    if is_nobody(match["name"]):
        return ""
    name = clean_name(match["name"])
    return name if name and looks_like_name(name) else None


def is_byline(text: str) -> bool:
    """Whether a line begins with a word for "by" and says little else than the name, or names somebody "@ 8:15"."""
    line = " ".join(text.split())
    return len(line) <= 100 and bool(_LABEL.match(line) or _AT_TIME.search(line))


def after_by(text: str) -> str | None:
    """All that follows a word for "by" in a comment's header: "Reactie by Tim (the other one)"; else None."""
    line = " ".join(text.split())
    match = BYLINE.search(line)
    if match is None or (match.start() and line[: match.start()].rstrip()[-1:].isalpha() and _PARTICLE.match(match[0])):
        return None  # "Sabine von der Au" is one name
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
