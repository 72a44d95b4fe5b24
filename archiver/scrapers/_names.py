"""Names of people out of the words that pages put around them ("Posted by: Fred on", "Fred says:", "par Luc")."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"^(?:(?:\d{1,4}[.)]|#\d+|[-–—•|›»:,*]+)\s*)*"
    r"(?:(?:comment(?:ed|aire)?|kommentar|posted|written|submitted|geschrieben|verfasst|veröffentlicht|publicado|publié|escrito|scritto|pubblicato|"
    r"geplaatst|door|skrevet|skriven|dodane|napisane|autor(?:in)?|author|auteur|by|von|par|por|de la|da|af|av|przez|от|автор|名前|投稿者|作者|oleh|"
    r"text|words|gastbeitrag|interview|ein (?:beitrag|artikel|kommentar)|eine kolumne|article|artikel|beitrag|story|reported)(?:\s*[:：]\s*|\s+))"
    r"(?:(?:by|von|par|por|da|door|af|av|przez)\s*[:：]?\s+)?",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^(?:(?:\d{1,4}[.)]|#\s?\d+)\s+|[-–—•|›»:,*@~]+\s*)+")
_AFTER = re.compile(
    r"(?:\s+|\s*[,;|–—-]\s*)(?:\(?(?:says?|said|wrote|writes|commented|comments|replied|responds?|responded|sagt|sagte|schrieb|schreibt|meint|meinte|kommentiert|"
    r"kommentierte|antwortet|a dit|dit|a écrit|écrit|dijo|dice|escribió|ha detto|ha scritto|scrive|disse|diz|escreveu|comentou|schreef|zegt|zei|schrijft|"
    r"napisał(?:\(?a\)?)?|pisze|mówi|пишет|написал(?:\(?а\)?)?|говорит|сказал(?:а)?|skrev|säger|skriver|siger|sier|sanoo|kirjoitti|dedi ki|diyor|yazdı|"
    r"berkata|mengatakan|さんのコメント|より|さん|说道|说|說道|說|님의 말|يقول|قال|kirjoittaa|řekl|napsal|írta|am|at|on|um|le|el|il|em|op|den|dne)\)?\s*(?:[:：]|\.{3}|…)?"
    r"|\.{3}|…)\s*$|\s*(?:さんのコメント|より|さん|님의 말|[:：,;|–—•·»›]+|\.{3}|…)\s*$",
    re.IGNORECASE,
)
_UNVERIFIED = re.compile(
    r"\s*\((?:not verified|nicht überprüft|non vérifié|no verificado|niet gecontroleerd|non verificato|não verificado|ikke bekreftet|не проверено|inte verifierad|"
    r"visitor|gast|guest|author|autor|auteur|post author|admin)\)\s*$",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    "anonymous anon anonym anonyme anonymer anonymous user anónimo anonimo anônimo anoniem anonieme anonymní anonim anonimowy nimetön аноним анонимно анонимный "
    "匿名 匿名さん 名無し 名無しさん 名前なし 通りすがり 匿名用户 익명 مجهول غير معرف guest gast gastbenutzer visitor besucher invité visiteur visitante ospite bezoeker "
    "gość misafir ziyaretçi gjest gæst gäst tamu unknown-visitor host".split()
) | {"anonymous user", "anonymer benutzer", "usuario anónimo", "utente anonimo", "gast (anonym)", "a visitor", "an anonymous reader", "غير معرف", "no name"}


def is_nobody(name: str) -> bool:
    """True for what platforms print where a commenter gave no name."""
    return name.strip(" .:-").casefold() in _NOBODY


def clean_name(text: str) -> str | None:
    """The bare name in a byline or comment header; None where no name is left, or it names nobody."""
    name = " ".join(text.split())
    name = _BEFORE.sub("", name) if _BEFORE.match(name) and len(name) > 3 else name
    name = _NUMBERING.sub("", name)
    for _ in range(3):
        shorter = _UNVERIFIED.sub("", _AFTER.sub("", name)).strip()
        if shorter == name or not shorter:
            break
        name = shorter
    name = name.strip(" \t:,;|–—•·»›«")
    if not name or len(name) > 100 or is_nobody(name) or not any(char.isalnum() for char in name):
        return None
    return name
