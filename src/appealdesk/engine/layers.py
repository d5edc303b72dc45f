"""Hidden layers stay hidden: what the sources say of their optional content, said for the packet.

No PDF library carries this over when pages move to another file, and then what was hidden is
printed.
"""

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from appealdesk.engine.pdf_out import Carrier, entry


class Layers:
    """Collects the layers of all sources."""

    def __init__(self) -> None:
        self._is_off: dict[int, bool] = {}

    def add(self, root: DictionaryObject, carrier: Carrier) -> None:
        """Take the layers that the carried pages use; call it after the pages."""
        properties = entry(root, "/OCProperties")
        if not isinstance(properties, DictionaryObject):
            return
        state = entry(properties, "/D")
        state = state if isinstance(state, DictionaryObject) else DictionaryObject()
        on = {reference.idnum for reference in _references(state, "/ON")}
        off = {reference.idnum for reference in _references(state, "/OFF")}
        is_off_at_first = entry(state, "/BaseState") == "/OFF"
        # Rules like "off on screen, on in print" (/AS) are left out: one state for every reader.
        for reference in _references(properties, "/OCGs"):
            number = carrier.carried(reference)
            if number is not None:
                is_off = reference.idnum not in on if is_off_at_first else reference.idnum in off
                self._is_off.setdefault(number, is_off)

    def body(self) -> bytes | None:
        """The packet's /OCProperties, None when no page has layers."""
        if not self._is_off:
            return None
        every = b" ".join(b"%d 0 R" % number for number in self._is_off)
        off = b" ".join(b"%d 0 R" % number for number, is_off in self._is_off.items() if is_off)
        return b"<</OCGs[%b]/D<</BaseState/ON/OFF[%b]>>>>" % (every, off)


def _references(holder: DictionaryObject, key: str) -> list[IndirectObject]:
    found = entry(holder, key)
    if not isinstance(found, ArrayObject):
        return []
    return [item for item in list.__iter__(found) if isinstance(item, IndirectObject)]
