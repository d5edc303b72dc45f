"""What is remembered survives new versions of the program, and files that somebody spoiled."""

import json

from appealdesk.desk.settings import RecentCase, Settings, SettingsFile


def test_all_that_is_set_is_there_at_the_next_start(tmp_path):
    path = tmp_path / "deep" / "settings.json"
    wanted = Settings(
        theme="dark", text_scale=150, recent=(RecentCase("/a.appeal", "Ana"),),
        shortcuts={"open": "Ctrl+J"}, words=("Fairhollow",), checks_spelling=False,
    )  # fmt: skip
    SettingsFile(path).set(wanted)
    assert SettingsFile(path).now == wanted


def test_a_file_of_an_older_version_has_fewer_values(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "dark", "recent": [{"path": "/a.appeal"}]}', encoding="utf-8")
    now = SettingsFile(path).now
    assert (now.theme, now.recent) == ("dark", (RecentCase("/a.appeal"),))
    assert now.text_scale == Settings().text_scale


def test_a_file_of_a_newer_version_has_values_that_we_do_not_know(tmp_path):
    path = tmp_path / "settings.json"
    told = {"theme": "light", "voice": {"speed": 2}, "recent": [{"path": "/a.appeal", "pin": True}]}
    path.write_text(json.dumps(told), encoding="utf-8")
    now = SettingsFile(path).now
    assert (now.theme, now.recent) == ("light", (RecentCase("/a.appeal"),))


def test_one_value_that_does_not_fit_costs_itself_alone(tmp_path):
    path = tmp_path / "settings.json"
    told = {"theme": "dark", "text_scale": "huge", "words": ["Fairhollow"], "recent": 7}
    path.write_text(json.dumps(told), encoding="utf-8")
    now = SettingsFile(path).now
    assert (now.theme, now.words) == ("dark", ("Fairhollow",))
    assert (now.text_scale, now.recent) == (100, ())


def test_a_spoiled_file_is_as_none(tmp_path):
    path = tmp_path / "settings.json"
    for spoiled in (b"", b"{", b"[1]", b"\xff\xfe"):
        path.write_bytes(spoiled)
        assert SettingsFile(path).now == Settings()
