"""Formulas of computed numbers: each has an id, and names for what it is of.

The words for it are in ENGLISH, for the terminal, and in the labels of each language, for a reader;
a formula without words cannot be made. What is in words is never read back.
"""

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ENGLISH: Mapping[str, str] = {
    "searches": "number of searches",
    "searches_in_database": "number of searches in {database}",
    "searches_read": "number of searches in which abstracts were read",
    "searches_few_hits": "number of searches with at most method.hits_limit hits",
    "searches_few_hits_unread": (
        "number of searches with at most method.hits_limit hits in which no abstract was read"
    ),
    "sum": "sum of {count} over all searches",
    "sum_in_database": "sum of {count} over the searches in {database}",
    # Of the first session in a database that was searched again.
    "searches_in_session": "number of searches in the first session in {database}",
    "sum_final": "sum of {count} over the final searches",
    "sum_final_in_database": "sum of {count} over the final searches in {database}",
    "sum_in_session": "sum of {count} over the searches in the first session in {database}",
    "sum_read": "sum of {count} over the searches in which abstracts were read",
    "databases": "number of databases",
    "duplicates": "sum of the records removed as duplicates",
    "studies": "number of study records",
    "reports": "number of reports of the included studies",
    "studies_by_status": "number of studies with status {status}",
    "studies_by_reason": "number of excluded studies with reason_category {reason}",
    # Of exports and decisions.
    "records_in_exports": "number of records in the exports of {database}",
    "duplicates_in_exports": "number of records of {database} of works that were there before",
    "screened_in_exports": "number of works that {database} gave first",
    "records_in_all_exports": "number of records in all exports",
    "duplicates_in_all_exports": "number of records of works that were there before",
    "screened_in_all_exports": "number of works in all exports",
    "works_sought": "number of works that went on from titles and abstracts",
    "works_not_retrieved": "number of works whose report could not be had",
    "works_assessed": "number of works that were read in full and decided on",
    "works_excluded": "number of works that were excluded at full text",
    "works_included": "number of works that were included at full text",
    "screeners": "number of people who screened",
    "screening_both": "number of works that both screeners decided on at {stage}",
    "screening_agreed": "number of works on which both decided alike at {stage}",
    "screening_differed": "number of works on which they decided differently at {stage}",
    "screening_agreement": "share of works on which both decided alike at {stage}",
    "screening_kappa": "Cohen's kappa at {stage}, of the table {table}",
    "screening_kappa_error": "standard error of kappa at {stage}, of the table {table}",
    "screening_kappa_low": "lower end of the 95 % interval of kappa at {stage}, of {table}",
    "screening_kappa_high": "upper end of the 95 % interval of kappa at {stage}, of {table}",
    "difference": "{start} - {end}",
    "share": "{part} / {whole}",
    # What came from some of the databases.
    "part": "{key}, in {source}",
    "sum_from": "sum of {count} over all searches, in {source}",
    "sum_read_from": "sum of {count} over the searches in which abstracts were read, in {source}",
    "studies_from": "number of study records, in {source}",
    "studies_by_status_from": "number of studies with status {status}, in {source}",
    "studies_by_reason_from": (
        "number of excluded studies with reason_category {reason}, in {source}"
    ),
    # What came from the new searches of a revised edition.
    "searches_new": "number of searches, in new",
    "searches_read_new": "number of searches in which abstracts were read, in new",
    "sum_new": "sum of {count} over all searches, in new",
    "sum_read_new": "sum of {count} over the searches in which abstracts were read, in new",
    "studies_new": "number of study records, in new",
    "studies_by_status_new": "number of studies with status {status}, in new",
    "studies_by_reason_new": "number of excluded studies with reason_category {reason}, in new",
    "databases_anew": "number of databases searched anew",
    # A revised edition against the one before it.
    "previous_included": "number of studies included in the previous edition",
    "newly_included": "number of studies included, not included in the previous edition",
    "reassessed": (
        "number of studies of earlier searches included, not included in the previous edition"
    ),
    "left": "number of studies included in the previous edition, not now",
    "withdrawn": "number of studies included in the previous edition, withdrawn now",
    "reversed": "number of studies included in the previous edition, excluded now",
    "reversed_by_reason": (
        "number of studies included in the previous edition, excluded now with reason_category "
        "{reason}"
    ),
    "kept": "edition.previous_included - edition.left",
    "total": "edition.kept + edition.new",
    # What the numbers of studies amount to.
    "effect": "{measure} of {outcome} in {study}",
    "pooled": "{measure} of {outcome}, pooled by {method}",
    "effect_studies": "number of studies put together on {outcome}",
    "appraised": "number of studies that {tool} judges as {verdict}, {domain}",
    "agreement": "share of the items of {tool} that two appraisers answered alike",
    "effect_directions": "number of studies on {outcome} that point to {way}",
    "effect_people": "number of people analysed in the studies on {outcome}",
}  # Each formula by its id; in braces, what it is of


def placeholders(sentence: str) -> set[str]:
    """The names in braces in a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@dataclass(frozen=True)
class Formula:
    """How a number is computed.

    Raises:
        ValueError: there are no words for it, or not for what it is of.
    """

    id: str  # one of ENGLISH; "" for one of a register that this code did not make
    # what it is of, by the names in braces: ``{"count": "hits", "database": "medline"}``
    of: Mapping[str, str] = field(default_factory=dict)
    said: str = ""  # the words that stand in such a register

    def __post_init__(self) -> None:
        if self.id and (self.id not in ENGLISH or placeholders(ENGLISH[self.id]) != set(self.of)):
            raise ValueError(f"no words for the formula {self.id} of {sorted(self.of)}")

    def __str__(self) -> str:
        return ENGLISH[self.id].format(**self.of) if self.id else self.said

    @property
    def json(self) -> Any:
        """The formula as the register has it: ``{"id": "sum", "count": "hits"}``."""
        return {"id": self.id, **self.of} if self.id else self.said


def read(json: Any) -> Formula | None:
    """The formula that a register has; None where it has none.

    Registers of before formulas had ids have a sentence, and those of a later code may have ids
    that are not known here: both are shown as they stand.
    """
    if not json:
        return None
    if isinstance(json, Mapping):
        name, of = str(json.get("id", "")), {k: str(v) for k, v in json.items() if k != "id"}
        try:
            return Formula(name, of)
        except ValueError:
            return Formula("", said=" ".join([name, *of.values()]))
    return Formula("", said=str(json))


def part(formula: Formula | None, key: str, source: str) -> Formula:
    """The formula of what a number has from some of the databases.

    Args:
        formula: that of the whole number, if it has one.
        key: the key of the whole number.
        source: what the databases are called, a word of the labels; ``new``: the new searches.
    """
    if formula and source == "new" and f"{formula.id}_new" in ENGLISH:
        return Formula(f"{formula.id}_new", formula.of)
    if formula and source != "new" and f"{formula.id}_from" in ENGLISH:
        return Formula(f"{formula.id}_from", {**formula.of, "source": source})
    return Formula("part", {"key": key, "source": source})
