"""Finds what is shipped beside the code. The one place that knows where resources lie."""

from pathlib import Path


def resource_path(name: str) -> Path:
    """The path of a shipped resource, for example ``fonts/NotoSerif-Regular.ttf``.

    In a wheel or a frozen program the folder lies inside the package; in the repository it stands
    at the top.

    Raises:
        FileNotFoundError: nothing of that name is shipped, or the name leaves the folder.
    """
    package = Path(__file__).resolve().parent
    for root in (package / "resources", package.parent.parent / "resources"):
        found = (root / name).resolve()
        if found.is_relative_to(root) and found.exists():
            return found
    raise FileNotFoundError(name)
