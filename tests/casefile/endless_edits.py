"""A child of test_kill.py: edits and imports without end, and says each when it is done."""

import hashlib
import random
import sys
from pathlib import Path

from appealdesk.case import edits
from appealdesk.casefile.store import CaseFile
from support.cases import filed


def main(case: Path, password: str, seed: str) -> None:
    chance = random.Random(seed)  # noqa: S311  repeatable, not secret
    source = case.with_name("source.bin")
    with CaseFile.open(case, password=password or None) as file:
        number = int(file.case.details.member_id or "0")
        while True:
            if chance.random() < 0.2:
                data = chance.randbytes(chance.choice([0, 100, 50_000, 400_000]))
                source.write_bytes(data)
                file.add_blob(source)
                print("blob", hashlib.sha256(data).hexdigest(), flush=True)
            number += 1
            step = edits.set_detail("member_id", str(number))
            text = edits.set_section_text(1, f"{number} " * chance.choice([1, 9000]))
            more = filed(None, str(number), chance.choice([0, 60]))
            file.apply(
                f"Edit {number}",
                lambda old, a=step, b=text, c=more: c.change(b.change(a.change(old))),
            )
            print("edit", number, flush=True)


main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
