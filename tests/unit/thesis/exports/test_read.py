"""Exports that are broken, each with what is read of it and what must be said."""

# ruff: noqa: E501  (a broken export, a line)

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.unit.thesis.exports.exports import FORMATS, bib, csl, export, nbib, ris
from thesis.cli import add_command
from thesis.exports import read as reading


@dataclass(frozen=True)
class Broken:
    """An export that is broken."""

    what: str  # how
    content: str | bytes  # the file; text is UTF-8
    read: int  # how many records come out
    lost: int  # how many are told to be lost
    says: str = ""  # what must be said, with its line in front; "" for nothing


RIS2, NBIB2, BIB2, CSL2, ENW2, CIW2, OVID2, CSV2, XML2 = (export(kind, 2) for kind in FORMATS)
AS = RIS2.replace("Berg", "Ås")

# fmt: off
BROKEN = [
    # RIS
    Broken("a byte order mark", b"\xef\xbb\xbf" + RIS2.encode(), 2, 0),
    Broken("byte order marks inside, of files put together", ("\ufeff" + ris(1) + "\ufeff" + ris(2)), 2, 0),
    Broken("UTF-16 with its mark", RIS2.encode("utf-16"), 2, 0),
    Broken("UTF-16 without its mark", RIS2.encode("utf-16-le"), 2, 0, "0: the file is not UTF-8: it is read as UTF-16"),
    Broken("UTF-16 of the other order without its mark", RIS2.encode("utf-16-be"), 2, 0, "0: the file is not UTF-8: it is read as UTF-16"),
    Broken("Latin-1", AS.encode("latin-1"), 2, 0, "0: the file is not UTF-8: it is read as Windows-1252 (Latin-1)"),
    Broken("line ends of Windows", RIS2.replace("\n", "\r\n"), 2, 0),
    Broken("line ends of old Macs", RIS2.replace("\n", "\r"), 2, 0),
    Broken("no ER at the end", RIS2[: -len("ER  - \n")], 2, 0, "9: no ER ends the record"),
    Broken("no ER in the middle", RIS2.replace("ER  - \n", "", 1), 2, 0, "1: no ER ends the record"),
    Broken("no ER anywhere", RIS2.replace("ER  - \n", ""), 2, 0, "8: no ER ends the record"),
    Broken("no blank line between", ris(1) + ris(2), 2, 0),
    Broken("ER without its space", RIS2.replace("ER  - ", "ER  -"), 2, 0),
    Broken("no TY on the second", RIS2.replace("TY  - JOUR\n", "").replace("AU", "TY  - JOUR\nAU", 1), 1, 1, "9: 5 fields in no record"),
    Broken("no TY on the first", RIS2.replace("TY  - JOUR\n", "", 1), 1, 1, "1: 5 fields in no record"),
    Broken("neither ER nor TY between", RIS2.replace("ER  - \n\nTY  - JOUR\n", ""), 1, 1, "1: two titles in one record"),
    Broken("one space in front of the hyphens", RIS2.replace("  - ", " - "), 2, 0),
    Broken("no space behind the hyphens", RIS2.replace("  - ", "  -"), 2, 0),
    Broken("dashes for hyphens", RIS2.replace("  - ", "  – "), 2, 0),
    Broken("hard spaces", RIS2.replace("  - ", "\u00a0\u00a0- "), 2, 0),
    Broken("indented", "".join(f"  {line}\n" for line in RIS2.splitlines()), 2, 0),
    Broken("TY in small letters", RIS2.replace("TY  - JOUR", "ty  - jour", 1), 2, 0),
    Broken("a type that is none", RIS2.replace("JOUR", "XXXX", 1), 2, 0, "1: the type «XXXX» is taken as document"),
    Broken("a type spoilt in a record that is spaced in its own way", (ris(1) + ris(2).replace("JOUR", "mJOUR")).replace("  - ", "  -"), 2, 0, "8: the type «MJOUR» is taken as"),
    Broken("a type left out", RIS2.replace("JOUR", "", 1), 2, 0, "1: the type «» is taken as document"),
    Broken("a record with nothing in it", RIS2 + "TY  - JOUR\nER  - \n", 2, 1, "16: a record with nothing in it"),
    Broken("TY twice", "TY  - JOUR\n" + RIS2, 2, 1, "1: a record with nothing in it"),
    Broken("no title", RIS2.replace("TI  - Title 1 of what never was\n", ""), 1, 1, "1: a record without a title"),
    Broken("a title of nothing but a full stop", RIS2.replace("Title 1 of what never was", "."), 1, 1, "1: a record without a title"),
    Broken("a title over two lines", RIS2.replace("of what", "of\nwhat", 1), 2, 0),
    Broken("a tag that is none", RIS2.replace("PY", "QQ", 1), 2, 0, "1: tags that are not known, passed over: QQ"),
    Broken("a year in words", RIS2.replace("2019", "in press", 1), 2, 0, "1: «in press» has no year"),
    Broken("a language that is none", RIS2.replace("PY", "LA  - Klingon\nPY", 1), 2, 0, "1: the language «Klingon» is not known"),
    Broken("the word of a program for an author", RIS2.replace("Berg, Kari", "nan", 1), 2, 0),
    Broken("the word of a database for no author", RIS2.replace("Berg, Kari", "[No authors listed]", 1), 2, 0),
    Broken("the word of a program for a language", RIS2.replace("PY", "LA  - nan\nPY", 1), 2, 0),
    Broken("a register's number for an author", RIS2.replace("Berg, Kari", "NCT01234567", 1), 2, 0, "1: author: a register's number"),
    Broken("a register's address for a journal", RIS2.replace("Invented Journal", "https://trials.example/NCT1", 1), 2, 0, "1: its address stands for the journal"),
    Broken("authors a letter each", RIS2.replace("AU  - Berg, Kari", "AU  - B\nAU  - e\nAU  - r\nAU  - g", 1), 2, 0, "1: author: 4 names of one letter"),
    Broken("«et al.» among the authors", RIS2.replace("TI", "AU  - et al.\nTI", 1), 2, 0, "1: author: the list ends in «et al.»"),
    Broken("text before the first record", "Exported by nobody\n\n" + RIS2, 2, 0, "1: lines in no record, passed over: 1"),
    Broken("a stray ER", "ER  - \n" + RIS2, 2, 0),
    Broken("cut off in the DOI", RIS2[:-14], 2, 0, "9: no ER ends the record"),
    Broken("cut off before the title", RIS2[:150], 1, 1, "9: a record without a title"),
    # PubMed
    Broken("PubMed with a byte order mark", "\ufeff" + NBIB2, 2, 0),
    Broken("PubMed without a blank line between", nbib(1) + nbib(2), 2, 0),
    Broken("PubMed without the PMID of the second", NBIB2.replace("PMID- 99002\n", ""), 1, 1, "11: 7 fields in no record: the PMID"),
    Broken("PubMed without the PMID of the first", NBIB2.replace("PMID- 99001\n", ""), 1, 1, "1: 7 fields in no record: the PMID"),
    Broken("PubMed with a line of its database in front", "OID - 7\nDB  - ERIC\n\n" + NBIB2, 2, 0, "1: lines in no record, passed over: 2"),
    Broken("PubMed with a PMID alone", NBIB2 + "\nPMID- 99003\n", 2, 1, "21: a record with nothing in it"),
    Broken("PubMed in Latin-1", NBIB2.replace("Berg", "Ås").encode("latin-1"), 2, 0, "0: the file is not UTF-8"),
    Broken("PubMed with folded lines that lost their indent", NBIB2.replace("      never", "never"), 2, 0),
    Broken("PubMed with a translated title alone", NBIB2.replace("Title 1 of what\n      never was.", "[Title]."), 2, 0, "1: the title is PubMed's translation"),
    # BibTeX
    Broken("BibTeX with a key twice", BIB2.replace("berg2", "berg1"), 2, 0, "7: the key «berg1» a second time"),
    Broken("BibTeX with a field twice", BIB2.replace("year", "title = {Another},\n  year", 1), 2, 0, "1: title twice in one record"),
    Broken("BibTeX with a brace that is not closed", BIB2.replace("was}", "was", 1), 1, 1, "1: the record cannot be read"),
    Broken("BibTeX cut off", BIB2[:-4], 1, 1, "7: the record cannot be read"),
    Broken("BibTeX without the comma behind the key", BIB2.replace("berg1,", "berg1", 1), 1, 1, "1: the record cannot be read"),
    Broken("BibTeX without a key", BIB2.replace("berg1", "", 1), 2, 0),
    Broken("BibTeX of a type that is none", BIB2.replace("@article", "@thing", 1), 2, 0, "1: the type @thing is taken as document"),
    Broken("BibTeX with two records on a line", bib(1).replace("\n", " ") + bib(2).replace("\n", " "), 2, 0),
    Broken("BibTeX with round brackets", BIB2.replace("{berg1", "(berg1").replace("}\n}", "}\n)", 1), 2, 0),
    Broken("BibTeX in a comment", "@comment{" + bib(3) + "}\n" + bib(1), 1, 0),
    # CSL-JSON
    Broken("JSON with a comma too many", CSL2[:-1] + ",]", 2, 0),
    Broken("JSON without the comma between", CSL2.replace("},\n{", "}\n{"), 2, 0, "4: no comma between two records"),
    Broken("JSON that is not closed", CSL2[:-1], 2, 0, "6: the list is not closed"),
    Broken("JSON cut off", CSL2[:-40], 1, 1, "breaks off here"),
    Broken("JSON broken in the second", CSL2.replace('"title": "Title 2', '"title" "Title 2'), 1, 1, "4: JSON breaks off here"),
    Broken("JSON with a number among the records", CSL2.replace("[{", "[7, {", 1), 2, 1, "1: «7» is no record"),
    Broken("JSON with a key twice", CSL2.replace('"id": "1"', '"title": "Title 0", "id": "1"'), 2, 0, "1: title twice in one record"),
    Broken("JSON of one record", csl(), 1, 0),
    Broken("JSON a record a line", csl(1).replace("\n", "") + "\n" + csl(2).replace("\n", ""), 2, 0),
    Broken("JSON wrapped in items", '{"items": ' + CSL2 + "}", 2, 0),
    Broken("JSON with a byte order mark", "\ufeff" + CSL2, 2, 0),
    # EndNote, Web of Science, Ovid, Cochrane
    Broken("EndNote with lines in front", "My library\n" + ENW2, 2, 0, "1: lines in no record, passed over: 1"),
    Broken("EndNote without a title", ENW2.replace("%T Title 1 of what\nnever was\n", ""), 1, 1, "1: a record without a title"),
    Broken("EndNote of a type that is none", ENW2.replace("Journal Article", "Scroll", 1), 2, 0),
    Broken("EndNote with a journal in another tag", ENW2.replace("%J", "%B"), 2, 0),
    Broken("EndNote with a blank journal", ENW2.replace("%J Invented Journal", "%B "), 2, 0),
    Broken("EndNote with a type alone", ENW2 + "%0 Journal Article\n", 2, 1, "14: a record with nothing in it"),
    Broken("Web of Science with its head", "FN Clarivate Analytics Web of Science\nVR 1.0\n" + CIW2 + "EF", 2, 0),
    Broken("Web of Science cut off", CIW2[: CIW2.rindex("TI")], 1, 1, "10: a record without a title"),
    Broken("Ovid with its strategy in front", "Database: Embase\n" + OVID2, 2, 0, "1: lines in no record, passed over: 1"),
    Broken("Ovid without a title", OVID2.replace("TI", "QQ", 1), 1, 1, "1: a record without a title"),
    # Tables
    Broken("a table with semicolons between", 'Title;Authors;Year\n"One; and";Berg, K.;2019\n', 1, 0),
    Broken("a table with tabs between", "Title\tAuthors\tYear\nOne\tBerg, K.\t2019\n", 1, 0),
    Broken("a table with blank rows", CSV2.replace("\n", "\n,,,,\n"), 2, 0),
    Broken("a table with rows above its columns", "Query,rowing\n\n" + CSV2, 2, 0),
    Broken("a table with a line break in a cell", CSV2.replace("1 of what", "1 of\nwhat"), 2, 0),
    Broken("a table with too many cells", CSV2.replace("x.1\n", "x.1,more\n"), 2, 0, "2: 6 cells under 5 columns"),
    Broken("a table with too few cells", CSV2.replace(",Invented Journal,10.5555/x.2", ""), 2, 0),
    Broken("a table with a title left out", CSV2.replace("Title 1 of what never was", ""), 1, 1, "2: a record without a title"),
    Broken("a table cut off in a cell", CSV2[:-40], 1, 1, "4: a quotation mark is not closed"),
    # XML
    Broken("XML cut off", XML2[:-60], 1, 1, "9: XML breaks off here"),
    Broken("XML broken in the second", XML2.replace("</author>", "", 2).replace("<author>Berg", "<author>Berg</author>", 1), 1, 1, "XML breaks off here"),
    Broken("XML that says it is UTF-16", XML2.replace("?>", " encoding='UTF-16'?>"), 2, 0),
    Broken("XML that declares entities", XML2.replace("<xml>", '<!DOCTYPE xml [<!ENTITY a "b">]><xml>'), 0, 2, "1: XML that declares entities"),
    Broken("XML without a title", XML2.replace("Title 1 of what never was", ""), 1, 1, "3: a record without a title"),
    Broken("JSON of a type that is none", CSL2.replace("article-journal", "scroll", 1), 2, 0, "1: the type «scroll» is taken as document"),
]

NO_EXPORTS = [
    Broken("no TY on either", RIS2.replace("TY  - JOUR\n", ""), 0, 0, "no export"),
    Broken("nothing", b"", 0, 0, "the file is empty"),
    Broken("a PDF", b"%PDF-1.7\n%\xe2\xe3", 0, 0, "this is a PDF"),
    Broken("a Word file", b"PK\x03\x04\x14\x00\x06\x00" + bytes(200), 0, 0, "this is a Word, Excel or zip file"),
    Broken("a web page", "<!DOCTYPE html><html>TY</html>", 0, 0, "this is a web page"),
    Broken("an Excel file", b"PK\x03\x04 xl/workbook.xml", 0, 0, "this is an Excel file: save it as CSV"),
    Broken("XML of another", "<?xml version='1.0'?><Report/>", 0, 0, "this is XML of another program"),
    Broken("RDF", "<rdf:RDF xmlns:z='x'><bib:Article/></rdf:RDF>", 0, 0, "this is Zotero's RDF: in Zotero, choose CSL JSON or RIS"),
    Broken("MODS", "<?xml version='1.0'?><modsCollection/>", 0, 0, "this is MODS XML"),
    Broken("a list of PubMed's numbers", "31234567\n31234568\n31234569\n", 0, 0, "this is a list of numbers: in PubMed, choose"),
    Broken("PubMed's summary", "1. Berg K. Rowing. J Inv. 2019;2:3. doi: 10.5555/x.\n", 0, 0, "this is a list of references as text"),
    Broken("a table of other columns", "Title,Wave,Boat\nA,1,2\n", 0, 0, "this is a table whose columns are not known: name them"),
    Broken("prose", "Here is my list of references.\n", 0, 0, "this is no export"),
]
# fmt: on


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.what)
def test_what_is_broken_is_told_and_no_record_is_lost_in_silence(broken: Broken) -> None:
    export = reading.read(content(broken))
    told = [f"{note.line}: {note.says}" for note in export.notes]
    assert (len(export.records), export.lost) == (broken.read, broken.lost), told
    assert export.announced == broken.read + broken.lost
    assert any(broken.says in each for each in told) if broken.says else not told, told


@pytest.mark.parametrize("broken", NO_EXPORTS, ids=lambda broken: broken.what)
def test_what_is_no_export_is_told(broken: Broken) -> None:
    with pytest.raises(reading.UnknownFormatError, match=re.escape(broken.says)):
        reading.read(content(broken))


def content(broken: Broken) -> bytes:
    """The bytes of an export."""
    return broken.content if isinstance(broken.content, bytes) else broken.content.encode()


def test_there_are_sixty_broken_exports_and_more() -> None:
    every = [*BROKEN, *NO_EXPORTS]
    assert len({broken.what for broken in every}) == len(every) >= 60


def test_what_a_guessed_encoding_may_have_spoilt_is_to_be_looked_up() -> None:
    export = reading.read(AS.encode("latin-1"))
    assert [record.unverified for record in export.records] == [["author"], ["author"]]
    assert export.records[0].item["author"] == [{"family": "Ås", "given": "Kari"}]


@pytest.mark.parametrize("name", [each.name for each in reading.FORMATS])
def test_a_format_is_named_where_people_read_of_it(house: Path, name: str) -> None:
    assert name in " ".join(str(add_command.__doc__).split())
    assert name in (house / "docs/revised-edition.md").read_text("utf-8")
    with pytest.raises(reading.UnknownFormatError, match=re.escape(name)):
        reading.read(b"no export")
