"""What is to be done about each finding, as an order; shown through ``tr``.

The check's own title says how things are when they are well ("The denial letter is in the
packet"). Said of something that is missing it would read as if it were done.
"""

from types import MappingProxyType

TO_DO = MappingProxyType(
    {
        "details-needed": "Say whose appeal this is",
        "details-known": "Fill in the rest of the details",
        "in-time": "Find out the last day, and keep it",
        "denial-letter": "Put the denial letter into the packet",
        "reasons-listed": "List the reasons of the denial",
        "reasons-quote-insurer": "Quote the insurer's own words",
        "reasons-answered": "Answer each reason",
        "reasons-cite-evidence": "Point each answer at a page",
        "reasons-shown": "Put the answers into the packet",
        "provider-support": "Let the doctor speak for you",
        "citations-whole": "Mend what points at nothing",
        "no-placeholders": "Fill in the blanks that are left",
        "sections-written": "Write the empty sections, or switch them off",
        "files-readable": "See to the files that could not be read",
        "pages-chosen": "Choose pages of the papers that have none",
        "exhibits-cited": "Use each exhibit, or leave it out",
        "tray-empty": "File what waits in the tray",
    }
)
"""Check id to order."""
