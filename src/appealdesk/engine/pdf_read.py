"""Reading a PDF's own objects as pypdf gives them, without pypdf's costly page objects."""

from collections.abc import Iterator

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from appealdesk.engine.pdf_out import entry

_DEEPEST = 100


def page_tree(root: DictionaryObject) -> Iterator[tuple[int, DictionaryObject]]:
    """The pages of a file in order, each with its object number (0 when it has none).

    Args:
        root: the catalog. A tree that is too deep or loops is cut off, never followed for ever.
    """
    stack: list[tuple[object, int]] = [(root.raw_get("/Pages") if "/Pages" in root else None, 0)]
    seen: set[int] = set()
    while stack:
        item, depth = stack.pop()
        node = item.get_object() if isinstance(item, IndirectObject) else item
        if not isinstance(node, DictionaryObject) or depth > _DEEPEST:
            continue
        kids = entry(node, "/Kids")
        if not isinstance(kids, ArrayObject) or entry(node, "/Type") == "/Page":
            yield (item.idnum if isinstance(item, IndirectObject) else 0), node
        elif id(node) not in seen:
            seen.add(id(node))
            stack += [(kid, depth + 1) for kid in reversed(list(list.__iter__(kids)))]
