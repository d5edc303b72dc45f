"""The checklist is saved as a PDF where the user says, and told."""

from PySide6.QtCore import QObject

from appealdesk.ui.appeal_actions import AppealActions
from appealdesk.ui.audit_print import save_audit
from appealdesk.ui.guide.pane import GuidePane
from support.papers import page_texts


def test_the_checklist_is_saved_and_told(bench, kit, notices, qtbot, tmp_path):
    notices.answers.append(tmp_path / "my list")
    save_audit(bench, kit)
    qtbot.waitUntil(lambda: "The checklist was saved" in notices.sentences(), timeout=20_000)
    texts = page_texts(tmp_path / "my list.pdf")
    assert "Checklist of the appeal" in texts[0]


def test_it_is_an_action_of_the_menu(bench, images, kit, notices, qtbot, tmp_path):
    parent = QObject()
    actions = AppealActions(bench, images, kit, GuidePane(bench, images, kit), parent)
    notices.answers.append(tmp_path / "list.pdf")
    assert actions.can("print-audit")
    actions.do("print-audit")
    qtbot.waitUntil(lambda: (tmp_path / "list.pdf").exists(), timeout=20_000)
    qtbot.waitUntil(lambda: "was saved" in notices.sentences())
    parent.deleteLater()


def test_a_file_that_is_no_pdf_is_left_alone(bench, kit, notices, qtbot, tmp_path):
    (tmp_path / "list.pdf").write_bytes(b"my diary")
    notices.answers.append(tmp_path / "list.pdf")
    save_audit(bench, kit)
    qtbot.waitUntil(lambda: "is not a PDF" in notices.sentences(), timeout=20_000)
    assert (tmp_path / "list.pdf").read_bytes() == b"my diary"
