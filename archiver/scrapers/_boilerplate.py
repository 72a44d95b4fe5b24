"""What stands around and inside articles and is not theirs: share bars, author boxes, notices, bylines.

Names come from the plugins and themes that put these there; sentences from what sites append to every article, in the
languages of the platforms' translations.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from archiver.page.content import inline_text
from archiver.page.dom import HEADINGS
from archiver.scrapers._labels import is_date_label
from archiver.scrapers._names import is_byline, name_in_byline
from archiver.scrapers._words import Words

if TYPE_CHECKING:
    from archiver.page.document import Document
    from archiver.page.dom import Element

_OTHER = re.compile(
    r"(?:^|[-_])(?:share|sharing|shares|sharedaddy|sharebar|social|socials|addtoany|addthis|a2a|jp-relatedposts|"
    r"relatedposts|related|relacionad\w*|verwandt\w*|yarpp|similar|more-?(?:from|posts|stories|articles)|most-?(?:read|popular)|(?:latest|recent|popular|other)-?(?:posts|articles|news)|recommend\w*|outbrain|taboola|"
    r"(?:author|autor\w*|auteur|autore|writer|user)[-_]*(?:box|bio|info|card|desc\w*|profil\w*|about|block)|about[-_]*(?:the[-_]*)?(?:author|autor)|profile|"
    r"abh_box|saboxplugin|vcard-bio|bio-box|"
    r"newsletter|subscribe|subscription|signup|optin|mailchimp|mc4wp|cta|call-?to-?action|abonn\w*|side-?content|snippet-?box|"
    r"ads?|adsense|advert\w*|adbox|adslot|ad-?container|adunit|banner|sponsor\w*|promo|wpcnt|wordads|anzeige|"
    r"post[-_]?meta|postmetadata|post_meta_data|entry[-_]?meta|entry-?utility|meta[-_]?info|post[-_]?info|byline|"
    r"entry[-_]?footer|post[-_]?footer|post[-_]?tags?|entry[-_]?tags|tag[-_]?links|tagcloud|cat[-_]?links|"
    r"nav|navigation|nav-links|post-?nav\w*|pager|pagination|breadcrumbs?|rating|ratings|ratingblock|post-ratings|"
    r"kksr\w*|poll|polls|wp-polls|quiz|"
    r"comments?-?(?:area|list|section|wrapper|box|holder|form)|respond|"
    r"print|printfriendly|toc|toc_container|ez-toc\w*|table-of-contents|skip-?link|screen-reader-text|sr-only|"
    r"visually-hidden|cookie|donat\w+|paypal|flattr|paywall|login|feedback|likes?|wpulike|post-?likes|like-button|"
    r"popup|modal|widget|widgets|reading-?time|post-?views|disclaimer-box|gdpr|consent|citation|licen[cs]e)(?:$|[-_s])|"
    r"^(?:jp-|wpa-|essb|ssba|swp_|heateor|st-post|dpsp|jssocials|mashsb|shariff|et_social|sfsi|uwaa|crp_|rp4wp|"
    r"wprm-?jump|jump-?to)|[a-z][-_]bio$"
)
_BOILERPLATE = Words(
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
    r"[（(]?责任编辑|版[权權][声聲]明|[转轉]载请|轉載請|原文(?:链接|地址)|suggested citation|zitiervorschlag|cite (?:this|as)|diese folge zitieren|licensed under|lizenz|license[:d]|"
    r"(?:subscribe|sign up|abonnieren?|abonnez|suscr[ií]bete|assine|iscriviti)\b|newsletter|"
    r"(?:follow|folge|folgt|folgen sie|suivez|sigue|siga|segui|volg) (?:us|me|uns|mir|nous|-moi|nos|ons)\b|"
    r"(?:©|copyright|\(c\))|alle (?:angaben|rechte)|all rights|tous droits|"
    r"(?:bildquelle|bildnachweis|titelbild|beitragsbild)n?\s*[:©]|"
    r"(?:(?:fotos?|bilder) (?:sind|ist) .{0,40})?symbol(?:bild|foto)(?:er|s)?\b|anzeige\b|werbung\b|advertisement|sponsored|affiliate|"
    r"(?:um (?:zu kommentieren|einen kommentar)|(?:sie müssen|du musst) (?:sich|dich|angemeldet|eingeloggt)|you (?:must|need to) (?:be )?log|vous devez (?:être|vous) connect|"
    r"(?:debes|tienes que) (?:iniciar|estar)|devi (?:essere|effettuare)|je moet (?:ingelogd|inloggen)|musisz (?:być|się) zalog)|wie (?:hat|gefällt) (?:ihnen|dir) (?:dieser|der) |"
    r"(?:les commentaires|los comentarios|os comentários|i commenti|the comments) (?:sont|ne sont|son|están|são|sono|are)\b|comments are\b|"
    r"kommentare (?:von|zu|sind|werden|geschlossen)|(?:hinterlass|schreib)\w* (?:einen|uns|eine|deinen) kommentar|(?:leave|post) a (?:comment|reply)|if you haven.t left a comment here before|"
    r"(?:laissez?|laisser|deja|deixe) (?:un|une) (?:commentaire|réponse|comentario|comentário|resposta)|einen neuen kommentar|comments? (?:are )?(?:closed|off)|"
    r"(?:(?:unsere?|der|die) (?:gast)?(?:autor|verfasser)(?:in|en|innen)? (?:ist|sind|war|lebt|schreibt|arbeitet|leitet|lehrt|hat)|the (?:author|writer)s? (?:is|are|was|teaches|lives|works)|"
    r"l.auteure? est|el autor es|la autora es|l.autore è|l.autrice è|o autor é|a autora é|de auteur is|författaren är|autor(?:ka)? jest|"
    r"(?:the|all) (?:views|opinions) expressed|(?:die|alle) (?:hier )?geäußerten (?:meinungen|ansichten)|les opinions exprimées|las opiniones (?:expresadas|vertidas))\b|"
    r"(?:hast du|habt ihr) (?:das|dieses|mein) (?:\w+)?rezept|(?:have you|did you) (?:tried|try|made|make) (?:this|the|my)\b|"
    r"über (?:den|die) autor|about the author|zur person|à propos de l|sobre (?:el|o|a) autor|"
    r"(?:nutz|aktivier|abonnier|klick)\w* .{0,40}(?:glocke|push-?(?:nachricht|mitteilung|benachrichtigung)|notifications?\b)|jetzt (?:herunterladen|anmelden|abonnieren|kaufen|bestellen)|hier (?:klicken|geht)|click here|clique aqui|haz clic|"
    r"become a .{0,40}member|support (?:us|me)|unterstütze?n? |spenden?\b|donate|"
    r"[\w-]{2,40} (?:(?:liked|posted) this$|reblogged this from\b)|"
    r"previous (?:article|post)|next (?:article|post)|(?:vorherige[rs]?|nächste[rs]?|zurück|weiter)\b.{0,40}$|"
    r"(?:twitter|facebook|whatsapp|pinterest|e-?mail|telegram|linkedin|xing|reddit|tumblr|drucken|print)\b.{0,40}$|"
    r"\d+\s*(?:kommentare?|comments?|commentaires?|shares?|likes?)\b"
    r"))"
)
_SHORT = Words(
    r"\W*(?:"
    # share
    r"partagez|compart[ae]|comp[áa]rtelo|compartilhe|condividi|deel dit|udostępnij|sdílet|megoszt|jaa\b|distribuie|paylaş|поделит|расскаж\w+ друзьям|"
    r"teile (?:diese[ns]?|den|das)\b|dela\b|(?:po)?dziel się|pin (?:it|me)\b|(?:auf pinterest )?merken\W*$|jetzt spenden|buy me a (?:coffee|beer|ko)|werde (?:jetzt )?mitglied|"
    r"(?:lubię to|j.aime ça|me gusta esto|mi piace|curtir isso|понравилось это|vind ik leuk|gilla|いいね|赞过|معجب بهذه|bunu beğen|gefällt (?:mir|dir))\W*$|"
    r"(?:loading|lädt|wird geladen|lade|chargement|cargando|caricamento|carregando|загрузка|yükleniyor|ładowanie|読み込み中|加载中)\W*$|"
    r"(?:this|dieser) (?:post|article|page|beitrag|artikel) (?:may )?(?:contains?|enthält) .{0,20}(?:affiliate|werbung|werbe)|"
    r"シェア|共有[:：]|この記事を(?:シェア|共有)|分享|공유|شارك|"
    # related
    r"(?:already read|schon gelesen|déjà lu)\b|(?:artículos|entradas|noticias|artigos|posts|matérias|contenidos) relacionad|(?:también|quizás?) te (?:puede|pueda|interes)|"
    r"(?:veja|você) também|saiba mais|articles? (?:similaires|liés|connexes|associés)|(?:vous (?:aimerez|pourriez)|à (?:lire|voir|découvrir)) aussi|vous conseille|la rédaction vous|"
    r"articoli correlati|(?:ti )?potrebbe(?:ro)? interessar|leggi (?:anche|altro)|(?:gerelateerde|meer) (?:berichten|artikelen|lezen|over|van)|lees (?:meer|ook|verder)|"
    r"(?:relaterade|liknande|relaterede|relaterte)\b|l[æe]s (?:også|mer|mere)|lue myös|(?:powiązane|podobne) |(?:zobacz|czytaj|przeczytaj) (?:też|także|również|więcej)|"
    r"(?:související|čtěte|přečtěte)\b|kapcsolódó|olvasd el|читайте|похожие|смотрите также|материалы по теме|по теме\b|рекомендуем|ilgili (?:haber|yazı|konu|içerik)|benzer |"
    r"関連|あわせて読|合わせて読|こちらも|おすすめ|相[关關]|延伸[阅閱]|推[荐薦]|猜你喜|관련 |مقالات ذات|اقرأ|مواضيع ذات|شاهد أيض|قد يعجب|مطالب مرتبط|קרא|כתבות נוספות|"
    r"διαβάστε|σχετικά άρθρα|citește și|articole (?:similare|asemăn)|baca juga|artikel terkait|xem thêm|bài viết liên quan|"
    # tags and categories
    r"(?:etichette|tagi|метки|теги|etiketler|タグ|标签|標籤|태그|الوسوم|trefwoorden|nyckelord|emneord|címkék|štítky|рубрик[аи]|категори[яи]|カテゴリー?|分[类類]|kategorier|kategori|categorie|categorieën|thèmes?|temas?|topics?|themen)\s*[:：]|"
    r"(?:publicado|archivado|pubblicato|archiviato|geplaatst|publicerat|opublikowano|zamieszczono|опубликовано|classé|posté|publié) (?:en|em|in|i|w|в|dans)\b|"
    # newsletter, following
    r"inscri(?:vez|va)|подпи(?:ш|с)|zapisz się|prenumerera|tilmeld|meld je aan|abone ol|订阅|訂閱|구독|اشترك|(?:s[íi]gue|s[íi]gan|seguici|följ|følg|obserwuj|śledź|следите|takip)\w*|liken? (?:sie )?uns|"
    r"フォロー|[关關]注|تابع|メルマガ|"
    # who posted it and when
    r"(?:rédigé|publié|posté|écrit) (?:par|le)\b|(?:publicado|escrito|posteado) (?:por|el|em)\b|(?:pubblicato|scritto|postato) (?:da|il)\b|"
    r"(?:geschrieben|verfasst|erstellt|eingestellt|gepostet) (?:von|am)\b|geplaatst (?:door|op)\b|(?:skrivet|publicerat|skrevet|postet) av\b|"
    r"(?:posted|written|published) (?:by|on|at)\b|"
    # rights
    r"(?:todos (?:los|os) (?:derechos|direitos)|tutti i diritti|alle (?:rechten|rettigheder)|alla rättigheter|wszelkie prawa|все права|tüm hakları|版[权權]|本文(?:转|轉)|[转轉]载|無断転載|جميع الحقوق)|"
    # printing, comments
    r"(?:imprimir|imprimer|stampa|drukuj|распечатать|печать|yazdır|印刷|打印|(?:artikel|seite|beitrag) drucken|(?:als )?pdf(?: herunterladen| download)?)\W*$|"
    r"(?:d[ée]ja|deixe|lascia|laat|geef|lämna|skriv|legg igjen|dodaj|zostaw|napisz|оставить|оставьте|добавить|napsat|szólj|jätä|lasă)\b.{0,20}\b(?:coment|comm|reac|antwoord|svar|kommentar|komentarz|коммент|respuesta|hozzá|opini)\w*|"
    r"yorum (?:yap|yaz|bırak)|コメント(?:を|する)|发表评论|發表評論|댓글|اترك|أضف تعليق|"
    # money
    r"faire un don|soute(?:nez|nir)|haz (?:una|tu) donación|doe een donatie|wesprzyj|поддерж(?:ать|ите)|bağış|打赏|赞赏|寄付|"
    # questions
    r"(?:vous avez aim|(?:did|do) you (?:like|enjoy)|if you (?:like|enjoy)|si te ha gustado|gostou\?|(?:hat|gefällt) (?:dir|ihnen|euch)|¿?te (?:ha )?gust|ti è piaciut|(?:você )?gostou d|podoba\w* (?:ci|wam) się|"
    r"(?:вам )?понравил|vond je|vind je|gillade du|気に入|喜欢这|beğendi).{0,80}[!?！？]$|"
    # the next and the last post
    r"(?:précédent|suivant|anterior|siguiente|próximo|precedente|successivo|vorige|volgende|nästa|föregående|poprzedni|następny|предыдущ|следующ|önceki|sonraki|上一篇|下一篇|前の記事|次の記事)\w*(?: \w+)?\s*[:：«»←→]|"
    r"(?:artículo|entrada|artigo|publicação|article|articolo|artikel|bericht|inlägg|indlæg|wpis|запись|статья) (?:anterior|siguiente|próxim|précédent|suivant|precedente|successivo|poprzedni|następny)\w*\W*$|"
    r"(?:weiterlesen|keep reading|verder lezen|continuer la lecture|sigue leyendo|continua a leggere|läs vidare|czytaj dalej)\W*$|"
    r"(?:older|newer)\b.{0,30}[→»]\W*$|(?:edit|improve) this (?:page|post)\b|found a typo\b|"
    r"(?:back to|zurück zu[rm]?|retour (?:à|au|aux)|volver al?|voltar (?:a|à|ao|para)|torna a(?:l|lla|ll.|i|gli|lle)?|terug naar|tillbaka till|powrót do|zpět na)\s.{1,30}$|"
    # share, as Jetpack says it
    r".{0,80}\((?:opens in (?:a )?new window|wird in neuem fenster geöffnet|ouvre dans une nouvelle fenêtre|se abre en una ventana nueva|si apre in una nuova finestra|"
    r"abre em (?:uma )?nova janela|(?:wordt )?in een nieuw venster geopend|öppnas i ett nytt fönster|otwiera się w nowym oknie|открывается в новом окне)\)\W*$|"
    # how often it was read, as Joomla and K2 say it
    r"(?:(?:gelesen|read|lu|letto|leído|lido|visto|gelezen) \d+ (?:mal|times|fois|volte|veces|vezes|keer)|(?:hits|views|zugriffe|aufrufe|affichages|visite|visitas|acessos|hitcount) ?: ?\d+)\W*$|"
    r"(?:(?:back )?to top|(?:nach oben|zum seitenanfang)|haut de page|volver arriba|torna su|наверх|к началу|トップへ)\W*$"
    r")"
)
"""The same in more languages, by words that may begin a sentence: only of short lines."""
_LONGEST_SHORT = 120
_APPEAL = Words(
    r"\b(?:receba (?:em|no) seu e-?mail|recibe en tu (?:correo|email)|in your inbox|in (?:dein|ihr|euer)(?:em)? (?:e-?mail-?)?postfach|dans votre (?:boîte|messagerie)|nella tua (?:casella|mail)|in (?:je|uw) (?:inbox|mailbox)|"
    r"wir freuen uns (?:auf|über) (?:ihre|eure|deine) (?:kommentar|meinung|zuschrift|rückmeldung)\w*|(?:wenn|falls) (?:ihnen|dir|euch) (?:unser|dieser) (?:artikel|beitrag|text) gefallen|(?:free|kostenlose[sn]?) e-?book|clique aqui:|"
    r"déjà abonné|subscribe to (?:my|our|the) |already a (?:subscriber|member)|bereits abonnent|ya eres suscriptor|"
    r"please support us|do you enjoy reading|while you are here|support our work|keep up our work|"
    r"affiliate[- ]?(?:links?|programm)|provisions-?links?|(?:enlaces?|links?) de afiliad|liens? affilié|iban\b|"
    r"(?:hier|uns) (?:können sie|kannst du|könnt ihr) .{0,20}spenden|wird allein von .{0,40}(?:getragen|finanziert)|"
    r"unterstütz\w+ sie (?:uns|unsere)|über (?:ihre|eure|deine) unterstützung|mit einer spende|soutenez[- ]nous|apóyanos)\b"
)
"""Appeals for money and how it is earned, wherever in the sentence they stand."""

_BUILDERS = ("elementor", "wp-block", "et_pb", "vc_", "wpb_", "fl-", "fusion-")
"""Page builders call every box a widget or a banner."""

_ABOUT_AUTHOR = Words(
    r"\W*(?:about (?:the )?(?:author|writer)s?|author(?:'s)? (?:bio|profile|info)|über (?:den|die) autor|über (?:mich|uns)\W*$|zur person|zum autor|zur autorin|"
    r"der autor\W*$|die autorin\W*$|autoreninfo|à propos de l.auteur|l.auteure?\W*$|sobre (?:el|la|o|a) autor|acerca del autor|sull.autore|l.autore\W*$|informazioni sull.autore|"
    r"over de (?:auteur|schrijver)|om (?:författaren|forfatteren)|o autor(?:ze|ce|ovi)|об авторе|про автора|yazar hakkında|"
    r"关于作者|作者简介|關於作者|この記事を書いた人|著者プロフィール|著者について|저자 소개|عن الكاتب|نبذة عن الكاتب)"
)
_JOB = re.compile(
    r"\b(?:editor|reporter|correspondent|staff|writer|columnist|contributor|journalist|redakteur\w*|redaktor\w*|korrespondent\w*|"
    r"journaliste|rédact\w+|redact\w+|giornalista|periodista|корреспондент|редактор|記者|记者|기자)\b",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
_MORE = re.compile(
    r"(?:(?:read|learn|find out|see|show) more|(?:keep|continue) reading|weiterlesen|mehr (?:lesen|erfahren)|lire (?:la suite|plus)|en savoir plus|"
    r"leer más|seguir leyendo|leggi (?:tutto|di più|altro)|leia mais|saiba mais|lees (?:meer|verder)|läs mer|les mer|læs mere|czytaj (?:dalej|więcej)|"
    r"читать (?:далее|дальше|полностью)|подробнее|devamını oku|続きを読む|阅读全文|閱讀更多|더 보기)\W*",
    re.IGNORECASE,
)
"""The link below a teaser."""
_LONGEST_CARD = 600
_LONGEST_LABEL_OF_LINK = 25
_LONGEST_HEADING = 60
_LONGEST_BOILERPLATE = 500
_LONGEST_LABEL = 2
"""Words of "Geschrieben von"; where more stand before the name, the line is the author's own."""
_HEAD_LINE = Words(
    r"^\W*(?:(?:lesezeit|lesedauer|reading time|read time|time to read|(?:temps|durée) de lecture|tiempo de lectura|tempo (?:di|de) (?:lettura|leitura)|leestijd|lästid|læsetid|lesetid|"
    r"lukuaika|czas czytania|doba čtení|olvasási idő|время (?:на )?чтени[ея]|okuma süresi|阅读(?:时间|时长)|閱讀時間|この記事は.{0,4}\d+分|読了時間|읽는 시간|وقت القراءة|ca\. \d+ min).{0,40}|"
    r"(?:ca\. )?\d+ min(?:uten|utes|uti|utos|\.)?(?: (?:read|lesezeit|(?:de )?lecture|lettura|czytania)(?:\W.{0,30})?)?|"
    r"(?:anzeige|advertorial|sponsored|anuncio|publicité|pubblicità)\b.{0,60}|reklama?|publicidade?|advertentie|реклама|annonse?s?|広告|广告|スポンサーリンク|إعلان|werbung(?:\W+(?:unbezahlt|unbeauftragt).{0,40})?|enthält (?:werbung|affiliate).{0,80}|"
    r"(?:this|dieser) (?:post|article|page|beitrag|artikel) (?:may )?(?:contains?|enthält) .{0,20}(?:affiliate|werbung|werbe).{0,60}|"
    r"(?:(?:zuletzt )?aktualisiert|(?:last )?updated|mis à jour|actualizado|aggiornato|bijgewerkt|обновлено)\b.{0,60}|"
    r"(?:teilen|share|partager|compartir|condividi|delen)|"
    r"(?:(?:medizinisch|fachlich|medically|wissenschaftlich) )?(?:(?:über)?prüft|geprüft|fact[- ]?checked|reviewed|edited|redigiert|relu|révisé|revisado) (?:by|von|durch|par|por)\b.{0,60}|"
    r"jump to .{0,30}|zum rezept.{0,30}|\d+ (?:kommentare?|comments?|views?|aufrufe))\W*$"
)


@lru_cache(maxsize=20_000)
def _is_other_name(name: str) -> bool:
    return len(name) <= 80 and not name.startswith(_BUILDERS) and bool(_OTHER.search(name))


def is_other(element: Element) -> bool:
    """True for share bars, author boxes, related posts and the like, by their names."""
    name = element.attr("id")
    if any(_is_other_name(word) for word in element.classes) or (bool(name) and _is_other_name(name.lower())):
        return True
    return any("teaser" in word for word in element.classes) and _is_linked(element)


def is_card(element: Element) -> bool:
    """True for a box with a heading and "Read more" below it: it announces another text."""
    if not 0 < element.text_length <= _LONGEST_CARD or element.first("a") is None or element.first(*HEADINGS) is None:
        return False
    return any(
        link.text_length <= _LONGEST_LABEL_OF_LINK and _MORE.fullmatch(inline_text(link))
        for link in element.inside("a")
    )


def _is_linked(element: Element) -> bool:
    """Whether most of an element's text leads elsewhere; other teasers are the beginning of this text."""
    links = [element] if element.name == "a" else element.inside("a")
    return sum(link.text_length for link in links) * 10 >= element.text_length * 6


def is_boilerplate(text: str) -> bool:
    """True for a line that sites append to every article: "This entry was posted …", "Share this", "© …"."""
    is_sentence = text[-1:] in ".。" and not text.endswith("...")
    if len(text) <= _LONGEST_SHORT and not is_sentence and _SHORT.match(text):
        return True
    return len(text) <= _LONGEST_BOILERPLATE and bool(_BOILERPLATE.match(text) or _APPEAL.search(text))


def is_about_author(text: str) -> bool:
    """True for the heading of a box about the author."""
    return len(text) <= _LONGEST_HEADING and bool(_ABOUT_AUTHOR.match(text))


def is_job(text: str) -> bool:
    """True for a line under a byline that says what its author is, or where to write to."""
    return len(text) <= _LONGEST_HEADING and bool(_EMAIL.fullmatch(text) or _JOB.search(text)) and text[-1] not in ".!?"


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
    name = name_in_byline(text) if len(text) <= 80 and is_byline(text) and text[-1:] not in ".!?" else None
    return name is not None and 0 < len(name.split()) >= len(text.split()) - _LONGEST_LABEL
