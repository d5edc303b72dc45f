"""Papers are read beside the interface; who shows what they say hears of it."""

from appealdesk.case.values import Kind
from support.denial_letters import CLASSIC, DOCTOR_NOTE, printed


def test_what_came_in_is_read_by_itself(bench, tmp_path, qtbot):
    paths = [
        printed(tmp_path / "letter.pdf", CLASSIC),
        printed(tmp_path / "note.pdf", DOCTOR_NOTE),
    ]
    known = bench.papers.known
    with qtbot.waitCallback() as came:
        bench.add_files(paths, kind=Kind.DENIAL_LETTER, done=came)
    qtbot.waitUntil(lambda: len(known.facts(bench.case)) == 2)
    letter, note = bench.case.tray
    assert known.facts(bench.case)[note.id].is_signed is True
    qtbot.waitUntil(lambda: letter.id in known.letters(bench.case))
    said = known.letters(bench.case)[letter.id].detail("claim_number")
    assert said.value == "26-069-118820"


def test_it_tells_when_more_is_known(bench, tmp_path, qtbot):
    with qtbot.waitSignal(bench.papers.read, timeout=10_000):
        bench.add_files([printed(tmp_path / "note.pdf", DOCTOR_NOTE)])
    (note,) = bench.case.tray
    assert bench.papers.known.facts(bench.case)[note.id].names == {"thomas a reed"}


def test_checks_are_made_with_what_the_papers_say(bench, tmp_path, qtbot, monkeypatch):
    seen = []
    from appealdesk.ui import looking

    real = looking.check

    def check(case, packet, papers, today):
        seen.append(dict(papers))
        return real(case, packet, papers, today)

    monkeypatch.setattr(looking, "check", check)
    bench.add_files([printed(tmp_path / "note.pdf", DOCTOR_NOTE)])
    qtbot.waitUntil(lambda: any(seen))
    (note,) = bench.case.tray
    qtbot.waitUntil(lambda: note.id in seen[-1])


def test_a_closed_case_is_read_no_more(bench, tmp_path, qtbot):
    bench.papers.close()
    with qtbot.waitCallback() as came:
        bench.add_files([printed(tmp_path / "note.pdf", DOCTOR_NOTE)], done=came)
    assert bench.papers.known.facts(bench.case) == {}
