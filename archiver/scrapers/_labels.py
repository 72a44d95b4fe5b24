"""Words beside a name or a date that are neither: "Posted on", "am", "says:"."""

from __future__ import annotations

import re

from archiver.scrapers._names import SAYS
from archiver.scrapers._words import Words

_SAYS_ALONE = re.compile(rf"\W*(?:{SAYS})\W*", re.IGNORECASE)
_LONGEST_LABEL = 25
_DATE_LABEL = re.compile(
    r"^\W*(?:posted|said|wrote|published|submitted|written|added|commented|comentado|commenté|kommentiert|geschrieben|veröffentlicht|erstellt|publié|posté|publicado|enviado|pubblicato|geplaatst|publicerad|am|on|at|le|el|il|um|uhr|date|datum|fecha|data|дата|tarih|ngày|日期|时间|日時|投稿日|작성일|등록일|날짜)?"
    r"(?:\s+(?:on|at|am|um|le|el|il|op|den|the))?\W*$",
    re.IGNORECASE,
)


_ADDRESS_KEPT = re.compile(r"\W*(?:ip[ :-]*)?(?:logged|gespeichert|geloggt|aufgezeichnet)\W*", re.IGNORECASE)
"""What portals and forums show of a commenter's address: "*IP logged*"."""
_COUNTS = re.compile(
    r"(?:kommentare|beiträge|nachrichten|comments|posts|messages|commentaires|comentarios|mensajes|commenti|messaggi|"
    r"berichten|reacties|komentarze|posty|комментариев|комментарии|сообщений|сообщения)\s?: ?\d{1,6}",
    re.IGNORECASE,
)
"""How much a commenter has written, below the name: "Posts: 42"."""
_SINCE = Words(
    r"\b(?:mitglied|dabei|member|membre|miembro|membro|lid|medlem) (?:seit|since|depuis|desde|dal?|sinds|sedan)\b|"
    r"\b(?:registriert|registered|joined|beigetreten|inscrit|registrado|iscritto|zarejestrowan\w*|зарегистрирован)\b"
)


def tells_since_when(text: str) -> bool:
    """Whether a text tells since when a commenter has an account: "Member since 2009"."""
    return bool(_SINCE.search(text))


def is_date_label(text: str) -> bool:
    """True for the words that stand before a date: "Posted on", "am", "Publié le"."""
    return bool(_DATE_LABEL.match(text))


def is_label(text: str) -> bool:
    """True for the words beside a name or a date in a line of their own: "says:", "on"."""
    if len(text) > _LONGEST_LABEL or not any(map(str.isalpha, text)):
        return False  # a row of smileys may be all that somebody says
    if text[-1].isdecimal():
        return bool(_COUNTS.fullmatch(text))
    return is_date_label(text) or bool(_SAYS_ALONE.fullmatch(text) or _ADDRESS_KEPT.fullmatch(text))
