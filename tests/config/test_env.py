import pytest

from ganket.config import env
from ganket.kernel.errors import SettingWrong


def test_no_variable_at_all_gives_a_whole_set():
    values = env.read({})

    assert values["DEBUG"] is False
    assert values["DATABASE_URL"] == ""
    assert values["DATA_DIR"].name == "ganket"


def test_data_folder_follows_the_home_of_data(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert env.read({})["DATA_DIR"] == tmp_path / "ganket"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GANKET_DATABASE_URL", "mysql://root@localhost/x"),
        ("GANKET_DATABASE_URL", "ganket"),
        ("GANKET_SMTP_URL", "http://mail"),
        ("GANKET_SITE_URL", "gan-ket.vn"),
        ("GANKET_MASTER_KEY", "abc"),
        ("GANKET_MASTER_KEY", "ab" * 31),
        ("GANKET_LOG_LEVEL", "LOUD"),
        ("GANKET_DEBUG", "maybe"),
        ("GANKET_SECRET_KEY_FILE", "/nowhere/key"),
    ],
)
def test_unreadable_value_is_named(name, value):
    with pytest.raises(SettingWrong) as wrong:
        env.read({name: value})

    assert name.removesuffix("_FILE") in str(wrong.value)


def test_unknown_variable_is_named():
    with pytest.raises(SettingWrong) as wrong:
        env.read({"GANKET_DATABSE_URL": "x"})

    assert "GANKET_DATABSE_URL" in str(wrong.value)


def test_secret_may_come_from_a_file(tmp_path):
    (tmp_path / "key").write_text("a secret\n")

    values = env.read({"GANKET_SECRET_KEY_FILE": str(tmp_path / "key")})

    assert values["SECRET_KEY"] == "a secret"


def test_only_a_secret_may_come_from_a_file(tmp_path):
    with pytest.raises(SettingWrong):
        env.read({"GANKET_DEBUG_FILE": str(tmp_path / "key")})
