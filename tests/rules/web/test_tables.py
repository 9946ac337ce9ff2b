"""Rows that a narrow screen shows as blocks: each cell with its head, each with the role a block would lose."""

from markupsafe import Markup

from app.web.tables import labelled


def test_every_cell_knows_its_head_row_by_row() -> None:
    rows = Markup('<tr class="is-marked"><th scope="row">10:00</th><td>A</td></tr>\n<tr><td>B</td><td>C</td></tr>')
    assert labelled(rows, ["時刻", "番号"]) == (
        '<tr role="row" class="is-marked"><th role="rowheader" data-label="時刻" scope="row">10:00</th>'
        '<td role="cell" data-label="番号">A</td></tr>\n'
        '<tr role="row"><td role="cell" data-label="時刻">B</td><td role="cell" data-label="番号">C</td></tr>'
    )


def test_a_head_without_words_writes_none_and_one_with_tags_only_its_words() -> None:
    found = labelled(Markup("<tr><td>A</td><td>B</td></tr>"), ["", Markup('<a href="/x">5月13日</a>')])
    assert found == '<tr role="row"><td role="cell">A</td><td role="cell" data-label="5月13日">B</td></tr>'


def test_a_head_is_escaped_and_other_tags_are_left_alone() -> None:
    rows = Markup("<tr><td><time>A</time><th-x></th-x></td></tr>")
    expected = '<tr role="row"><td role="cell" data-label="&#34;&lt;"><time>A</time><th-x></th-x></td></tr>'
    assert labelled(rows, ['"<']) == expected
