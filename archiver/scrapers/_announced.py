"""The words of headings that announce comments, in the languages of the platforms' translations."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache

from archiver.scrapers._words import Words

COMMENTS = Words(
    r"comment|kommentar|komentar|comentario|comentário|commento|commenti|response|réponse|respuesta|reaction|réaction|"
    r"reactie|reaktion|repl(?:y|ies)|antwort|opinion|opiniões|\bopinie\b|\bnázory\b|\bpostings\b|feedback|meinung(?:en)?\b|ergänzung|(?:\d|eine?) gedanken?\b|gedanken? zu\b|thoughts? on|yorum|коммент|"
    r"комент|отзыв|отклик|コメント|ツッコミ|评论|評論|留言|回[應应复覆]|댓글|تعليق|koment|kommentti|hozzászól|σχόλι|discus|diskus|diskuz|dyskus|обсужд|debatt|your say\b|\bletters\b|leserbrief|zuschrift|leserpost|bình luận|trackback|"
    r"pingback|^\W*(?:join the )?conversations?\W*\d*\W*$|\bmessages?\b|\bavis\b|readers? s(?:ay|aid)|talkback|\bwrote\b|\bsaid\b|respons(?:e|en|er|es|ar)?\b|svar\b(?<=\bsvar)"
)
"""Words of headings above comments."""

RECENT = Words(
    r"(?:recent|latest|last|newest|neueste?|neue|letzte|aktuelle|derni[eè]re?s?|ultim[ioae]|últim[oa]s|senaste|siste|"
    r"seneste|ostatnie|najnowsze|последние|laatste|recente|son|viimeisimmät|terbaru)\s+(?:\w+\s+)?(?:comment|kommentar|discus|diskus|"
    r"comentario|comentário|reacti|komentar|комментари|yorum|reader|respon)|(?:comment\w*|comentarios|commenti|"
    r"comentários|reacties|komentar) (?:recent|récents?|recientes|recenti|recentes|terbaru)|最近のコメント|最新のコメント|"
    r"最近のツッコミ|最新评论|近期评论|最新評論|최근 댓글|أحدث التعليقات"
)
"""Headings of lists of the newest comments of the whole blog."""

ABOUT_US = Words(
    r"(?:about us|about me|über uns|über mich|de nous|de nosotros|di noi|sobre nós|over ons|\bo nas|о нас)\W*$|"
    r"kunden(?:meinung|stimme|bewertung)en\b|(?:customer|product)s?(?:'s|s'|’s|s’)? (?:reviews?|opinions?)\b|\bavis (?:de (?:nos )?)?clients?\b"
)
"""How a heading above testimonials ends: "What readers say about us"; and what one above reviews of goods says."""

INVITES = Words(
    r"first to|log ?in|sign in|registe?r|must be|closed|yet\b|anmeld|einlogg|geschlossen|noch kein|connecte|premi(?:er|ère) à|"
    r"no comments|aucun comment|sin coment|nessun comm|sem coment|geen reactie|ing(?:en|a) (?:komm|svar)|brak koment|bądź pierw|henüz|ilk yorum|"
    r"sé el primero|inicia|accedi|per primo|seja o primeiro|als eerste|inloggen|zaloguj|войд|первым|log ind|logga in"
)
"""Lines that invite to comment, or say that nobody did: they head nothing."""

_NONE = Words(
    r"\W*(?:0|no|not|none|kein\w*|noch|aucune?|pas|sin|ning[uú]n|nessun|nenhum|sem|geen|brak|nie|нет|пока|inga|ingen|ei|yok|henüz|"
    r"暂无|还没有|没有|まだ|없|لا)(?!\w)"
)
"""How a heading begins below which there are no comments."""
_ASKS = Words(
    r"\b(?:leave|write|post an?|add|submit|share your|schreib\w*|hinterlass\w*|verfass\w*|abgeben|abschicken|hinzufügen|laissez|laisser|"
    r"écrire|écrivez|ajouter|rédiger|poster|publier|dej[ae]|dejar|escrib\w+|añad\w+|publicar?|lascia\w*|scrivi|aggiungi|inserisci|"
    r"deixe|deixar|escrev\w+|adicion\w+|enviar|plaats|schrijf|geef|laat|voeg|toevoegen|dodaj|napisz|zostaw|skomentuj|skriv|lämna|"
    r"legg|efterlad|tilføj|kirjoita|jätä|lisää|přid\w+|napiš\w*|vlož\w+|írj|szólj|yaz|bırak|ekle|tulis\w*|tinggalkan|kirim)\b|"
    r"остав\w+|напи[сш]\w+|добав\w+|залиш\w+|γράψ|αφήσ|προσθ|書く|投稿する|书写|写评论|发表|發表|添加|提交|撰寫|쓰기|남기|작성|اكتب|أضف|اترك"
)
"""Headings that ask for a comment: they stand above a form, and announce none."""
_CLOSED = Words(r"closed|geschlossen|ferm[ée]s|cerrad[oa]s|chiusi|fechad[oa]s|gesloten|zamkni[ęe]|stängd|lukket|закрыт")
"""Lines that say that nobody can comment any more: they stand below comments, and announce none."""
_WORD = re.compile(r"[^\W\d_]+")
LONGEST_TITLE = 25
"""Characters of a heading that says hardly more than "Comments"."""


class Says(Enum):
    """What a line above elements that look alike says of them."""

    COMMENTS = auto()
    NO_COMMENTS = auto()
    """That there are none, or that they are what others say of the owners of the page."""
    CLOSED = auto()
    NOTHING = auto()


@lru_cache(maxsize=1_000)
def said_by_heading(text: str) -> Says:
    """What a short line says of what stands below it. Places near each other ask for the same lines."""
    if ABOUT_US.search(text) or says_none(text):
        return Says.NO_COMMENTS
    if _CLOSED.search(text):
        return Says.CLOSED
    return Says.COMMENTS if COMMENTS.search(text) else Says.NOTHING


def says_none(text: str) -> bool:
    """Whether a short line says that there are no comments: "No comments yet"."""
    return bool(_NONE.match(text)) and bool(COMMENTS.search(text))


def asks_for_comment(text: str) -> bool:
    """Whether a short line asks for a comment or to log in for one: it stands above a form, and announces none."""
    return bool(_ASKS.search(text) or INVITES.search(text))


def says_only_comments(text: str) -> bool:
    """Whether a heading says hardly more than "Comments" or "1 comment"; not "No comments", nor "Leave a comment", nor
    "Questions? Answers!"."""
    is_short = len(text) <= LONGEST_TITLE and len(text.split()) <= 3 and "? " not in text
    return is_short and bool(COMMENTS.search(text)) and not (_NONE.match(text) or _ASKS.search(text))


def is_word_for_comments(text: str) -> bool:
    """Whether a text is but the word and perhaps a number: "3 comments"; not "Fred wrote"."""
    return len(_WORD.findall(text)) == 1 and says_only_comments(text)
