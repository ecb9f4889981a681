"""The closed vocabulary of the RDF export: a misspelt term is an attribute error, not a silent triple.

`ontology.ttl` defines what is in `LW`; a test holds the two against each other both ways.
"""

# ruff: noqa: N815 (the names are the ontologies')

from __future__ import annotations

import re
from functools import lru_cache

from pyoxigraph import NamedNode

from graph.model import ENTITY_TYPES, RELATIONS, FieldName

DEFAULT_BASE = "https://w3id.org/litweave/"
"""What data IRIs begin with unless the user sets another base."""

LW_NAMESPACE = "https://w3id.org/litweave/ontology#"

KINDS = (
    "author",
    "authorship",
    "digest",
    "activity",
    "entity",
    "evidence",
    "paper",
    "result",
    "row",
    "statement",
)
"""First part of every reference; each has a prefix of its own, so that no local name needs escaping."""

FOREIGN_NAMESPACES = {
    "dcterms": "http://purl.org/dc/terms/",
    "fabio": "http://purl.org/spar/fabio/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_BASE = re.compile(r"""https?://[A-Za-z0-9][A-Za-z0-9.-]*(:\d{1,5})?/([^\s<>"{}|\\^`]*[/#])?""")
_LOCAL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?")


class BaseIriError(ValueError):
    """The base of the data's IRIs is no absolute http(s) IRI ending in `/` or `#`."""

    def __init__(self, base: str) -> None:
        super().__init__(f"{base!r} cannot be a base: it must be an absolute http(s) IRI ending in / or #")


def checked_base(base: str) -> str:
    """Return `base` if data IRIs can begin with it; raise `BaseIriError` if not."""
    if not _BASE.fullmatch(base):
        raise BaseIriError(base)
    try:
        NamedNode(base)
    except ValueError as error:
        raise BaseIriError(base) from error
    return base


def prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """Return the prefixes of every export and query, sorted by name. Raises `BaseIriError`."""
    kinds = {kind: f"{checked_base(base)}{kind}/" for kind in KINDS}
    return dict(sorted({"lw": LW_NAMESPACE, **FOREIGN_NAMESPACES, **kinds}.items()))


class Shortener:
    """Writes IRIs with the prefixes of one base."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        self._prefix_of = {namespace: prefix for prefix, namespace in prefixes(base).items()}

    def short(self, iri: str) -> str | None:
        """Return `prefix:local`, or None if no prefix fits or the local part would need escapes."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefix_of.get(iri[:cut])
        if prefix is None or not _LOCAL.fullmatch(iri, cut):
            return None
        return f"{prefix}:{iri[cut:]}"


@lru_cache(maxsize=256)
def _lw(name: str) -> NamedNode:
    return NamedNode(LW_NAMESPACE + name)


class LW:
    """Litweave's own classes, properties and individuals."""

    Paper = _lw("Paper")
    Author = _lw("Author")
    Authorship = _lw("Authorship")
    Entity = _lw("Entity")
    Model = _lw("Model")
    Dataset = _lw("Dataset")
    Benchmark = _lw("Benchmark")
    Technique = _lw("Technique")
    Task = _lw("Task")
    Metric = _lw("Metric")
    Result = _lw("Result")
    Assertion = _lw("Assertion")
    Evidence = _lw("Evidence")
    Digest = _lw("Digest")
    Row = _lw("Row")

    introduces = _lw("introduces")
    mentions = _lw("mentions")
    authoredBy = _lw("authoredBy")
    hasTask = _lw("hasTask")
    hasCode = _lw("hasCode")
    uses = _lw("uses")
    extends = _lw("extends")
    trainedOn = _lw("trainedOn")
    evaluatedOn = _lw("evaluatedOn")
    comparedWith = _lw("comparedWith")
    variantOf = _lw("variantOf")
    broader = _lw("broader")
    mainType = _lw("mainType")
    inDigest = _lw("inDigest")

    paper = _lw("paper")
    author = _lw("author")
    position = _lw("position")
    authorCoverage = _lw("authorCoverage")

    subject = _lw("subject")
    benchmark = _lw("benchmark")
    metric = _lw("metric")
    over = _lw("over")
    reportedIn = _lw("reportedIn")
    valueText = _lw("valueText")
    low = _lw("low")
    high = _lw("high")
    comparator = _lw("comparator")
    unit = _lw("unit")
    kind = _lw("kind")
    setting = _lw("setting")
    direction = _lw("direction")

    belief = _lw("belief")
    firstSeen = _lw("firstSeen")
    lastSeen = _lw("lastSeen")

    supports = _lw("supports")
    field = _lw("field")
    start = _lw("start")
    end = _lw("end")
    quote = _lw("quote")
    marks = _lw("marks")
    rule = _lw("rule")
    confidence = _lw("confidence")

    titleText = _lw("titleText")
    summaryText = _lw("summaryText")
    authorsText = _lw("authorsText")
    classificationText = _lw("classificationText")
    linksText = _lw("linksText")

    litweave = _lw("litweave")
    languageModel = _lw("languageModel")


ENTITY_CLASS: dict[str, NamedNode] = {name: getattr(LW, name) for name in ENTITY_TYPES}
RELATION: dict[str, NamedNode] = {name: getattr(LW, name) for name in RELATIONS}
FIELD_TEXT: dict[FieldName, NamedNode] = {
    "title": LW.titleText,
    "summary": LW.summaryText,
    "authors": LW.authorsText,
    "classification": LW.classificationText,
    "links": LW.linksText,
}


def _foreign(prefix: str, name: str) -> NamedNode:
    return NamedNode(FOREIGN_NAMESPACES[prefix] + name)


class FOREIGN:
    """The terms of other vocabularies that the export writes, and no more of them."""

    rdf_type = _foreign("rdf", "type")
    rdf_Statement = _foreign("rdf", "Statement")
    rdf_subject = _foreign("rdf", "subject")
    rdf_predicate = _foreign("rdf", "predicate")
    rdf_object = _foreign("rdf", "object")
    rdfs_label = _foreign("rdfs", "label")
    rdfs_seeAlso = _foreign("rdfs", "seeAlso")
    skos_prefLabel = _foreign("skos", "prefLabel")
    skos_altLabel = _foreign("skos", "altLabel")
    skos_hiddenLabel = _foreign("skos", "hiddenLabel")
    dcterms_title = _foreign("dcterms", "title")
    dcterms_isReplacedBy = _foreign("dcterms", "isReplacedBy")
    dcterms_date = _foreign("dcterms", "date")
    fabio_hasArXivId = _foreign("fabio", "hasArXivId")
    foaf_name = _foreign("foaf", "name")
    foaf_page = _foreign("foaf", "page")
    prov_Entity = _foreign("prov", "Entity")
    prov_Activity = _foreign("prov", "Activity")
    prov_used = _foreign("prov", "used")
    prov_wasAssociatedWith = _foreign("prov", "wasAssociatedWith")
    prov_wasAttributedTo = _foreign("prov", "wasAttributedTo")
    prov_wasDerivedFrom = _foreign("prov", "wasDerivedFrom")
    prov_wasGeneratedBy = _foreign("prov", "wasGeneratedBy")
    xsd_date = _foreign("xsd", "date")
    xsd_decimal = _foreign("xsd", "decimal")
    xsd_gYearMonth = _foreign("xsd", "gYearMonth")
    xsd_integer = _foreign("xsd", "integer")
