"""What pages say of themselves that a server sends in place of a post: phrases, in the languages of most blogs.

They are asked for only where a record lost something (``worse.py``), so they may be as plain as they are.
"""

from __future__ import annotations

import re

PARKED = "a parked domain"

_PHRASES: dict[str, tuple[str, ...]] = {
    # Registrars, parking services and dealers in domains.
    PARKED: (
        r"(?:domain (?:name )?(?:\S+ )?|\w\.[a-z]{2,} )(?:is|may be) (?:\w+ ){0,2}(?:for sale|parked|available for purchase)",
        r"(?:buy|purchase|get|inquire about) this domain|this domain (?:name )?(?:has|is|was) (?:expired|registered|parked)",
        r"domain (?:\S+ )?has expired|parked (?:free|domain|page)|domain parking|^related searches",
        r"domain (?:\S+ )?(?:steht )?zu[mr]? verk[aä]uf|diese domain (?:kaufen|ist)|(?:nom de )?domaine (?:\S+ )?(?:est )?à vendre",
        r"dominio (?:\S+ )?(?:est[aá] |è )?(?:en venta|in vendita)|dom[ií]nio (?:\S+ )?(?:está )?à venda",
        r"domein(?:naam)? (?:\S+ )?(?:is )?te koop|domen\w* (?:\S+ )?na sprzeda[żz]|домен (?:\S+ )?(?:прода[её]тся|припаркован)",
        r"ドメイン.{0,12}(?:販売|売り出し|お名前)|域名.{0,8}(?:出售|转让)|도메인.{0,8}판매",
    ),
    "a login page": (
        r"(?:please|must|need to|have to|be) (?:be )?(?:log(?:ged)? ?in|sign(?:ed)? ?in|register|subscribe)\b",
        r"(?:log ?in|sign ?in|sign up|subscribe|register) (?:or \w+ (?:\w+ )?)?(?:to|for) (?:continue|read|view|see|access|unlock|keep)",
        r"^(?:log|sign) ?in\b|(?:members|subscribers)[ -]only|only (?:for|available to) (?:\w+ )?(?:members|subscribers)",
        r"this (?:blog|content|post|site|page) is (?:private|protected|restricted|for (?:\w+ )?(?:members|subscribers))",
        r"forgot(?:ten)? (?:your )?password|^anmeld(?:en|ung)\b|(?:melden sie sich|melde dich) (?:bitte )?an|bitte (?:einloggen|anmelden)",
        r"nur f[üu]r (?:abonnent|mitglied|registriert)|connectez-vous|identifiez-vous|^(?:se connecter|connexion)\b|réservée? aux (?:abonnés|membres)",
        r"^(?:iniciar sesi[oó]n|accedi|entrar|fazer login|inloggen|zaloguj)\b|inicia(?:r)? sesi[oó]n para|solo para (?:suscriptores|miembros)",
        r"accedi per|faça login|log in om|zaloguj się|войдите|авторизуйтесь|^вход\b|ログインして|^ログイン|请(?:先)?登[录陆]|로그인(?:이 필요|하)",
    ),
    "a consent page": (
        r"before you continue (?:to|with)|(?:we|our \w+|and our partners) (?:use|value|store) (?:your privacy|cookies)",
        r"(?:accept|allow|reject) (?:all )?cookies|your (?:privacy|consent) (?:choices|matters|is important|settings)",
        r"manage (?:your )?(?:consent|cookies|privacy)|confirm (?:that )?you are (?:over|at least|of legal)|content warning",
        r"bevor (?:sie|du) (?:fortf[aä]hr|weiter)|(?:alle )?cookies (?:akzeptieren|zulassen|accepteren)|mit werbung (?:und tracking )?(?:weiter)?lesen",
        r"avant de continuer|accepter (?:et continuer|les cookies|tout)|antes de continuar|acept(?:ar|o) (?:todas )?(?:las )?cookies",
        r"prima di continuare|accetta (?:tutti )?(?:i )?cookie|aceitar (?:todos )?(?:os )?cookies|принять (?:все )?(?:файлы )?cookie",
    ),
    "a page that needs a script": (
        r"(?:enable|turn on|activate|requires?|needs?|without) java ?script|habilit\w+ java ?script|abilita\w* java ?script",
        r"java ?script (?:is|must be|to be|appears to be|seems to be|has been) (?:\w+ )?(?:disabled|required|enabled|off|needed)",
        r"java ?script (?:bitte )?(?:aktivier|einschalt|ist deaktiviert|muss)|activ[\wé]* java ?script|schakel java ?script",
        r"włącz\w* (?:obsługę )?java ?script|включите java ?script|java ?script ?を有効|(?:启用|开启) ?java ?script|^loading(?:\.{3}|…)?$",
    ),
    "a check for robots": (
        r"(?:checking|verify(?:ing)?) (?:if )?(?:the site connection|your (?:browser|connection|identity)|(?:that )?you are (?:a )?human)",
        r"are you (?:a )?(?:human|robot)|(?:not|n't) a robot|^just a moment|attention required|captcha|unusual traffic|ddos protection",
        r"access (?:to this page )?(?:has been )?denied|request (?:was |has been )?(?:unsuccessful|blocked)",
    ),
    "a page that says there is none": (
        r"\b404\b|(?:page|post|article|entry|blog|file) (?:\w+ ){0,3}(?:not found|no longer (?:exists|available)|does(?: not|n't) exist)",
        r"page (?:can ?['’]?t|can ?not|could not) be found|nothing (?:was |here )?found|(?:page|post|article|entry|blog) (?:has been|was) (?:removed|deleted|moved)|account (?:has been )?suspended",
        r"(?:seite|beitrag|artikel) (?:\w+ ){0,3}(?:nicht gefunden|existiert nicht|wurde gel[öo]scht)|page (?:non trouvée|introuvable)",
        r"p[áa]gina no (?:encontrada|existe)|pagina non (?:trovata|esiste)|página não encontrada|pagina niet gevonden",
        r"nie znaleziono strony|страница не найдена|ページが(?:見つかりません|存在しません)|(?:页面|文章)不存在|페이지를 찾을 수 없",
        r"this site (?:is|has been) (?:no longer|suspended|removed|temporarily)|under (?:construction|maintenance)",
        r"^(?:not found|gone|forbidden|service unavailable|internal server error|index of /)\b|welcome to nginx|default (?:web )?page",
    ),
}
_WALLS = {kind: re.compile("|".join(phrases), re.IGNORECASE | re.MULTILINE) for kind, phrases in _PHRASES.items()}


def wall_in(text: str) -> str | None:
    """What the text says that the page is, such as "a login page"; ``None`` where it says nothing of the kind."""
    return next((kind for kind, phrases in _WALLS.items() if phrases.search(text)), None)
