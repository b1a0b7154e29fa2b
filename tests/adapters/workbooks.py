"""Small workbooks of each kind, made by hand so that they can also be made wrong."""

import io
import struct
import zipfile

SECTOR = 512
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def xls(rows, *, locked=False):
    """Return a BIFF8 workbook of one sheet; cells are str, int or float."""
    return compound("Workbook", _biff(rows, locked=locked))


def compound(stream, content):
    """Return an OLE2 file that holds one stream, as .xls and locked files do."""
    content = content.ljust(max(4096, -(-len(content) // SECTOR) * SECTOR), b"\0")
    sectors = len(content) // SECTOR
    table = [TABLE, END, *range(3, sectors + 2), END]
    table += [FREE] * (SECTOR // 4 - len(table))
    directory = _entry("Root Entry", 5, 1, END, 0) + _entry(
        stream, 2, FREE, 2, len(content)
    )
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        bytes(16),
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        bytes(6),
        0,
        1,
        1,
        0,
        4096,
        END,
        0,
        END,
        0,
        0,
    )
    header += b"\xff" * (SECTOR - len(header))
    return b"".join(
        [
            header,
            struct.pack(f"<{len(table)}I", *table),
            directory.ljust(SECTOR, b"\0"),
            content,
        ]
    )


def _entry(name, kind, child, start, size):
    raw = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        raw,
        len(raw),
        kind,
        1,
        FREE,
        FREE,
        child,
        bytes(16),
        0,
        0,
        0,
        start,
        size,
    )


def _record(kind, body=b""):
    return struct.pack("<HH", kind, len(body)) + body


def _biff(rows, *, locked):
    name = "Sheet1"
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0x0DBB, 0x07CC, 0, 6))
    if locked:
        head += _record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
    sheet_at = len(head) + 4 + 8 + len(name) + 4
    bound = struct.pack("<IHBB", sheet_at, 0, len(name), 0) + name.encode()
    cells = b"".join(
        _cell(y, x, value)
        for y, row in enumerate(rows)
        for x, value in enumerate(row)
        if value is not None
    )
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0x0DBB, 0x07CC, 0, 6))
    return (
        head
        + _record(0x0085, bound)
        + _record(0x000A)
        + sheet
        + cells
        + _record(0x000A)
    )


def _cell(y, x, value):
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x0204, struct.pack("<HHHHB", y, x, 0, len(text) // 2, 1) + text)
    return _record(0x0203, struct.pack("<HHHd", y, x, 0, value))


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


def ods(rows, *, kind="spreadsheet", locked=False):
    """Return an OpenDocument workbook; cells are str, int or float."""
    body = "".join(
        "<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>"
        for row in rows
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        f'xmlns:office="{OFFICE}office:1.0" xmlns:table="{OFFICE}table:1.0" '
        f'xmlns:text="{OFFICE}text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Sheet1">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        f'xmlns:manifest="{OFFICE}manifest:1.0">'
        f"{'<manifest:encryption-data/>' if locked else ''}</manifest:manifest>"
    )
    return packed(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "META-INF/manifest.xml": manifest,
            "content.xml": content,
        }
    )


def _ods_cell(value):
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        return (
            '<table:table-cell office:value-type="string">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}">'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def xlsx(cells):
    """Return an Excel workbook from cells by name: ``{"A1": "Họ tên", "B1": 5}``."""
    body = "".join(
        f'<row r="{"".join(filter(str.isdigit, place))}">{_xlsx_cell(place, value)}</row>'
        for place, value in cells.items()
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{rels}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rels}"><sheets>'
            '<sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}'
            f'/relationships"><Relationship Id="r1" Type="{rels}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>'
            f"{body}</sheetData></worksheet>",
        }
    )


def _xlsx_cell(place, value):
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def packed(parts):
    """Return a zip of named parts, text or bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()
