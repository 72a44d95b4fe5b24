"""What archiver reaches and what it costs: accuracy on labelled pages, speed beside peers, scale, hostile pages, the archive.

``python -m bench --help`` lists the commands. Nothing here is part of the installed package.
"""
