"""From the bytes of a page to what scrapers read: text, one DOM, head metadata, clean content, dates."""
