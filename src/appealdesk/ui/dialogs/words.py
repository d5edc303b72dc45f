"""Times, sizes and ways of sending in plain local words."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from appealdesk.packet.values import Delivery


def local_time(iso: str) -> str:
    """A stored time (ISO 8601, UTC) as the user's clock and language have it."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    shown = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
    return QLocale().toString(shown, QLocale.FormatType.ShortFormat)


def size_words(size: int) -> str:
    """A size in bytes as "4.2 MB"."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def page_words(count: int) -> str:
    """A number of pages as "1 page" or "61 pages"."""
    if count == 1:
        return QCoreApplication.translate("Words", "1 page")
    return QCoreApplication.translate("Words", "{0} pages").format(QLocale().toString(count))


def delivery_words(delivery: str) -> str:
    """A way of sending, as it is stored, in words."""
    if delivery == Delivery.FAX:
        return QCoreApplication.translate("Words", "Fax")
    return QCoreApplication.translate("Words", "Mail or portal")
