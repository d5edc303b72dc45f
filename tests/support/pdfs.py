"""Makers of nasty PDFs: each writes one trouble that real files have, and nothing else."""

from itertools import pairwise
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen import canvas


def letters(path: Path, count: int = 1, word: str = "Page", size=(612, 792)) -> Path:
    """Plain pages, each with a large "<word> <number>" in its upper left and a black box."""
    drawing = canvas.Canvas(str(path), pagesize=size, invariant=1)
    for number in range(1, count + 1):
        drawing.setFont("Helvetica", 24)
        drawing.drawString(size[0] * 0.1, size[1] * 0.85, f"{word} {number}")
        drawing.rect(size[0] * 0.1, size[1] * 0.6, size[0] * 0.3, size[1] * 0.1, fill=1)
        drawing.showPage()
    drawing.save()
    return path


def changed(path: Path, change, count: int = 1, **save) -> Path:
    """Plain pages after ``change(pdf)``."""
    plain = letters(path.with_suffix(".plain"), count)
    with pikepdf.open(plain) as pdf:
        change(pdf)
        pdf.save(path, fix_metadata_version=False, **save)
    plain.unlink()
    return path


def locked(path: Path, user: str = "", owner: str = "owner", revision: int = 6) -> Path:
    """Encrypted; with an empty user password it opens for reading."""
    lock = pikepdf.Encryption(user=user, owner=owner, R=revision)
    return changed(path, lambda pdf: None, 2, encryption=lock)


def truncated(path: Path, keep: float = 0.6, count: int = 4) -> Path:
    """Cut off, so that the table of contents at its end is missing."""
    data = letters(path, count).read_bytes()
    path.write_bytes(data[: int(len(data) * keep)])
    return path


def wrong_startxref(path: Path) -> Path:
    """Its last line points at the wrong place."""
    data = letters(path, 2).read_bytes()
    at = data.rindex(b"startxref")
    path.write_bytes(data[:at] + b"startxref\n12\n%%EOF\n")
    return path


def junk_before(path: Path) -> Path:
    """Lines of a web server in front of the file."""
    data = letters(path, 2).read_bytes()
    path.write_bytes(b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" + data)
    return path


def named_links(path: Path, *, old_style: bool = False) -> Path:
    """Page 1 links by the name "section.1" to page 3, and to a web page, a program, a script."""

    def change(pdf):
        place = Array([pdf.pages[2].obj, Name.XYZ, 72, 700, 0])
        if old_style:
            pdf.Root["/Dests"] = Dictionary({"/section.1": Dictionary(D=place)})
        else:
            names = Array([String("section.1"), pdf.make_indirect(Dictionary(D=place))])
            leaf = pdf.make_indirect(Dictionary(Names=names, Limits=Array(["section.1"] * 2)))
            pdf.Root["/Names"] = Dictionary(Dests=Dictionary(Kids=Array([leaf])))
        name = Name("/section.1") if old_style else String("section.1")
        actions = (
            Dictionary(S=Name.GoTo, D=name),
            Dictionary(S=Name.URI, URI=String("https://example.org/plan")),
            Dictionary(S=Name.Launch, F=String("cmd.exe")),
            Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")),
            Dictionary(S=Name.URI, URI=String("file:///etc/passwd")),
            Dictionary(S=Name.GoTo, D=String("nowhere")),
        )
        pdf.pages[0].obj["/Annots"] = Array(
            [
                pdf.make_indirect(
                    Dictionary(
                        Type=Name.Annot,
                        Subtype=Name.Link,
                        Rect=Array([72, 100 + 40 * at, 200, 120 + 40 * at]),
                        A=action,
                    )
                )
                for at, action in enumerate(actions)
            ]
        )

    return changed(path, change, 3)


def filled_form(
    path: Path, value: str, *, is_drawn: bool, asks_for_drawing: bool = False, name: str = "name"
) -> Path:
    """A text field with a value, with or without its picture."""

    def change(pdf):
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        resources = Dictionary(Font=Dictionary(Helv=pdf.make_indirect(font)))
        field = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String(name),
            V=String(value),
            DA=String("/Helv 24 Tf 0 g"),
            Rect=Array([100, 300, 500, 340]),
            F=4,
            P=pdf.pages[0].obj,
        )
        if is_drawn:
            picture = pdf.make_stream(f"/Tx BMC BT /Helv 24 Tf 4 8 Td ({value}) Tj ET EMC".encode())
            picture["/Type"], picture["/Subtype"] = Name.XObject, Name.Form
            picture["/BBox"], picture["/Resources"] = Array([0, 0, 400, 40]), resources
            field["/AP"] = Dictionary(N=picture)
        field = pdf.make_indirect(field)
        pdf.pages[0].obj["/Annots"] = Array([field])
        pdf.Root["/AcroForm"] = Dictionary(Fields=Array([field]), DR=resources)
        if asks_for_drawing:
            pdf.Root["/AcroForm"]["/NeedAppearances"] = True

    return changed(path, change)


def stamped(path: Path, *, is_drawn: bool = True) -> Path:
    """A stamp annotation with its picture, and a highlight that has none."""

    def change(pdf):
        stamp = pdf.make_stream(b"1 0 0 rg 0 0 200 60 re f")
        stamp["/Type"], stamp["/Subtype"] = Name.XObject, Name.Form
        stamp["/BBox"] = Array([0, 0, 200, 60])
        marks = [
            Dictionary(
                Subtype=Name.Stamp,
                Rect=Array([300, 100, 500, 160]),
                F=4,
                AP=Dictionary(N=stamp),
            ),
            Dictionary(
                Subtype=Name.Highlight,
                Rect=Array([60, 660, 260, 720]),
                QuadPoints=Array([60, 720, 260, 720, 60, 660, 260, 660]),
                C=Array([1, 1, 0]),
                F=4,
            ),
            Dictionary(
                Subtype=Name.Text, Rect=Array([500, 700, 520, 720]), Contents=String("see me"), F=4
            ),
        ]
        pdf.pages[0].obj["/Annots"] = Array([pdf.make_indirect(mark) for mark in marks])

    return changed(path, change)


def scripted(path: Path) -> Path:
    """Scripts when it opens, in its names and on a page."""

    def change(pdf):
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert('hi')"))
        pdf.Root["/OpenAction"] = script
        pdf.Root["/AA"] = Dictionary(WC=script)
        names = Dictionary(Names=Array([String("a"), script]))
        pdf.Root["/Names"] = Dictionary(JavaScript=names)
        pdf.pages[0].obj["/AA"] = Dictionary(O=script)

    return changed(path, change)


def with_attachment(path: Path, *, is_portfolio: bool = False) -> Path:
    """A file inside the file."""

    def change(pdf):
        pdf.attachments["notes.txt"] = b"secret notes"
        if is_portfolio:
            pdf.Root["/Collection"] = Dictionary(Type=Name.Collection)

    return changed(path, change)


def xfa_waiting(path: Path) -> Path:
    """A form that only Acrobat shows; all others see one page of "Please wait..."."""
    drawing = canvas.Canvas(str(path.with_suffix(".plain")), invariant=1)
    drawing.drawString(72, 700, "Please wait... If this message is not eventually replaced")
    drawing.save()
    with pikepdf.open(path.with_suffix(".plain")) as pdf:
        form = pdf.make_stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
        pdf.Root["/AcroForm"] = Dictionary(Fields=Array([]), XFA=form)
        pdf.save(path)
    return path


def signed(path: Path) -> Path:
    """A signature field with a (worthless) signature and its look."""

    def change(pdf):
        look = pdf.make_stream(b"0 0 1 rg 0 0 150 50 re f")
        look["/Type"], look["/Subtype"] = Name.XObject, Name.Form
        look["/BBox"] = Array([0, 0, 150, 50])
        value = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=String("00"))
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=String("sign"),
                V=value,
                Rect=Array([100, 200, 250, 250]),
                F=4,
                AP=Dictionary(N=look),
            )
        )
        pdf.pages[0].obj["/Annots"] = Array([field])
        pdf.Root["/AcroForm"] = Dictionary(Fields=Array([field]), SigFlags=3)

    return changed(path, change)


def odd_outline(path: Path) -> Path:
    """Bookmarks: good and nested, encoded, to nowhere, to another file, in a ring."""

    def change(pdf):
        pages = [page.obj for page in pdf.pages]
        item = pdf.make_indirect
        good = item(
            Dictionary(
                Title=String("R\u00e9sum\u00e9 \u4e2d"), Dest=Array([pages[1], Name.XYZ, 0, 700, 0])
            )
        )
        child = item(
            Dictionary(
                Title=String("Below"), Parent=good, A=Dictionary(S=Name.GoTo, D=String("there"))
            )
        )
        good["/First"] = good["/Last"] = child
        null = item(Dictionary(Title=String("Null"), Dest=Array([None, Name.Fit])))
        remote = Dictionary(S=Name.GoToR, F=String("other.pdf"), D=Array([0, Name.Fit]))
        other = item(Dictionary(Title=String("Other file"), A=remote))
        last = item(Dictionary(Title=String("Last"), Dest=Array([2, Name.Fit])))
        items = [good, null, other, last]
        for one, two in pairwise(items):
            one["/Next"] = two
        last["/Next"] = good
        pdf.Root["/Outlines"] = item(Dictionary(First=good, Last=last, Count=4))
        names = Array([String("there"), Array([pages[2], Name.Fit])])
        pdf.Root["/Names"] = Dictionary(Dests=Dictionary(Names=names))

    return changed(path, change, 3)


def hidden_layer(path: Path) -> Path:
    """A layer that is switched off and holds a black box over most of the page."""

    def change(pdf):
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Hidden")))
        page = pdf.pages[0]
        page.Resources["/Properties"] = Dictionary(Off=layer)
        page.contents_add(b"/OC /Off BDC 0 g 50 50 500 400 re f EMC")
        pdf.Root["/OCProperties"] = Dictionary(
            OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
        )

    return changed(path, change)


def raw(path: Path, *objects: str, root: int = 1) -> Path:
    """A file of hand-written objects, numbered from 1, with a right table at its end."""
    out = bytearray(b"%PDF-1.4\n")
    starts = []
    for number, body in enumerate(objects, start=1):
        starts.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    at = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for start in starts:
        out += f"{start:010d} 00000 n \n".encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root {root} 0 R >>\n".encode()
    out += f"startxref\n{at}\n%%EOF\n".encode()
    path.write_bytes(bytes(out))
    return path


def content(drawing: str) -> str:
    """A stream object's body."""
    return f"<< /Length {len(drawing)} >>\nstream\n{drawing}\nendstream"


BOX = content("0 g 100 500 200 100 re f")


def odd_page(path: Path, entries: str, tree_entries: str = "") -> Path:
    """One page with a black box and these page (and page tree) entries, nothing else."""
    return raw(
        path,
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [3 0 R] /Count 1 {tree_entries} >>",
        f"<< /Type /Page /Parent 2 0 R /Contents 4 0 R {entries} >>",
        BOX,
    )


def deep_tree(path: Path, depth: int = 300) -> Path:
    """A page at the end of a chain of page tree nodes."""
    nodes = [
        f"<< /Type /Pages /Kids [{at + 3} 0 R] /Count 1"
        + (f" /Parent {at + 1} 0 R" if at else "")
        + " >>"
        for at in range(depth)
    ]
    page = (
        f"<< /Type /Page /Parent {depth + 1} 0 R /Contents {depth + 3} 0 R "
        "/MediaBox [0 0 612 792] >>"
    )
    return raw(path, "<< /Type /Catalog /Pages 2 0 R >>", *nodes, page, BOX)


def lying_count(path: Path, says: int) -> Path:
    """Two pages, and a page tree that says another number."""
    return raw(
        path,
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count {says} /MediaBox [0 0 612 792] >>",
        "<< /Type /Page /Parent 2 0 R /Contents 5 0 R >>",
        "<< /Type /Page /Parent 2 0 R /Contents 5 0 R >>",
        BOX,
    )


def no_pages(path: Path) -> Path:
    """A sound file of no pages."""
    return raw(path, "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>")


def doubling_form(path: Path, depth: int = 40) -> Path:
    """A form whose fields share their branches: 2^depth ways to walk it."""
    first = 5
    fields = [f"<< /Kids [{first + at + 1} 0 R {first + at + 1} 0 R] >>" for at in range(depth)]
    return raw(
        path,
        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 612 792] >>",
        BOX,
        *fields,
        "<< /FT /Tx /T (end) >>",
    )
