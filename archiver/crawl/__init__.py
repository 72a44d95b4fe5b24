"""From a blog's URL to its posts' URLs, and from there into the archive; run again, only what is new; and back to old posts.

``work.py`` is a crawl of one blog, ``discover.py`` the search for its posts; both are to be read first. What a blog
answers is read by pure functions: ``home`` and ``listing`` (HTML), ``rest`` (WordPress), ``sitemaps``, ``feeds``,
``captures`` (what the Internet Archive has of a blog that is gone).
``address`` knows which URLs belong to a blog and which are the same, ``judge`` which of them are posts. ``update`` visits
posts again when they are ``due``. ``scraping`` reads pages in other processes, ``together`` crawls many blogs at once, and
``patience`` says when a server is left alone. All of it is told in ``docs/crawling.md``.
"""
