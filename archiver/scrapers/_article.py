"""The article of a page: which element holds it, and what inside it the author did not write.

Text blocks lend their weight to the elements around them, as in Arc90's Readability; names that platforms give to
their articles (`entry-content`, `articleBody`) and the headline's place decide between close candidates.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4.element import NavigableString, PreformattedString

from archiver.page.content import inline_text
from archiver.page.dom import Element
from archiver.scrapers._roles import Role, role_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archiver.page.document import Document
    from archiver.scrapers._items import Item

_GOOD = re.compile(r"(?:^|[-_])(?:article|post|entry|content|text|body|story|blog|main|single|hentry)(?:$|[-_])")
_BAD = re.compile(
    r"(?:^|[-_])(?:sidebar|comments?|footer|header|nav|menu|widget|related|similar|share|sharing|social|promo|ad|ads|advert\w*|banner|teaser|recommend\w*|"
    r"newsletter|subscribe|subscription|author-?box|author-?bio|author-?info|about-?author|bio|breadcrumbs?|meta|tags|caption|disclaimer|copyright|popup|modal|cookie|login|signup|"
    r"respond|pager|pagination|navigation|toolbar|tools|hidden)(?:$|[-_])"
)
_NOT_ARTICLE = re.compile(
    r"(?:^|[-_])(?:share|sharing|shares|sharedaddy|sharebar|social|socials|addtoany|addthis|a2a|jp-relatedposts|relatedposts|related|relacionad\w*|yarpp|similar|more-?from|recommend\w*|"
    r"author-?box|author-?bio|author-?info|author-?card|about-?the-?author|aboutauthor|abh_box|saboxplugin|vcard-bio|"
    r"newsletter|subscribe|subscription|signup|optin|mailchimp|mc4wp|ads?|adsense|advert\w*|adbox|adslot|ad-?container|adunit|banner|sponsor\w*|promo|wpcnt|wordads|"
    r"post-?meta|postmetadata|post_meta_data|entry-?meta|postmeta|entry-?utility|meta-?info|post-?info|postinfo|byline|entry-?footer|post-?footer|postfooter|post-?tags?|entry-?tags|tag-?links|tagcloud|cat-?links|"
    r"nav|navigation|nav-links|post-?nav\w*|pager|pagination|breadcrumbs?|rating|ratings|ratingblock|post-ratings|kksr\w*|poll|polls|wp-polls|quiz|"
    r"comments?-?(?:area|list|section|wrapper|box|holder|form)|respond|print|printfriendly|toc|toc_container|ez-toc\w*|table-of-contents|skip-?link|screen-reader-text|sr-only|visually-hidden|"
    r"cookie|donat\w+|paypal|flattr|paywall|login|feedback|likes?|wpulike|post-?likes|like-button|popup|modal|widget|widgets|reading-?time|post-?views|disclaimer-box|gdpr|consent)(?:$|[-_s])|^(?:jp-|wpa-|essb|ssba|swp_|heateor|st-post|dpsp|jssocials|mashsb|shariff|et_social|sfsi|uwaa|crp_|rp4wp|wprm-?jump|jump-?to)"
)
_WEIGHTLESS = frozenset(["nav", "aside", "footer", "form", "header", "button", "figcaption"])
_PARAGRAPHS = frozenset(
    (
        "p",
        "pre",
        "blockquote",
        "td",
        "li",
        "div",
        "section",
        "article",
        "span",
        "dd",
        "h2",
        "h3",
        "font",
        "center",
        "main",
        "body",
    )
)
_SENTENCE = re.compile(r"[,.;:!?，。！？、؛،…]")
_TRAILER = re.compile(
    r"^(?:(?:share|teilen|partager|compartir|like) (?:this|mit|on|auf|sur|en|ceci|ça)|share(?: this)?:?$|teilen(?: mit)?:?$|like this:?$|gefällt mir:?$|"
    r"related(?: posts| articles)?:?$|ähnliche (?:beiträge|artikel)|verwandte? |das könnte (?:sie|dich)|you (?:may|might) also (?:like|enjoy)|lesen sie auch|auch interessant|"
    r"tags?:|schlagw[oö]rte?r?:|stichworte?:|filed under|posted in|kategorien?:|categories:|abgelegt unter|veröffentlicht (?:in|unter)|mots-clés|étiquettes|"
    r"zum thema:?$|mehr zum thema|more from |read (?:more|next):?$|subscribe|newsletter|folge (?:uns|mir)|follow (?:us|me))",
    re.IGNORECASE,
)


def find_article(document: Document, items: Sequence[Item], headline: Element | None) -> Element | None:
    """The element that holds the article; None where the page has no running text."""
    scores = _scores(document, items)
    if not scores:
        return None
    best_score = max(scores.values())
    best = document.elements[max(scores, key=lambda index: (scores[index], -index))]
    named = [
        element
        for index, score in scores.items()
        if score >= 0.25 * best_score and role_of(element := document.elements[index]) & Role.ARTICLE
    ]
    if named:
        best = max(named, key=lambda element: (scores[element.index], -element.index))
    return _widen(document, best, scores, items, headline)


def _scores(document: Document, items: Sequence[Item]) -> dict[int, float]:
    """For each element that holds text blocks, how much it looks like the article."""
    taken = _ranges(items)
    scores: dict[int, float] = {}
    direct = _direct_text(document, taken)
    for element, length, commas, linked in direct:
        if length < 25 or linked * 2 > length:
            continue
        points = 1 + commas + min(length / 100, 8)
        above: Element | None = element if element.name != "p" else None
        if above is None and isinstance(element.parent, Element):
            above = element.parent
        share = 1.0
        for _ in range(4):
            if above is None or above.name in ("html", "[document]"):
                break
            scores[above.index] = scores.get(above.index, 0.0) + points * share
            share *= 0.55
            above = above.parent if isinstance(above.parent, Element) else None
    for index in scores:
        scores[index] *= _name_weight(document.elements[index])
    return scores


def _ranges(items: Sequence[Item]) -> list[tuple[int, int]]:
    return [(item.start, item.last) for item in items]


def _direct_text(document: Document, taken: list[tuple[int, int]]) -> list[tuple[Element, int, int, int]]:
    """(block, characters, commas, characters in links) for each element that has running text of its own."""
    found = []
    until = -1
    starts = dict(taken)
    for element in document.elements:
        if element.index in starts:
            until = max(until, starts[element.index])
        if element.index <= until:
            continue
        if element.name in _WEIGHTLESS and not element.first("article"):
            until = element.last if element.text_length * 2 < document.elements[0].text_length else until
            continue
        if element.name not in _PARAGRAPHS or not element.text_length:
            continue
        length = commas = linked = 0
        for child in element.contents:
            if isinstance(child, Element):
                if child.name == "a":
                    linked += child.text_length
                    length += child.text_length
                elif child.name in _INLINE:
                    length += child.text_length
                    commas += 1 if child.text_length > 60 else 0
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                length += len(child.strip())
                commas += len(_SENTENCE.findall(child))
        if length:
            found.append((element, length, commas, linked))
    return found


_INLINE = frozenset(
    [
        "b",
        "strong",
        "i",
        "em",
        "u",
        "span",
        "font",
        "mark",
        "small",
        "big",
        "q",
        "cite",
        "code",
        "abbr",
        "sup",
        "sub",
        "tt",
        "acronym",
        "s",
        "del",
        "ins",
    ]
)


def _name_weight(element: Element) -> float:
    names = [*element.classes, element.attr("id").lower()]
    weight = 1.0
    if any(_BAD.search(name) for name in names if name):
        weight *= 0.4
    elif any(_GOOD.search(name) for name in names if name):
        weight *= 1.25
    if element.name in ("article", "main"):
        weight *= 1.1
    if element.name in ("blockquote", "li", "td", "span"):
        weight *= 0.8
    return weight


def _widen(
    document: Document, best: Element, scores: dict[int, float], items: Sequence[Item], headline: Element | None
) -> Element:
    """An article cut up into several boxes lies in the element around them."""
    parent = best.parent
    while isinstance(parent, Element) and parent.name not in ("body", "html"):
        others = sum(
            scores.get(child.index, 0.0)
            for child in parent.contents
            if isinstance(child, Element) and child is not best and not _is_other(child)
        )
        if role_of(best) & Role.ARTICLE and not any(
            role_of(child) & Role.ARTICLE
            for child in parent.contents
            if isinstance(child, Element) and child is not best
        ):
            break
        if others < 0.5 * scores.get(best.index, 0.0):
            break
        best, parent = parent, parent.parent
    return best


def _is_other(element: Element) -> bool:
    """True for share bars, author boxes, related posts and the like, by their names."""
    names = [*element.classes, element.attr("id").lower()]
    return any(_NOT_ARTICLE.search(name) for name in names if name)


def not_article(document: Document, article: Element, items: Sequence[Item], headline: Element | None) -> set[int]:
    """`id()` of what stands inside the article's element and is not the article."""
    skip: set[int] = set()
    for item in items:
        skip.update(id(root) for root in item.roots)
    until = -1
    for element in document.elements[article.index + 1 : article.last + 1]:
        if element.index <= until:
            continue
        if (
            element is headline
            or element.name in ("nav", "form", "footer")
            or _is_comment_area(element)
            or (_is_other(element) and element.text_length * 2 < article.text_length)
        ):
            skip.add(id(element))
            until = element.last
    if headline is not None and article.holds(headline):
        _skip_before(document, article, headline, skip)
    _skip_tail(article, skip)
    return skip


def _is_comment_area(element: Element) -> bool:
    return "comments" in (element.attrs.get("id"), *element.classes) and (
        element.first("form") is not None or not element.find(class_="comment")
    )


def _skip_before(document: Document, article: Element, headline: Element, skip: set[int]) -> None:
    """What stands before the headline is not the article."""
    node: Element | None = headline
    while node is not None and node is not article:
        sibling = node.previous_sibling
        while sibling is not None:
            skip.add(id(sibling))
            sibling = sibling.previous_sibling
        node = node.parent if isinstance(node.parent, Element) else None


def _skip_tail(article: Element, skip: set[int]) -> None:
    """Cut at the end what is only tags, share links and the like."""
    for child in reversed(article.contents):
        if id(child) in skip:
            continue
        text = inline_text(child, skip) if isinstance(child, Element) else str(child).strip()
        if not text:
            continue
        if len(text) < 300 and _TRAILER.match(text):
            skip.add(id(child))
            continue
        return


def texts(elements: Iterable[Element]) -> list[str]:
    """The one-line text of each element."""
    return [inline_text(element) for element in elements]
