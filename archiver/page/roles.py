"""What class names, ids and itemprops say about an element: evidence that ranks candidates, never proof by itself.

Blog engines and themes agree, in any language, on a few words (`comment-author`, `kommentar-item`, `commentmetadata`,
`dsq-comment-body`), however they glue them together. The words are read here and nowhere else.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archiver.page.dom import Element


class Role:
    """What an element may be, going by its names: bits that can be joined. (Not an `enum.Flag`: the roles of every
    element of a page are joined and tested, and a `Flag` costs twenty times as much as an integer.)"""

    NONE = 0
    ITEM = 1
    """One comment."""
    LIST = 2
    """What holds the comments."""
    AUTHOR = 4
    DATE = 8
    BODY = 16
    ACTION = 32
    """Reply links, like counters, avatars, badges: nobody wrote them."""
    CHILDREN = 64
    """Replies to the comment before or around it."""
    ELSEWHERE = 128
    """Sidebars, recent comments, related posts: what does not belong to this post."""
    FORM = 256
    PING = 512
    ARTICLE = 1024
    """What platforms call the body of an article."""
    TITLE = 2048
    """What platforms call the headline of an article."""
    ENTRY = 4096
    """An entry of microformats: a post, the teaser of one, or a comment."""
    TEXT = 8192
    """What holds running text."""
    BESIDE_TEXT = 16384
    """What stands around running text: menus, share bars, captions."""
    CATEGORY = 32768
    """What holds links to categories."""
    TAG = 65536
    PROFILE = 131072
    """Where a blog shows who writes it."""
    ICON = 262144
    """A drawing that a font makes of a word: "date_range"."""


_COMMENT = (
    r"(?:comment|commentaire|comentario|commento|kommentar|komentar[ze]?|reaction|reactie|reponse|respuesta|"
    r"response|reply|replies|cmt|dsq|idc|fyre|(?<![a-z])wc|yorum|opinion|feedback|annotation|disqus|forum|guestbook|talkback)"
)
COMMENT_PART = re.compile(rf"{_COMMENT}")
"""A name that speaks of comments anywhere."""
MANY_COMMENTS = re.compile(rf"{_COMMENT}(?:e?s|e|i|n)")
"""The bare word for several comments."""
_ID = re.compile(
    rf"^(?!block|widget|recent|latest|form|add|new|edit|report)(?:[a-z]{{1,12}}[-_]){{0,3}}?{_COMMENT}[-_]?(?:(?:item|body|content|wrapper|text|message|entry|post|id|main|box|li|div|right|thread|header|comm|comment)[-_]?)?\d+(?:_\d+)?$|^c\d+$|^wpd-comm-\d+_\d+$|^(?:ljcmt|idcomment)\d+$|^(?:comm|com|message|answer|ping|trackback|tb)[-_]?\d{{2,}}$"
)
_PLAIN_ID = re.compile(rf"^{_COMMENT}s?[-_]?\d")
BARE_ID = re.compile(r"c\d+$")
"""The id of a comment on Blogger, of any content element on TYPO3 and Contao."""

_ITEM = re.compile(
    rf"^(?:[a-z0-9]+[-_]+|comment(?=[ar]))?{_COMMENT}(?:[-_]*(?:item|entry|box|wrap|wrapper|block|single|row|main|outer|thread|unit|node|default|view|article|li|listitem|card|bubble|"
    rf"inner|container|post|message|msg|fil|el|element|parent|root|level\w*|depth\w*))?$|^(?:single|the|one|user|my|h|u|p|b)[-_]?{_COMMENT}$|^h-cite$|^(?:(?:ping|track)back|ping)$"
)
_LIST = re.compile(
    rf"{_COMMENT}[a-z]*[-_]*(?:list\w*|area|wrapper|section|holder|container|thread|block|grid\w*|table|panel|repeater\w*|feed)s?$|^{_COMMENT}(?:s|e|i)(?:$|[-_])|^discussion|^respon[sd]|^thread"
)
_AUTHOR = re.compile(
    r"(?:^v?|[-_]|com|comment|post|display|full|lj)(?:author|autor|auteur|autore|user|username|usuario|nick|nickname|name|nombre|nom|fn|poster|"
    r"commenter|commentator|(?:posted|written|submitted|left)[-_]?by|comentarista|pseudo|byline|who|vcard|creator|verfasser|naam|isim|imya|citer)(?:s|[-_]?(?:name|link|info|text|title|cite|style|label))?\d*$"
)
_DATE = re.compile(
    r"(?:^v?|[-_]|com|comment|post|message|create)(?:date|datum|dato|tanggal|ngay|fecha|data|time|timeago|zeit|timestamp|datetime|published|when|ago|created|posted|"
    r"meta|metadata|permalink|submitted|time-?stamp|pubdate|tarih|dt-published|day|heure|hora)(?:s|[-_]?(?:time|date|text|info|link|ago|style|label))?$"
)
_BODY = re.compile(
    r"(?:^v?|[-_]|com|comment|post|message|msg|reply|kommentar)(?:content|contents|text|texte|texto|testo|tekst|metin|body|message|entry|description|inhalt|"
    r"copy|prose|msg|excerpt|story|formatted|comment-text|(?<![a-z]-)full|html|summary|commentary)(?:s|[-_]?(?:inner|text|body|content|style))?\d*$"
)
_ACTION = re.compile(
    r"(?:^|[-_]|comment|^[a-z]{2}(?=rating|karma|vote))(?:reply(?!-area)|replies-link|respond|repl(?:y|ies)-?to|answer-link|report|flag|like|likes|dislike|vote|votes|voting|rating|rate|share|sharing|"
    r"actions?|controls?|toolbar|tools|edit|avatar|gravatar|photo|userpic|badge|awaiting|moderation|karma|thumbs?|score|links?|buttons?|btn|"
    r"icons?|menu|nav|number|num|count|counter|permalink|social|stars?|says|said|screen-reader-text|visually-?hidden|sr-only|tooltip|(?<!overflow-)hidden|header|footer|separator)"
    r"(?:s|[-_]?(?:link|links|box|bar|btn|button|container|wrap|wrapper|count|img|image|icon|area|text|num|number|comment|wrapper|abuse))?\d*$"
)
_CHILDREN = re.compile(
    r"^(?:children|indented|replies|child|sub-?comments?|nested|(?:\w+[-_])?(?:child|replies|children|indent\w*))$"
)
_ELSEWHERE = re.compile(
    r"(?:^|[-_])(?:sidebar|side-bar|(?<!elementor-)widget\w*|recent|recentcomments|latest|neueste|letzte|related|similar|teaser|popular|trending|most|"
    r"aside|blogroll|footer-widgets|tabs?|promo|navigation|nav|navbar|menu|breadcrumbs?|newsletter|review|reviews|testimonials?|(?:comment|reply)-template|tpl|dummy|skeleton|summary-list|preview)(?:$|[-_s])|"
    r"(?:recent|latest|last|neue|letzte|top)[-_]?comments?|side-?bar"
)
_FORM = re.compile(
    r"(?:^|[-_])(?:respond(?![-_]?list)|commentform|comment-?form|reply-?form|form(?!-horizontal)|postcomment|post-comment|add-?comment|leave|write|editor|login|captcha)(?:$|[-_])"
)
_PING = re.compile(r"^(?:(?:ping|track)backs?|pings?)(?:[-_]?list)?$")

_ARTICLE = re.compile(
    r"^(?:article-?body|entry-content|post-content|e-content|entry-body|post-body|article-content|article-text|articletext|"
    r"post-entry|entry-text|story-body|story-content|single-content|blog-content|blogpost-content|td-post-content|the-content|thecontent|the_content|post_content|entry_content|"
    r"field-name-body|field--name-body|articlecontent|articlebody|post-text|posttext|postbody|postcontent|entrytext|storycontent|snap_preview|texte|crayon|"
    r"theme-content|(?:[a-z]+-)?article__(?:content|body|text)|content-text|body-copy|article_body|article-main|news-text|bodytext|post_body|entry-inner|wp-block-post-content|serendipity_entry_body)$"
)
_TITLE = re.compile(
    r"^(?:(?:entry|post|article|blog|page|single|story|news|c-article)[-_]*(?:(?:main|head|header|top)[-_]+)?(?:title|headline|heading)|contentheading|p-name|headline|(?:\w+[-_]+)?(?:post|entry|article)[-_]{0,2}(?:title|headline)|newspostdetailtitle)$"
)
_ENTRY = re.compile(r"^h-?entry$")
_TEXT = re.compile(r"(?:^|[-_])(?:article|post|entry|content|text|body|story|blog|main|single|hentry)(?:$|[-_])")
_BESIDE_TEXT = re.compile(
    r"(?:^|[-_])(?:sidebar|comments?|footer|header|nav|menu|widget|related|similar|share|sharing|social|promo|ad|ads|"
    r"advert\w*|banner|teaser|recommend\w*|newsletter|subscribe|subscription|author|bio|breadcrumbs?|meta|tags|caption|"
    r"disclaimer|copyright|popup|modal|cookie|login|signup|respond|pager|pagination|navigation|toolbar|tools|hidden|"
    r"excerpt|introduction)(?:$|[-_])"
)
_CATEGORY = re.compile(
    r"(?:^|[-_])(?:categor\w*|kategori\w*|rubri\w*|cat-?links|postcat|section-?link|topic)(?:$|[-_])"
)
_TAG = re.compile(
    r"(?:^|[-_])(?:tags?|tag-?links|tag-?list|taglist|post-labels|keywords|schlagw\w+|freetag|mots|taxonomy|terms?)(?:$|[-_])"
)
_PROFILE = re.compile(
    r"(?:^|[-_])(?:profile?|profil|perfil|about-?me|(?:ue|u)ber-?mich|user-?(?:info|face)|blogger-?info)(?:$|[-_]|\d)"
)
_ICON = re.compile(
    r"^(?:material-icons?|material-symbols?|google-symbols|mat-icon)(?:-(?:outlined|round(?:ed)?|sharp|two-tone|extended))?$"
)
_TAXONOMY = re.compile(r"(?:category|tag|type|format|status|page|template|postid|single(?!-comment$)|cat|term|label)-")
"""Classes that WordPress makes of a post's categories and tags: words of the author, not of the theme."""

_PROPS = {
    "comment": Role.ITEM,
    "usercomments": Role.ITEM,
    "author": Role.AUTHOR,
    "creator": Role.AUTHOR,
    "name": Role.AUTHOR,
    "datepublished": Role.DATE,
    "datecreated": Role.DATE,
    "commenttime": Role.DATE,
    "text": Role.BODY,
    "commenttext": Role.BODY,
    "articlebody": Role.BODY | Role.ARTICLE,
    "headline": Role.TITLE,
    "description": Role.BODY,
    "category": Role.CATEGORY,
    "keywords": Role.TAG,
}
_RDFA = {name: _PROPS[name] for name in ("author", "creator", "datepublished", "datecreated", "text", "commenttext")}
"""Of RDFa's properties those that comments have: a "name" there is a subject (Drupal)."""
_PATTERNS = (
    (_ITEM, Role.ITEM),
    (_LIST, Role.LIST),
    (_AUTHOR, Role.AUTHOR),
    (_DATE, Role.DATE),
    (_BODY, Role.BODY),
    (_ACTION, Role.ACTION),
    (_CHILDREN, Role.CHILDREN),
    (_ELSEWHERE, Role.ELSEWHERE),
    (_FORM, Role.FORM),
    (_PING, Role.PING),
    (_ARTICLE, Role.ARTICLE),
    (_TITLE, Role.TITLE),
    (_ENTRY, Role.ENTRY),
    (_ICON, Role.ICON),
)
_PATTERNS_OF_ALL = (
    (_TEXT, Role.TEXT),
    (_BESIDE_TEXT, Role.BESIDE_TEXT),
    (_CATEGORY, Role.CATEGORY),
    (_TAG, Role.TAG),
    (_PROFILE, Role.PROFILE),
)
"""Those that are looked for in classes made of a post's terms as well."""

NAMES_FOR_TESTS = ("data-hook", "data-testid", "data-qa")
"""Where elements whose classes are made by a program are named for tests: read as classes are."""

_LONGEST_NAME = 60
"""Longer class names and ids are data."""

_LONGEST_KEPT = 300
"""Longer `class` attributes are read anew each time: a hostile page must not fill the memory with them."""

_ANY_DIGIT = dict.fromkeys(map(ord, "123456789"), "0")
"""No pattern asks which digit it is: `comment-71` and `comment-85` are read once."""


def role_of_name(name: str) -> int:
    """What one class name or id says, e.g. `comment-author` is `Role.AUTHOR`; names are given in lower case."""
    return _role_of_shape(name.translate(_ANY_DIGIT)) if len(name) <= _LONGEST_NAME else Role.NONE


@lru_cache(maxsize=20_000)
def _role_of_shape(name: str) -> int:
    roles = Role.NONE
    if not _TAXONOMY.match(name):
        for pattern, role in _PATTERNS:
            if pattern.search(name):
                roles |= role
    for pattern, role in _PATTERNS_OF_ALL:
        if pattern.search(name):
            roles |= role
    return roles


def read_classes(value: str) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """The names in a `class` attribute as they stand and in lower case, and what they say."""
    return _read_known_classes(value) if len(value) <= _LONGEST_KEPT else _read_classes(value)


def _read_classes(value: str) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    names = tuple(value.lower().split())
    roles = Role.NONE
    for name in names:
        roles |= role_of_name(name)
    return tuple(value.split()), names, roles


_read_known_classes = lru_cache(maxsize=20_000)(_read_classes)


def role_of_attributes(attrs: dict[str, Any]) -> int:
    """What an element's id says, its microdata (itemprop, itemtype) and its RDFa (property, typeof)."""
    roles = Role.NONE
    if "id" in attrs:
        roles |= role_of_name(attrs["id"].lower()) & ~(Role.DATE | Role.AUTHOR)
    if "itemprop" in attrs:
        for name in attrs["itemprop"].lower().split():
            roles |= _PROPS.get(name, Role.NONE)
    if "itemtype" in attrs and attrs["itemtype"].lower().endswith(("/comment", "/usercomments", "/answer")):
        roles |= Role.ITEM
    if "property" in attrs:
        roles |= _RDFA.get(attrs["property"].lower().rpartition(":")[2], Role.NONE)
    if "typeof" in attrs and attrs["typeof"].lower().endswith(":comment"):
        roles |= Role.ITEM
    return roles


def comment_id(element: Element) -> str | None:
    """The element's id where it is that of one comment (`comment-71`, `li-comment-71`, `c123`), else None."""
    name = element.attr("id") or (element.attr("name") if element.name == "a" else "")
    return name if name and is_comment_id(name) else None


def is_plain_comment_id(name: str) -> bool:
    """Whether a comment's id begins with the word: `comment-71`, not `li-comment-71`."""
    return bool(_PLAIN_ID.match(name.lower()))


def is_comment_id(name: str) -> bool:
    """Whether an id is one that platforms give to comments."""
    return name[-1:].isdigit() and len(name) <= _LONGEST_NAME and bool(_ID.match(name.lower()))
