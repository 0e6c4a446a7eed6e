"""What is said to be from a study, and what of the findings belongs to none."""

from dataclasses import replace

import pytest

from tests.unit.thesis.edited import STUDIES, Make, study
from thesis.checks.consistency import study_marks
from thesis.diagnostics.findings import Finding

OUT = [study("anna2019", status="excluded"), STUDIES[1]]
FINDINGS = """# Resultat

Her står funnene.

## Mer ro

Hos @anna2019 falt uroen.

{paragraph}

# Diskusjon

Ingenting er sagt om noen.
"""


@pytest.mark.mutant("from.left")
@pytest.mark.parametrize(
    "text", ['[Koret ga ro.]{.from of="anna2019"}', '::: {.from of="anna2019"}\nKoret ga ro.\n:::']
)
def test_what_is_from_a_study_that_was_left_out_shuts_the_gate(edit: Make, text: str) -> None:
    (found,) = study_marks.marks(edit(f"{text}\n", studies=OUT))
    assert (found.rule, found.severity) == ("from.left", "error")
    assert found.found == "words from anna2019, which is excluded"
    assert found.evidence == "in «Koret ga ro.»"
    assert list(study_marks.marks(edit(f"{text}\n"))) == []


def test_a_text_that_tells_that_it_was_left_out_may_say_whose_words_they_are(edit: Make) -> None:
    text = '[[Koret ga ro.]{.from of="anna2019"}]{.excluded}\n'
    assert list(study_marks.marks(edit(text, studies=OUT))) == []


def untold(edit: Make, paragraph: str) -> list[Finding]:
    thesis = edit(FINDINGS.format(paragraph=paragraph))
    config = {**thesis.config, "closure": {"cited_in": ["Resultat"]}}
    return list(study_marks.findings(replace(thesis, config=config)))


@pytest.mark.mutant("closure.no-study")
def test_a_paragraph_of_the_findings_that_belongs_to_no_study_is_told(edit: Make) -> None:
    (found,) = untold(edit, "De sov også bedre.")
    assert (found.rule, found.severity) == ("closure.no-study", "warning")
    assert found.evidence == "in «De sov også bedre.»"


@pytest.mark.parametrize(
    "paragraph",
    [
        "De sov også bedre [@anna2019].",
        '[De sov også bedre.]{.from of="anna2019"}',
        '::: {.from of="anna2019"}\nDe sov også bedre.\n:::',
        'De sov bedre i {{ n("anna2019.weeks") }} uker.',
        '[Alle studiene]{.group of="included" where="sex == women"} sier det.',
    ],
)
def test_a_paragraph_that_names_a_study_or_speaks_of_all_belongs(
    edit: Make, paragraph: str
) -> None:
    assert untold(edit, paragraph) == []
