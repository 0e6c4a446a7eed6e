"""Records that nobody wrote, in each format, to be put together and to be broken."""

from functools import partial

RECORD = {
    "ris": """\
TY  - JOUR
AU  - Berg, Kari
TI  - Title {n} of what never was
PY  - 2019
T2  - Invented Journal
DO  - 10.5555/x.{n}
ER  - 
""",  # noqa: W291
    "nbib": """\
PMID- 9900{n}
OWN - NLM
STAT- MEDLINE
DP  - 2019
TI  - Title {n} of what
      never was.
FAU - Berg, Kari
AU  - Berg K
JT  - Invented journal
""",
    "bib": """\
@article{berg{n},
  title = {Title {n} of what never was},
  author = {Berg, Kari},
  year = {2019}
}
""",
    "csl": """\
{"id": "{n}", "type": "article-journal", "title": "Title {n} of what never was",
 "author": [{"family": "Berg", "given": "Kari"}],
 "issued": {"date-parts": [[2019]]}}""",
    "enw": """\
%0 Journal Article
%A Berg, Kari
%T Title {n} of what
never was
%D 2019
%J Invented Journal
""",
    "ciw": """\
PT J
AU Berg, K
AF Berg, Kari
TI Title {n} of what
   never was
PY 2019
SO Invented Journal
ER
""",
    "ovid": """\
<{n}. >
VN  - Ovid Technologies
TI  - Title {n} of what
      never was.
AU  - Berg K.
SO  - Invented Journal. 2(1):3-4, 2019.
""",
    "csv": """\
"Berg, Kari; Vik, Per","Title {n} of what never was",2019,Invented Journal,10.5555/x.{n}
""",
    "xml": """\
<record><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author>Berg, Kari</author></authors></contributors>
<titles><title>Title {n} of what never was</title></titles><dates><year>2019</year></dates></record>
""",
}
"""A record of each format, the number of which is to be put in."""

FORMATS = tuple(RECORD)
HEAD = dict.fromkeys(FORMATS, "") | {
    "csl": "[",
    "csv": "Authors,Title,Year,Source title,DOI\n",
    "xml": "<?xml version='1.0'?>\n<xml><records>\n",
}
TAIL = dict.fromkeys(FORMATS, "") | {"csl": "]", "xml": "</records></xml>\n"}
BETWEEN = dict.fromkeys(FORMATS, "\n") | {"csl": ",\n"}


def one(kind: str, n: int = 1) -> str:
    """A record of a format."""
    return RECORD[kind].replace("{n}", str(n))


ris, nbib, bib, csl, csv = (partial(one, kind) for kind in ("ris", "nbib", "bib", "csl", "csv"))


def export(kind: str, count: int) -> str:
    """An export of some records."""
    records = BETWEEN[kind].join(one(kind, n + 1) for n in range(count))
    return f"{HEAD[kind]}{records}{TAIL[kind]}"
