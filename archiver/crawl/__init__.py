"""From a blog's URL to its posts' URLs, and from there into the archive; run again, only what is new.

``discover.py`` says in which order a blog is asked and is to be read first. What its answers say is read by pure
functions: ``home`` and ``listing`` (HTML), ``rest`` (WordPress), ``sitemaps``, ``feeds``. ``address`` knows which URLs
belong to a blog and which are the same post, ``judge`` which of them are posts.
"""
