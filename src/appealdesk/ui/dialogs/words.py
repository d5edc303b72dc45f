"""Times, sizes and ways of sending in plain local words."""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from appealdesk.packet.values import Delivery


def local_time(iso: str, today: date | None = None) -> str:
    """A stored time (ISO 8601, UTC) by the user's clock, for example "Today, 2:46 PM".

    Args:
        iso: the stored time; one that cannot be read is given as it is.
        today: the day that is today; None asks the clock.
    """
    try:
        moment = datetime.fromisoformat(iso).astimezone()
    except ValueError:
        return iso
    locale = QLocale()
    clock = locale.toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)
    days = ((today or datetime.now().astimezone().date()) - moment.date()).days
    if days == 0:
        return QCoreApplication.translate("Words", "Today, {0}").format(clock)
    if days == 1:
        return QCoreApplication.translate("Words", "Yesterday, {0}").format(clock)
    shape = QCoreApplication.translate("Words", "MMM d, yyyy")
    day = locale.toString(QDate(moment.year, moment.month, moment.day), shape)
    return f"{day}, {clock}"


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
