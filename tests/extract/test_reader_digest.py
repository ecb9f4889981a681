"""Markdown digests: every layout, and what real ones do to their tables."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.inputs import read_inputs, read_text
from extract.readers.digest import plain_title
from graph.model import Problem, Source

DATA = Path(__file__).resolve().parent.parent / "data" / "reading"
HEADER = "## Papers for 2024-05-08\n\n| Title | Authors | Summary |\n|---|---|---|\n"
LINK_HEADER = "## Papers for 2024-05-08\n\n| Title | Authors | Summary | Link |\n|---|---|---|---|\n"
TAIL = "(Read more on [arXiv](https://arxiv.org/abs/2405.04434) or [HuggingFace](https://huggingface.co/papers/2405.04434))"
LINK = "[Read more](https://arxiv.org/abs/2405.04434)"
ROW = f"| DeepSeek-V2 {TAIL}| Aixin Liu | It is sparse. |\n"


def read(text: str, file: str = "digest.md") -> tuple[list[Source], list[Problem]]:
    return read_text(text, file)


def only(text: str) -> Source:
    """Return the one row of a text that gives no problem."""
    sources, problems = read(text)
    assert not problems
    (source,) = sources
    return source


def test_three_columns_with_wraps_sections_and_empty_authors() -> None:
    sources, problems = read((DATA / "three_columns.md").read_text())
    assert not problems
    v2, lora, mamba = sources
    assert v2.title == ("DeepSeek-V2: A Strong, Economical, and Efficient Mixture-of-Experts Language Model")
    assert v2.summary.endswith("attention.  It activates 21B of 236B parameters for a token.")
    assert v2.links == "https://arxiv.org/abs/2405.04434 https://huggingface.co/papers/2405.04434"
    assert (lora.paper, lora.title) == (
        "2106.09685",
        "LoRA: Low-Rank Adaptation of Large Language Models",
    )
    assert lora.summary.endswith("the norm |BA| stays small.")
    assert (mamba.authors, mamba.digest, mamba.line) == ("", "2024-05-09", 15)
    assert (v2.digest, v2.line, lora.line) == ("2024-05-08", 7, 9)


def test_six_columns() -> None:
    sources, problems = read((DATA / "six_columns.md").read_text())
    assert not problems
    bench, sam = sources
    assert bench.title == r"$\infty$Bench: Extending Long Context Evaluation Beyond 100K Tokens"
    assert bench.summary.startswith("- âˆž-Bench has")
    assert bench.classification == "['Question Answering', 'Natural Language Processing']"
    assert bench.links == "https://arxiv.org/abs/2402.13718 https://github.com/OpenBMB/InfiniteBench"
    assert sam.links.split()[1:] == [
        "https://huggingface.co/facebook/sam-vit-huge",
        "https://huggingface.co/facebook/sam-vit-base",
    ]


def test_link_column_and_date_from_the_path() -> None:
    (source,) = read_inputs([DATA / "2024"]).sources
    assert (source.paper, source.digest) == ("2210.03629", "2024-09-05")
    assert source.title == "ReAct: Synergizing Reasoning and Acting in Language Models"


def test_columns_in_another_order_and_unknown_ones() -> None:
    header = "| Votes | SUMMARY | Code | authors | **Title** |\n|--:|---|---|---|---|\n"
    row = (
        "| 7 | Sparse and cheap. | https://github.com/deepseek-ai/DeepSeek-V2. | Aixin Liu | DeepSeek-V2 "
        + TAIL
    )
    source = only("# 2024-05-08\n" + header + row + "|\n")
    assert (source.title, source.authors, source.summary) == ("DeepSeek-V2", "Aixin Liu", "Sparse and cheap.")
    assert source.links.startswith("https://github.com/deepseek-ai/DeepSeek-V2 https://arxiv.org")


def test_header_without_outer_pipes() -> None:
    text = f"# 2024-05-08\n\nTitle | Authors | Summary\n---|---|---\nDeepSeek-V2 {TAIL} | A | Sparse |x|.\n"
    assert only(text).summary == "Sparse |x|."


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_line_ends_and_byte_order_mark(newline: str) -> None:
    text = "\ufeff" + (HEADER + f"| DeepSeek-V2:\n  sparse {TAIL}| A |\n  S one\n  and two |\n").replace(
        "\n", newline
    )
    source = only(text)
    assert (source.title, source.summary, source.line) == ("DeepSeek-V2: sparse", "S one and two", 5)


@pytest.mark.parametrize(
    ("row", "title", "authors", "summary"),
    [
        (f"| Norms |x| and |y| {TAIL}| A, B | Short. |", "Norms |x| and |y|", "A, B", "Short."),
        (f"| Norms {TAIL}|| Mean |G-1| of 2, I(a; b | c). |", "Norms", "", "Mean |G-1| of 2, I(a; b | c)."),
        (f"| Norms {TAIL}|  | Ends in |x| |", "Norms", "", "Ends in |x|"),
        (rf"| Norms \|x\| {TAIL}| A | P(a\|b), P(c|d). |", "Norms |x|", "A", "P(a|b), P(c|d)."),
        (f"| Norms\n  |x| in\n  print {TAIL}| A | S. |", "Norms |x| in print", "A", "S."),
        (f"| Norms {TAIL}| A | Of\n|x| and\n  |y| too. |", "Norms", "A", "Of |x| and |y| too."),
        (f"| Norms {TAIL}| A | One.\n\n- Two.\n\n- Three. |", "Norms", "A", "One. - Two. - Three."),
        (
            f"| Norms {TAIL}| A | See [x](http://a.b) | and |y|. |",
            "Norms",
            "A",
            "See [x](http://a.b) | and |y|.",
        ),
        (f"|Norms {TAIL}|A|S.|", "Norms", "A", "S."),
    ],
)
def test_pipes_and_wraps_inside_cells(row: str, title: str, authors: str, summary: str) -> None:
    source = only(HEADER + row + "\n")
    assert (source.title, source.authors, source.summary) == (title, authors, summary)


@pytest.mark.parametrize(
    ("row", "title", "summary"),
    [
        (f"| Norms | A | The |x| and P(a|b). | {LINK} |", "Norms", "The |x| and P(a|b)."),
        (f"| Norms |x| again | A | The |y|. | {LINK} |", "Norms |x| again", "The |y|."),
        ("| [Norms |x| here](https://arxiv.org/abs/2405.04434) | A | S. | N/A |", "Norms |x| here", "S."),
        (
            f"| Norms | A | See [x](http://a.b) | then |y|. | {LINK} |",
            "Norms",
            "See [x](http://a.b) | then |y|.",
        ),
    ],
)
def test_pipes_where_a_link_column_follows(row: str, title: str, summary: str) -> None:
    source = only(LINK_HEADER + row + "\n")
    assert (source.title, source.authors, source.summary) == (title, "A", summary)
    assert source.paper == "2405.04434"


def test_pipes_that_nothing_places_stay_in_the_summary_with_a_warning() -> None:
    sources, problems = read(LINK_HEADER + f"|Norms|A|B|C|{LINK}|\n")
    assert [(s.title, s.authors, s.summary) for s in sources] == [("Norms", "A", "B|C")]
    assert [(p.line, p.severity) for p in problems] == [(5, "warning")]


def test_missing_link_cell_with_pipes_in_the_summary() -> None:
    sources, problems = read(LINK_HEADER + f"| Norms {TAIL}| A | The |x| here. |\n")
    assert [s.summary for s in sources] == ["The |x| here."]
    assert "missing" in problems[0].reason


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        (f"Mamba {TAIL}", "Mamba"),
        ("[Mamba](https://arxiv.org/abs/2312.00752)", "Mamba"),
        ("[GPT-[n] and [o]](https://a.org/x_(y)) today", "GPT-[n] and [o] today"),
        ("Mamba – Read More on [arXiv](https://a.org)", "Mamba"),
        ("Do I read more on screens?", "Do I read more on screens?"),
        ("[Re] A code [8](13) and [x](not a link)", "[Re] A code [8](13) and [x](not a link)"),
        ("*S\\*: `Test` $x^2$*  twice", "*S\\*: `Test` $x^2$*  twice"),
    ],
)
def test_plain_title(cell: str, title: str) -> None:
    assert plain_title(cell) == title


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("| Only a title |", "too few cells"),
        (f"|  {TAIL}| A | S |", "no title"),
        ("| A | B |\n| C", "too few cells"),
    ],
)
def test_what_cannot_be_read_is_an_error_with_its_line(row: str, reason: str) -> None:
    sources, problems = read(HEADER + row + "\n" + ROW)
    assert len(sources) == 1
    assert {(p.severity, p.file) for p in problems} == {("error", "digest.md")}
    assert problems[0].line == 5
    assert reason in problems[0].reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (HEADER + "| Mamba | A | S. |\n", "no arXiv id"),
        (HEADER[27:] + ROW, "no date"),
        (HEADER + f"| Mamba {TAIL}| A |  |\n", "empty summary"),
        (HEADER + f"| Mamba {TAIL}| A | S", "cut off"),
        (LINK_HEADER + f"| Mamba {TAIL}| A | S |\n", "3 cells in a table of 4"),
    ],
)
def test_what_is_doubtful_is_read_with_a_warning(text: str, reason: str) -> None:
    sources, problems = read(text)
    assert len(sources) == 1
    assert [p.severity for p in problems] == ["warning"]
    assert reason in problems[0].reason


def test_without_arxiv_id_the_title_identifies_the_paper() -> None:
    first, second = read(HEADER + "| Mamba: Fast | A | S. |\n| mamba - fast | B | T. |\n")[0]
    assert first.paper == second.paper
    assert re.fullmatch("t-[0-9a-f]{16}", first.paper)


def test_rows_outside_a_table_of_papers() -> None:
    text = (
        "| a | b |\n" + HEADER + ROW + "Some prose.\n\n| Model | Score |\n|---|---|\n| x | 1 |\n\n| y | 2 |\n"
    )
    sources, problems = read(text)
    assert len(sources) == 1
    assert [(p.line, p.severity) for p in problems] == [
        (1, "error"),
        (7, "warning"),
        (9, "warning"),
        (13, "error"),
    ]


def test_prose_rules_and_fences_around_rows_are_no_rows() -> None:
    text = "Read | this\n\n```\n" + HEADER + ROW + "|---|---|---|\n" + ROW + "\n" + ROW + "```\n\nThe end.\n"
    sources, problems = read(text)
    assert len(sources) == 3
    assert not problems


def test_the_date_of_a_section_ends_with_it() -> None:
    text = HEADER.replace("\n\n", "\n\n### Highlights\n\n") + ROW + "\n## More\n\n" + HEADER[26:] + ROW
    sources, _ = read(text, "digests/2024-06-01.md")
    assert [s.digest for s in sources] == ["2024-05-08", "2024-06-01"]


CELL = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30).map(str.strip)
TITLE = CELL.filter(lambda cell: cell.strip("-: ") and "](" not in cell and "read more" not in cell.lower())
"""Rows of nothing but dashes are rules of the table."""


@given(st.lists(st.tuples(TITLE, CELL, CELL), min_size=1, max_size=5))
def test_what_was_written_is_read_back(rows: list[tuple[str, str, str]]) -> None:
    lines = ["| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |" for row in rows]
    sources, _ = read(HEADER + "\n".join(lines) + "\n")
    assert [(s.title, s.authors, s.summary) for s in sources] == rows


HOSTILE = st.lists(
    st.sampled_from(
        [
            "|",
            "\n",
            "\r",
            "\\",
            " ",
            "#",
            "-",
            "|---|",
            "[",
            "](http://x",
            ")",
            "(",
            "Title",
            "Summary",
            "Read more on [",
            "x",
        ]
    )
    | st.text(max_size=3)
).map("".join)


@given(HOSTILE)
def test_no_text_raises(text: str) -> None:
    read(text)
    read(HEADER + text)
    read(LINK_HEADER + text)


@pytest.mark.parametrize(
    "text",
    [
        HEADER + f"| T {TAIL}| A | {'a ' * 500_000} |",
        HEADER + f"| T {TAIL}| A | {'|' * 100_000} |",
        LINK_HEADER + "| T " + "| " * 100_000 + "|",
        HEADER + "| T\n" + "|x\n" * 100_000,
        HEADER + "| T\n\n|x\n\n" * 20_000,
        HEADER + "|" + "[" * 300_000 + "](http" * 50_000 + "| A | S |",
        HEADER + "|" + "[a](http://(" * 50_000 + "| A | S |",
        HEADER + "|" + "read more on [" * 50_000 + "| A | S |",
    ],
    ids=["long cell", "pipes", "blank cells", "open row", "gaps", "brackets", "links", "tails"],
)
def test_time_stays_linear(text: str) -> None:
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 5


@pytest.mark.needs("shared")
@pytest.mark.parametrize(("folder", "rows", "papers"), [("seeds", 72, 72), ("archive", 4904, 4894)])
def test_every_row_of_the_real_digests_is_read(shared: Path, folder: str, rows: int, papers: int) -> None:
    reading = read_inputs([shared / "digests" / folder])
    texts = [Path(file.path).read_text(encoding="utf-8") for file in reading.files]
    starts = [line for text in texts for line in text.split("\n") if re.match(r"\|(?!-| Title \|)", line)]
    ids = {found for text in texts for found in re.findall(r"arxiv\.org/abs/(\d+\.\d+)", text)}
    assert len(reading.sources) == len(starts) == rows
    assert {source.paper for source in reading.sources} == ids
    assert len(ids) == papers
    assert not reading.problems
    assert all(s.title and s.summary and s.digest and s.links for s in reading.sources)
    assert not [s for s in reading.sources if "read more" in s.title.lower() or "](" in s.title + s.authors]
