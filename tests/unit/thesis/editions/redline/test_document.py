"""Two editions of the whole document as one: headings, title page, long descriptions."""

from tests.unit.thesis.editions.redline.made import plain, tree
from thesis.editions.redline import document as whole


def test_headings_bear_the_number_that_they_have_in_each_edition() -> None:
    old = tree("# Metode\n\n## Søk\n\n# Funn\n\n## Alle funn")
    new = tree("# Metode\n\n## Utvalg og data\n\n## Søk\n\n# Funn\n\n## Alle funn")
    assert plain(whole.merge(old, new)["blocks"]).split("\n") == [
        "Sammendrag", "1 Metode", "[+1.1+][+ Utvalg og data+]", "[-1.1-][+1.2+] Søk", "2 Funn",
        "2.1 Alle funn", "Vedlegg", "Del",
    ]  # fmt: skip


def test_the_title_page_is_marked_too() -> None:
    old = tree("# A", title="Om trening", **{"place-date": "Oslo, våren 2020"})
    new = tree("# A", title="Om trening", **{"place-date": "Oslo, våren 2022"}, candidate="7")
    meta = whole.merge(old, new)["meta"]
    assert meta["title"] == new["meta"]["title"]
    assert plain(meta["place-date"]["c"]) == "Oslo, våren [-2020-][+2022+]"
    assert plain(meta["candidate"]["c"]) == "[+7+]"


def test_what_is_no_text_of_a_page_is_as_the_new_edition_has_it() -> None:
    long = '::: {{.long-description for="fig:a"}}\nØverst står {} treff.\n:::'
    merged = whole.merge(tree(long.format("fem")), tree(long.format("seks")))
    assert "[-fem-][+seks+]" in plain(merged["blocks"])
    whole.settle(merged)
    assert "Øverst står seks treff." in plain(merged["blocks"])
