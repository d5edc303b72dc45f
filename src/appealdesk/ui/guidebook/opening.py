"""One door to the guide: whoever wants a page of it asks here."""

from PySide6.QtWidgets import QWidget

from appealdesk.ui.view import Kit


def show_guidebook(kit: Kit, window: QWidget, page: str = "") -> None:
    """Show the guide, and this page of it; without one, the page that it shows, or its first.

    It is loaded when it is wanted, and there is one of it for each window.
    """
    from appealdesk.ui.guidebook.window import GuidebookWindow  # noqa: PLC0415

    owner = window.window()
    if isinstance(owner, GuidebookWindow):
        found: GuidebookWindow | None = owner
    else:
        open_ones = (w for w in owner.findChildren(GuidebookWindow) if not w.isHidden())
        found = next(open_ones, None)
    if found is None:
        found = GuidebookWindow(kit, owner)
        found.show()
    if page:
        found.show_page(page)
    found.raise_()
    found.activateWindow()
