"""What stands around and inside articles and is not theirs: share bars, author boxes, notices, bylines.

Names come from the plugins and themes that put these there; sentences from what sites append to every article, in the
languages of the platforms' translations.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from archiver.scrapers._names import is_date_label, name_in_byline

if TYPE_CHECKING:
    from archiver.page.document import Document
    from archiver.page.dom import Element

_OTHER = re.compile(
    r"(?:^|[-_])(?:share|sharing|shares|sharedaddy|sharebar|social|socials|addtoany|addthis|a2a|jp-relatedposts|"
    r"relatedposts|related|relacionad\w*|verwandt\w*|yarpp|similar|more-?from|recommend\w*|outbrain|taboola|"
    r"author-?box|author-?bio|author-?info|author-?card|author-?desc\w*|about-?the-?author|aboutauthor|about-?author|"
    r"abh_box|saboxplugin|vcard-bio|bio-box|"
    r"newsletter|subscribe|subscription|signup|optin|mailchimp|mc4wp|"
    r"ads?|adsense|advert\w*|adbox|adslot|ad-?container|adunit|banner|sponsor\w*|promo|wpcnt|wordads|anzeige|"
    r"post-?meta|postmetadata|post_meta_data|entry-?meta|entry-?utility|meta-?info|post-?info|postinfo|byline|"
    r"entry-?footer|post-?footer|postfooter|post-?tags?|entry-?tags|tag-?links|tagcloud|cat-?links|"
    r"nav|navigation|nav-links|post-?nav\w*|pager|pagination|breadcrumbs?|rating|ratings|ratingblock|post-ratings|"
    r"kksr\w*|poll|polls|wp-polls|quiz|"
    r"comments?-?(?:area|list|section|wrapper|box|holder|form)|respond|"
    r"print|printfriendly|toc|toc_container|ez-toc\w*|table-of-contents|skip-?link|screen-reader-text|sr-only|"
    r"visually-hidden|cookie|donat\w+|paypal|flattr|paywall|login|feedback|likes?|wpulike|post-?likes|like-button|"
    r"popup|modal|widget|widgets|reading-?time|post-?views|disclaimer-box|gdpr|consent|citation|licen[cs]e)(?:$|[-_s])|"
    r"^(?:jp-|wpa-|essb|ssba|swp_|heateor|st-post|dpsp|jssocials|mashsb|shariff|et_social|sfsi|uwaa|crp_|rp4wp|"
    r"wprm-?jump|jump-?to)"
)
_BOILERPLATE = re.compile(
    r"^(?:\W*(?:"
    r"(?:share|teilen|partager|compartir|compartilhar|condividi|delen|dela|del|udostępnij|поделиться|like)"
    r"(?: (?:this|mit|on|auf|sur|en|ceci|ça|via|it|diesen?|cet|este|su|op|på|na)\b.{0,60})?[:!.]?$|"
    r"like this:?$|gefällt mir:?|related(?: posts?| articles?| stories)?:?$|"
    r"(?:ähnliche|verwandte|weitere|mehr|passende) (?:beiträge|artikel|themen|news|zum thema)|das könnte|"
    r"you (?:may|might) also|read (?:more|next|also)|lesen sie (?:auch|mehr)|lies auch|auch interessant|mehr (?:zum|von|aus)|à lire aussi|"
    r"lire aussi|sur le même (?:sujet|thème)|voir aussi|leia (?:também|mais)|lea también|te puede interesar|leggi anche|lees ook|läs (?:också|mer)|"
    r"tags?\s*[:：]|schlag(?:wörter|worte)|stichworte?\s*:|filed under|posted in|kategorien?\s*:|categor(?:y|ies)\s*:|"
    r"abgelegt unter|veröffentlicht (?:in|unter|am)|mots[- ]cl[ée]s|étiquettes|catégories?\s*:|etiquetas|categorías|"
    r"this (?:entry|post|article) was (?:posted|published|written)|dieser (?:eintrag|beitrag|artikel) wurde|cet article a été|"
    r"you can (?:follow|leave|skip)|both comments and pings|you can also subscribe|trackback|permalink|"
    r"suggested citation|zitiervorschlag|cite (?:this|as)|diese folge zitieren|licensed under|lizenz|license[:d]|"
    r"(?:subscribe|sign up|abonnieren?|abonnez|suscr[ií]bete|assine|iscriviti)\b|newsletter|"
    r"(?:follow|folge|folgt|folgen sie|suivez|sigue|siga|segui|volg) (?:us|me|uns|mir|nous|-moi|nos|ons)\b|"
    r"(?:©|copyright|\(c\))|alle (?:angaben|rechte)|all rights|tous droits|"
    r"(?:bildquelle|bildnachweis|titelbild|beitragsbild)n?\s*[:©]|"
    r"fotos sind|anzeige\b|werbung\b|advertisement|sponsored|affiliate|"
    r"kommentare (?:von|zu|sind|werden|geschlossen)|(?:hinterlass|schreib)\w* (?:einen|uns|eine|deinen) kommentar|leave a (?:comment|reply)|"
    r"(?:laissez?|laisser|deja|deixe) (?:un|une) (?:commentaire|réponse|comentario|comentário|resposta)|einen neuen kommentar|comments? (?:are )?(?:closed|off)|"
    r"über (?:den|die) autor|about the author|zur person|à propos de l|sobre (?:el|o|a) autor|"
    r"nutze? die kleine|jetzt (?:herunterladen|anmelden|abonnieren|kaufen|bestellen)|hier (?:klicken|geht)|click here|clique aqui|haz clic|"
    r"become a .{0,40}member|support (?:us|me)|unterstütze?n? |spenden?\b|donate|"
    r"previous (?:article|post)|next (?:article|post)|vorheriger|nächster|zurück|weiter\b|"
    r"(?:twitter|facebook|whatsapp|pinterest|e-?mail|telegram|linkedin|xing|reddit|tumblr|drucken|print)\b.{0,40}$|"
    r"\d+\s*(?:kommentare?|comments?|commentaires?|shares?|likes?)\b"
    r"))",
    re.IGNORECASE,
)
_APPEAL = re.compile(
    r"\b(?:please support us|do you enjoy reading|while you are here|support our work|keep up our work|"
    r"unterstütz\w+ sie (?:uns|unsere)|über (?:ihre|eure|deine) unterstützung|mit einer spende|soutenez[- ]nous|apóyanos)\b",
    re.IGNORECASE,
)
"""Appeals for money, wherever in the sentence they stand."""

_BUILDERS = ("elementor", "wp-block", "et_pb", "vc_", "wpb_", "fl-", "fusion-")
"""Page builders call every box a widget or a banner."""

_BY_LINE = re.compile(
    r"^\W*(?:by|von|par|por|di|da|door|av|af|text|posted by|written by|geschrieben von)\b", re.IGNORECASE
)
_LONGEST_BOILERPLATE = 500
_HEAD_LINE = re.compile(
    r"^\W*(?:(?:lesezeit|lesedauer|reading time|read time|temps de lecture|tiempo de lectura|ca\. \d+ min)\b.{0,40}|\d+ min(?:uten|utes|\.)?(?: (?:read|lesezeit)(?:\W.{0,30})?)?|"
    r"anzeige\b.{0,60}|enthält (?:werbung|affiliate).{0,80}|"
    r"aktualisiert.{0,60}|updated.{0,60}|jump to .{0,30}|zum rezept.{0,30}|\d+ (?:kommentare?|comments?|views?|aufrufe))\W*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def _is_other_name(name: str) -> bool:
    return len(name) <= 80 and not name.startswith(_BUILDERS) and bool(_OTHER.search(name))


def is_other(element: Element) -> bool:
    """True for share bars, author boxes, related posts and the like, by their names."""
    name = element.attr("id")
    return any(_is_other_name(word) for word in element.classes) or (bool(name) and _is_other_name(name.lower()))


def is_boilerplate(text: str) -> bool:
    """True for a line that sites append to every article: "This entry was posted …", "Share this", "© …"."""
    return len(text) <= _LONGEST_BOILERPLATE and bool(_BOILERPLATE.match(text) or _APPEAL.search(text))


def is_head_line(document: Document, text: str) -> bool:
    """True for a line above an article that says who wrote it and when, how long it takes to read, or that it is an
    advertisement."""
    if len(text) > 120:
        return False
    if _HEAD_LINE.match(text):
        return True
    date = document.read_date(text)
    if date is not None and len(date.text) * 2 >= len(text):
        return True
    if date is not None and is_date_label(text[: date.start]) and len(text) < 80:
        return True
    return len(text) <= 60 and bool(_BY_LINE.match(text)) and bool(name_in_byline(text)) and text[-1:] not in ".!?"
