"""Records that nobody wrote, in each format, to be put together and to be broken."""

FORMATS = ("ris", "nbib", "bib", "csl", "enw", "ciw", "ovid", "csv", "xml")
HEAD = dict.fromkeys(FORMATS, "") | {
    "csl": "[",
    "csv": "Authors,Title,Year,Source title,DOI\n",
    "xml": "<?xml version='1.0'?>\n<xml><records>\n",
}
TAIL = dict.fromkeys(FORMATS, "") | {"csl": "]", "xml": "</records></xml>\n"}
BETWEEN = dict.fromkeys(FORMATS, "\n") | {"csl": ",\n"}


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


def enw(n: int = 1) -> str:
    """A record of EndNote."""
    return (
        f"%0 Journal Article\n%A Berg, Kari\n%T Title {n} of what\nnever was\n%D 2019\n"
        f"%J Invented Journal\n"
    )


def ciw(n: int = 1) -> str:
    """A record of Web of Science."""
    return (
        f"PT J\nAU Berg, K\nAF Berg, Kari\nTI Title {n} of what\n   never was\nPY 2019\n"
        f"SO Invented Journal\nER\n"
    )


def ovid(n: int = 1) -> str:
    """A record of Ovid."""
    return (
        f"<{n}. >\nVN  - Ovid Technologies\nTI  - Title {n} of what\n      never was.\n"
        f"AU  - Berg K.\nSO  - Invented Journal. 2(1):3-4, 2019.\n"
    )


def csv(n: int = 1) -> str:
    """A row of a table."""
    title = f"Title {n} of what never was"
    return f'"Berg, Kari; Vik, Per","{title}",2019,Invented Journal,10.5555/x.{n}\n'


def xml(n: int = 1) -> str:
    """A record of EndNote's XML."""
    return (
        f'<record><ref-type name="Journal Article">17</ref-type>\n<contributors><authors><author>'
        f"Berg, Kari</author></authors></contributors>\n<titles><title>Title {n} of what never was"
        f"</title></titles><dates><year>2019</year></dates></record>\n"
    )


RECORD = {
    "ris": ris, "nbib": nbib, "bib": bib, "csl": csl, "enw": enw, "ciw": ciw, "ovid": ovid,
    "csv": csv, "xml": xml,
}  # fmt: skip


def export(kind: str, count: int) -> str:
    """An export of some records."""
    records = BETWEEN[kind].join(RECORD[kind](n + 1) for n in range(count))
    return f"{HEAD[kind]}{records}{TAIL[kind]}"
