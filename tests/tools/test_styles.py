import pytest

from tools import styles


@pytest.fixture
def site(tmp_path):
    sheets = tmp_path / "ui" / "static" / "ui" / "css"
    pages = tmp_path / "ui" / "jinja2" / "ui"
    sheets.mkdir(parents=True)
    pages.mkdir(parents=True)
    (sheets / "tokens.css").write_text(":root { --red: #8c1c1c; --edge: 12px; }")
    (sheets / "card.css").write_text(
        ".card { border: 1px } .card--leaf { } .badge--good { } .is-open { }"
    )
    return tmp_path


def write(site, kind, text):
    place = {"sheet": "static/ui/css/new.css", "page": "jinja2/ui/new.html"}[kind]
    (site / "ui" / place).write_text(text)


def test_the_product_itself_has_no_fault():
    faults = styles.problems(styles.SOURCE)

    assert faults == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("sheet", ".a { color: #fff }"),
        ("sheet", ".a {\n  background: rgb(1 2 3)\n}"),
        ("sheet", ".a { color: white }"),
        ("sheet", ".a { margin: 3px }"),
        ("page", '<p style="color: red">'),
        ("page", '<a class="card" onclick="go()">'),
        ("page", '<p class="card-head">'),
        ("page", '<p class="card {% if a %}card--red{% endif %}">'),
        ("page", '<p class="badge badge--{{ tone }}">'),
        ("page", '<p class="card {{ "is-shut" if a else "is-open" }}">'),
        ("page", '{{ f.as_widget(attrs={"class": "inputt"}) }}'),
    ],
)
def test_each_planted_fault_is_named(site, kind, text):
    write(site, kind, text)

    faults = styles.problems(site)

    assert len(faults) == 1
    assert "new." in faults[0]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("sheet", "/* #fff and 40px in words */ .a { inset: 2px 0.5px }"),
        ("page", '{# class="nowhere" style="x" #}<p class="card">'),
        ("page", '<p class="card{% if a == "b" %} card--leaf{% endif %}">'),
        ("page", '<p class="card card--{{ kind }} {{ more }}">'),
        ("page", '<p class="card {{ "is-open" if a == "x" else "" }}">'),
        ("page", '<p class="{% if a %}card{% else %}is-open{% endif %}" data-on="1">'),
    ],
)
def test_what_is_allowed_stays_unnamed(site, kind, text):
    write(site, kind, text)

    assert styles.problems(site) == []


def test_fault_is_named_with_its_line(site):
    write(site, "page", '{# two\nlines #}\n<p class="nowhere">')

    assert styles.problems(site)[0].partition(".html")[2].startswith(":3: ")


def test_exit_tells_whether_there_are_faults(site, capsys):
    clean = styles.main([str(site)])
    write(site, "sheet", ".a { color: #fff }")
    spoilt = styles.main([str(site)])

    assert (clean, spoilt) == (0, 1)
    assert "tokens.css" in capsys.readouterr().out
