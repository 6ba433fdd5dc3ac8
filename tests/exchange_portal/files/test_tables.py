"""Tables as people's programs save them, and files that only look like tables."""

import io
import zipfile

import pytest

from exchange_portal.files import office, sheets
from exchange_portal.files.refusals import FileRefused
from exchange_portal.files.tables import Line, read_table, write_csv

TABLE = [Line(1, ["Namn", "Ort"]), Line(3, ["Åsa; Ek", "Örebro"])]
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = f"""<workbook xmlns="{SHEET}"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
<sheet name="Dold" sheetId="1" state="hidden" r:id="rId1"/>
<sheet name="Folk" sheetId="2" r:id="rId2"/></sheets></workbook>"""
RELATIONS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="x" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="x" Target="/xl/worksheets/sheet2.xml"/></Relationships>"""
STRINGS = f"""<sst xmlns="{SHEET}"><si><t>Namn</t></si><si><r><t>Åsa; </t></r><r><t>Ek</t></r>
<rPh sb="0" eb="1"><t>åsa</t></rPh></si></sst>"""
CELLS = f"""<worksheet xmlns="{SHEET}"><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Ort</t></is></c></row>
<row r="2"><c r="A2"/></row>
<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" t="str"><f>HYPERLINK("x")</f><v>Örebro</v></c>
<c r="D3"><v>46054</v></c><c r="E3" t="e"><v>#REF!</v></c></row></sheetData></worksheet>"""

ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


def workbook(**parts: str) -> io.BytesIO:
    """With another text for some of the parts, by the names of their files."""
    kept = {
        "[Content_Types].xml": office.TYPES["xlsx"] + ".main+xml",
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS,
        "xl/sharedStrings.xml": STRINGS,
        "xl/worksheets/sheet1.xml": CELLS.replace("Örebro", "Dolt"),
        "xl/worksheets/sheet2.xml": CELLS,
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in kept.items():
            last = name.rpartition("/")[2].partition(".")[0]
            archive.writestr(name, parts.get(last, text))
    file.seek(0)
    return file


@pytest.mark.parametrize(
    "data",
    [
        'Namn;Ort\r\n\r\n"Åsa; Ek";Örebro\r\n'.encode("cp1252"),
        '\ufeffNamn,Ort\n,\n"Åsa; Ek",Örebro'.encode(),
        'Namn\tOrt\n\t\n"Åsa; Ek"\tÖrebro\n'.encode("utf-16"),
        "Namn;Ort\r\r'=Åsa;x\r".replace("'=Åsa;x", '"Åsa;\u00a0 Ek";Örebro').encode(),
    ],
    ids=["Excel in Windows", "UTF-8 with commas", "Unicode text", "old Mac"],
)
def test_csv_is_read_however_it_was_saved(data: bytes) -> None:
    assert read_table(io.BytesIO(data)) == TABLE


def test_the_first_sheet_that_is_shown_is_read() -> None:
    last = Line(3, ["Åsa; Ek", "Örebro", "", "46054", ""])

    assert read_table(workbook()) == [TABLE[0], last]


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (
            workbook(sheet2='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
            "cell",
        ),
        (workbook(sheet2="<worksheet><row>"), "går inte att läsa"),
        (workbook(workbook="<workbook/>"), "går inte att läsa"),
        (workbook(sheet2="x" * 70_000_000), "mycket mer"),
        (io.BytesIO(office.ZIP + b"nothing"), "skadad"),
        (io.BytesIO(b"\xd0\xcf\x11\xe0old"), "xls-fil"),
        (io.BytesIO(b"a;b\n" * 1_500_000), "för stor"),
        (io.BytesIO(b"a;b\n" * 10_001), "fler än 10000 rader"),
        (io.BytesIO(b"a;\0;b\n"), "inte att läsa"),
        (workbook(workbook='<workbook><sheet name="Folk"/></workbook>'), "går inte att läsa"),
        (io.BytesIO(b'sep="\na;b\n'), "går inte att läsa"),
    ],
    ids=[
        *("entity", "broken", "no sheet", "bomb", "no zip", "xls", "large", "long", "binary"),
        *("a sheet that is nowhere", "no delimiter"),
    ],
)
def test_what_is_no_table_is_refused_in_words(file: io.BytesIO, why: str) -> None:
    with pytest.raises(FileRefused, match=why):
        read_table(file)


def test_a_sheet_of_nothing_but_tags_is_read_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty megabytes of them are twelve million, and half a minute."""
    monkeypatch.setattr(sheets, "MOST_ELEMENTS", 50)

    with pytest.raises(FileRefused, match="för stort"):
        read_table(workbook(sharedStrings=f"<sst>{'<si/>' * 60}</sst>"))


def test_what_is_written_is_no_formula_and_reads_back() -> None:
    written = write_csv([["Namn", "Ort"], ["=1+1", "@a"], ["Åsa; Ek", "Örebro"]])

    assert written.decode("utf-8-sig").splitlines()[1] == "'=1+1;'@a"
    assert read_table(io.BytesIO(written))[1:] == [
        Line(2, ["=1+1", "@a"]),
        Line(3, ["Åsa; Ek", "Örebro"]),
    ]
