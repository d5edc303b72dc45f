"""A crash report helps the programmers and tells nothing of the case."""

import getpass

import pytest

from appealdesk import __version__
from appealdesk.case import edits
from appealdesk.desk.crash import crash_report, forget_reports, keep_report, last_report


def raised(call):
    with pytest.raises(BaseException) as told:
        call()
    return told.value


def test_a_report_names_the_error_and_the_way_but_not_its_words(session):
    def change(case):
        raise ValueError(f"no place for {case.details.patient_name} in /home/ana/denial.pdf")

    report = crash_report(raised(lambda: session.apply(edits.Edit("x", change))))
    assert "ValueError" in report
    assert "appealdesk.desk.session, line" in report
    assert "in apply" in report
    assert f"AppealDesk {__version__}" in report
    assert "PySide6-Essentials 6." in report
    for secret in ("Ana", "Díaz", "denial.pdf", "/home", str(session.file.path.parent), "no place"):
        assert secret not in report
    assert getpass.getuser() not in report.replace("Linux", "")


def test_errors_that_led_to_it_are_told_too():
    def fail():
        try:
            {}["Ana"]
        except KeyError as error:
            raise FileNotFoundError(2, "No such file", "/home/ana/x.pdf") from error

    report = crash_report(raised(fail))
    assert "FileNotFoundError (ENOENT)" in report
    assert "which came after:\nKeyError\n" in report
    assert "Ana" not in report
    assert "x.pdf" not in report


def test_a_name_that_stands_in_the_code_is_told():
    assert "AttributeError (nothing_like_it)" in crash_report(
        raised(lambda: object().nothing_like_it)
    )


def test_several_errors_at_once_and_circles_are_told_once():
    one = ValueError("Ana")
    group = ExceptionGroup("Ana", [one, TypeError("Ana")])
    one.__context__ = group
    report = crash_report(group)
    assert report.count("ValueError") == 1
    assert "TypeError" in report
    assert "Ana" not in report


def test_an_endless_recursion_stays_readable():
    def down():
        down()

    report = crash_report(raised(down))
    assert "RecursionError" in report
    assert "more ..." in report
    assert report.count("\n") < 90


def test_the_newest_report_waits_for_the_next_start(tmp_path):
    folder = tmp_path / "logs"
    assert last_report(folder) is None
    for number in range(15):
        keep_report(f"report {number}", folder)
    assert last_report(folder) == "report 14"
    assert len(list(folder.iterdir())) == 10
    forget_reports(folder)
    assert last_report(folder) is None


def test_a_disk_that_does_not_take_it_is_no_second_error(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert keep_report("report", blocked / "logs") is None
    assert last_report(blocked / "logs") is None
    forget_reports(blocked / "logs")
