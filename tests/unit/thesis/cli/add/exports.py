"""Records that nobody wrote, in each format, to be put together and to be broken."""

HEAD = {"ris": "", "nbib": "", "bib": "", "csl": "["}
TAIL = {"ris": "", "nbib": "", "bib": "", "csl": "]"}
BETWEEN = {"ris": "\n", "nbib": "\n", "bib": "\n", "csl": ",\n"}
FORMATS = tuple(HEAD)


def ris(n: int = 1) -> str:
    """A record of RIS."""
    return (
        f"TY  - JOUR\nAU  - Berg, Kari\nTI  - Title {n} of what never was\nPY  - 2019\n"
        f"T2  - Invented Journal\nDO  - 10.5555/x.{n}\nER  - \n"
    )


def nbib(n: int = 1) -> str:
    """A record of PubMed's."""
    return (
        f"PMID- 9900{n}\nOWN - NLM\nSTAT- MEDLINE\nDP  - 2019\nTI  - Title {n} of what\n"
        f"      never was.\nFAU - Berg, Kari\nAU  - Berg K\nJT  - Invented journal\n"
    )


def bib(n: int = 1) -> str:
    """A record of BibTeX."""
    return (
        f"@article{{berg{n},\n  title = {{Title {n} of what never was}},\n"
        f"  author = {{Berg, Kari}},\n  year = {{2019}}\n}}\n"
    )


def csl(n: int = 1) -> str:
    """A record of CSL-JSON."""
    return (
        f'{{"id": "{n}", "type": "article-journal", "title": "Title {n} of what never was",\n'
        f' "author": [{{"family": "Berg", "given": "Kari"}}],\n'
        f' "issued": {{"date-parts": [[2019]]}}}}'
    )


RECORD = {"ris": ris, "nbib": nbib, "bib": bib, "csl": csl}


def export(kind: str, count: int) -> str:
    """An export of some records."""
    records = BETWEEN[kind].join(RECORD[kind](n + 1) for n in range(count))
    return f"{HEAD[kind]}{records}{TAIL[kind]}"
