"""The set-up script, as far as it can be tried without a network or another Python."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from devtools import checks, commands, console, environment, system_packages
from devtools.pip_settings import (
    PipSettings,
    has_system_certificates,
    read_settings,
    uv_environment,
    uv_options,
)
from devtools.torch_choice import torch_attempts

dev = importlib.import_module("dev")
MINOR = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder that looks like a checkout to the stamp."""
    (tmp_path / "devtools").mkdir()
    for name in ("pyproject.toml", "dev.py", "devtools/environment.py"):
        (tmp_path / name).write_text(f"# {name}\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def made(tmp_path: Path) -> environment.Environment:
    """An environment with a venv of this very Python in it, as far as files tell."""
    made = environment.Environment(tmp_path / "venv", extras=("test",))
    made.python.parent.mkdir(parents=True)
    made.python.touch()
    config = made.folder / "pyvenv.cfg"
    config.write_text(f"home = somewhere\nversion = {MINOR}.1\n", encoding="utf-8")
    return made


# --- which Python


def test_too_old_python_is_told_in_words_what_to_do() -> None:
    message = dev.too_old_message((3, 9), "/usr/bin/python3")
    assert "needs Python 3.10 or newer" in message
    assert "this is Python 3.9 (/usr/bin/python3)" in message
    assert "dev.py demo" in message


@pytest.mark.parametrize("version", [(3, 10), (3, 11), (3, 13), (4, 0)])
def test_new_enough_python_gets_no_complaint(version: tuple[int, int]) -> None:
    assert dev.too_old_message(version, "python") == ""


def test_old_pythons_can_read_the_script_as_far_as_the_complaint() -> None:
    source = (console.ROOT / "dev.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 6))
    before = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)][:-1]
    assert [name.name for node in before for name in node.names] == ["sys"]


def test_floor_is_the_one_that_the_package_declares() -> None:
    pyproject = (console.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    major, minor = dev.PYTHON_FLOOR
    assert f'requires-python = ">={major}.{minor}"' in pyproject


def test_the_script_needs_nothing_but_the_standard_library() -> None:
    files = [console.ROOT / "dev.py", *(console.ROOT / "devtools").glob("*.py")]
    imported = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add((node.module or "").partition(".")[0])
    assert imported - {"devtools"} <= set(sys.stdlib_module_names)


# --- idempotence


@pytest.mark.parametrize("changed", ["pyproject.toml", "dev.py", "devtools/environment.py"])
def test_a_change_of_what_decides_the_set_up_asks_for_a_new_one(
    checkout: Path, changed: str
) -> None:
    before = environment.stamp_key(environment.MAIN, checkout)
    assert environment.stamp_key(environment.MAIN, checkout) == before
    (checkout / changed).write_text("# other\n", encoding="utf-8")
    assert environment.stamp_key(environment.MAIN, checkout) != before


def test_another_python_or_environment_asks_for_a_new_set_up(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {environment.stamp_key(environment.MAIN, checkout)}
    keys.add(environment.stamp_key(environment.WITHOUT_TORCH, checkout))
    monkeypatch.setattr(sys, "version", "3.99.0 (of another day)")
    keys.add(environment.stamp_key(environment.MAIN, checkout))
    assert len(keys) == 3


def test_windows_line_ends_of_a_checkout_do_not_ask_for_a_new_set_up(checkout: Path) -> None:
    before = environment.stamp_key(environment.MAIN, checkout)
    (checkout / "pyproject.toml").write_bytes(b"# pyproject.toml\r\n")
    assert environment.stamp_key(environment.MAIN, checkout) == before


def test_environment_is_ready_only_under_the_key_of_its_finished_set_up(
    made: environment.Environment,
) -> None:
    assert not environment.is_ready(made, "key")
    environment.write_stamp(made, "key", 1.0)
    assert environment.is_ready(made, "key")
    assert not environment.is_ready(made, "other key")


def test_damaged_stamp_or_lost_python_is_no_ready_environment(
    made: environment.Environment,
) -> None:
    environment.write_stamp(made, "key", 1.0)
    made.python.unlink()
    assert not environment.is_ready(made, "key")
    made.python.touch()
    (made.folder / environment.STAMP_NAME).write_text('{"key": ', encoding="utf-8")
    assert not environment.is_ready(made, "key")


def test_second_set_up_starts_no_process(
    made: environment.Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.write_stamp(made, environment.stamp_key(made), 1.0)

    def forbidden(*_args: object, **_kwargs: object) -> None:
        pytest.fail("a ready environment was touched")

    monkeypatch.setattr(subprocess, "run", forbidden)
    monkeypatch.setattr(subprocess, "Popen", forbidden)
    environment.set_up(made)


def test_interrupted_set_up_is_taken_up_again(
    made: environment.Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "ROOT", made.folder.parent)
    monkeypatch.setattr(environment, "MAIN", made)
    monkeypatch.setattr(environment, "stamp_key", lambda _environment: "key")
    environment.write_stamp(made, "key of an older set-up", 1.0)

    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "_install_uv", interrupted)
    with pytest.raises(KeyboardInterrupt):
        environment.set_up(made)
    assert not (made.folder / environment.STAMP_NAME).exists()


def test_venv_of_the_same_python_is_kept(made: environment.Environment) -> None:
    assert not environment.needs_new_venv(made)


@pytest.mark.parametrize("config", ["version = 3.2.1\n", "version = unknown\n", ""])
def test_venv_of_another_python_is_made_anew(made: environment.Environment, config: str) -> None:
    (made.folder / "pyvenv.cfg").write_text(config, encoding="utf-8")
    assert environment.needs_new_venv(made)


def test_venv_whose_python_is_gone_is_made_anew(made: environment.Environment) -> None:
    made.python.unlink()
    assert environment.needs_new_venv(made)


# --- what the system lacks


def test_person_without_rights_is_told_the_exact_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_packages.shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(system_packages, "root_prefix", lambda: None)
    assert not system_packages.install_packages(["python3.11-venv"])
    expected = "    sudo apt-get install -y --no-install-recommends python3.11-venv\n"
    assert expected in capsys.readouterr().out


def test_system_without_apt_is_told_what_is_missing_and_no_wrong_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_packages.shutil, "which", lambda _name: None)
    assert not system_packages.install_packages(["libstdc++6"])
    shown = capsys.readouterr().out
    assert "libstdc++6" in shown
    assert "apt-get" not in shown


def test_root_installs_what_is_missing_after_fetching_the_lists(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[list[str]] = []

    def run(command: list[str], _extra: dict[str, str]) -> int:
        started.append(command)
        return 0

    monkeypatch.setattr(system_packages.shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(system_packages, "root_prefix", list)
    monkeypatch.setattr(system_packages, "run", run)
    assert system_packages.install_packages(["libstdc++6"])
    assert started == [
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "--no-install-recommends", "libstdc++6"],
    ]


def test_only_libraries_that_do_not_load_are_missing() -> None:
    libraries = [("liba.so.1", "liba1"), ("libb.so.2", "libb2")]
    loads = {"liba.so.1": True, "libb.so.2": False}
    assert system_packages.missing_packages(libraries, loads.__getitem__) == ["libb2"]


def test_a_library_that_exists_nowhere_is_found_missing() -> None:
    libraries = [("libomgui-no-such-thing.so.9", "libnothing9")]
    assert system_packages.missing_packages(libraries) == ["libnothing9"]


def test_python_without_ensurepip_names_the_debian_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(
        environment.importlib.util,
        "find_spec",
        lambda name: None if name == "ensurepip" else real(name),
    )
    monkeypatch.setattr(environment.shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(system_packages, "root_prefix", lambda: None)
    with pytest.raises(console.SetupProblem, match=rf"python{MINOR}-venv is installed"):
        environment._check_python()
    assert f"python{MINOR}-venv" in capsys.readouterr().out


# --- where packages come from


def test_settings_of_pip_are_read_with_the_environment_on_top(tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    settings = read_settings(
        "global.index-url='https://mirror.example/simple'\n"
        "install.index-url='https://install.example/simple'\n"
        f":env:.find-links='{wheels}'\n"
        "global.find-links='/nowhere/at/all'\n"
        ":env:.default-timeout='180'\n"
        "global.cert='/etc/company.pem'\n"
        "WARNING: something else\n"
    )
    assert settings == PipSettings(
        index_url="https://install.example/simple",
        find_links=(str(wheels),),
        certificates="/etc/company.pem",
        timeout_s="180",
    )


def test_places_that_do_not_exist_are_left_out_and_named(tmp_path: Path) -> None:
    gone = (tmp_path / "gone").as_uri()
    settings = read_settings(f"global.extra-index-url='{gone} https://more.example/simple'\n")
    assert settings.extra_index_urls == ("https://more.example/simple",)
    assert settings.ignored == (gone,)


def test_uv_is_told_what_pip_knows() -> None:
    settings = PipSettings(
        index_url="https://mirror.example/simple",
        extra_index_urls=("https://more.example/simple",),
        find_links=("/wheels",),
        trusted_hosts=("mirror.example",),
        proxy="http://proxy.example:3128",
        certificates="/etc/company.pem",
    )
    options = " ".join(uv_options(settings))
    assert "--default-index https://mirror.example/simple" in options
    assert "--index https://more.example/simple" in options
    assert "--index-strategy unsafe-best-match" in options  # as pip: the best of all indexes
    assert "--find-links /wheels" in options
    assert "--allow-insecure-host mirror.example" in options
    assert uv_environment(settings, {"https_proxy": "http://own.example"}) == {
        "SSL_CERT_FILE": "/etc/company.pem",
        "HTTP_PROXY": "http://proxy.example:3128",
    }


def test_offline_settings_ask_no_index() -> None:
    settings = replace(
        read_settings("global.no-index='true'\nglobal.index-url='https://mirror.example'\n"),
        find_links=("/wheels",),
    )
    options = uv_options(settings)
    assert "--no-index" in options
    assert "--default-index" not in options
    assert all("backend" not in " ".join(a.options) for a in torch_attempts(settings, "linux"))


def test_system_certificates_are_used_only_where_there_are_any(tmp_path: Path) -> None:
    empty = tmp_path / "certs"
    empty.mkdir()
    assert not has_system_certificates([None, str(empty), str(tmp_path / "none.pem")])
    (empty / "a.pem").touch()
    assert has_system_certificates([str(empty)])


# --- PyTorch


def test_small_torch_is_preferred_where_there_is_no_gpu() -> None:
    attempts = torch_attempts(PipSettings(find_links=("/wheels",)), "linux", has_gpu=False)
    ways = [" ".join(attempt.options) for attempt in attempts]
    assert ways[0] == "--no-index --no-deps"  # what is installed already stays
    assert ways[1] == "--no-index --no-deps --find-links /wheels"
    assert "--torch-backend=cpu" in ways[2]
    assert "backend" not in ways[3]
    assert [attempt.is_last for attempt in attempts] == [False, False, False, True]


def test_gpu_gets_its_own_torch_and_no_small_wheel() -> None:
    attempts = torch_attempts(PipSettings(find_links=("/wheels",)), "linux", has_gpu=True)
    ways = [" ".join(attempt.options) for attempt in attempts[1:]]
    assert "--torch-backend=auto" in ways[0]
    assert not any("--no-deps" in way for way in ways)


def test_mac_takes_torch_from_the_package_index() -> None:
    attempts = torch_attempts(PipSettings(), "darwin", has_gpu=False)
    assert [attempt.title for attempt in attempts] == ["installed already", "the package index"]


def test_requirement_is_read_from_the_project() -> None:
    text = 'dependencies = [\n "torchvision>=0.1",\n "torch>=2.4",\n "decord>=0.6; x == \'y\'",\n]'
    assert environment.requirement("torch", text) == "torch>=2.4"
    assert environment.requirement("decord", text) == "decord>=0.6"
    with pytest.raises(console.SetupProblem, match="does not name scipy"):
        environment.requirement("scipy", text)


def test_what_the_torchless_environment_leaves_out_is_a_real_dependency() -> None:
    pyproject = (console.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert set(environment.NOT_FOR_SCORING) <= set(environment.WITHOUT_TORCH.without)
    for name in set(environment.WITHOUT_TORCH.without) - set(environment.NOT_FOR_SCORING):
        assert environment.requirement(name, pyproject).startswith(name)
    overrides = environment.overrides_for(("torch", "decord"))
    assert overrides == "torch ; sys_platform == 'never'\ndecord ; sys_platform == 'never'\n"


# --- child processes and the summary


def test_nothing_strays_from_the_shell_into_child_processes() -> None:
    shell = {"PATH": "/bin", "PYTHONPATH": "/x", "VIRTUAL_ENV": "/y", "USE_CV2": "1"}
    assert console.clean_environment(shell) == {
        "PATH": "/bin",
        "USE_CV2": "1",
        "PYTHONNOUSERSITE": "1",
    }
    assert "USE_CV2" not in console.clean_environment(shell, console.RUN_VARIABLES)


@pytest.mark.parametrize(
    "line",
    [
        "3 passed in 0.12s",
        "===== 1 failed, 2 passed, 1 skipped in 61.20s (0:01:01) =====",
        "\x1b[32m===== \x1b[32m\x1b[1m3 passed\x1b[0m\x1b[32m in 0.12s\x1b[0m\x1b[32m =====\x1b[0m",
        "========= no tests ran in 0.01s =========",
    ],
)
def test_closing_line_of_pytest_is_recognised(line: str) -> None:
    assert console.closing_line(line)
    assert "\x1b" not in console.closing_line(line)


@pytest.mark.parametrize("line", ["tests/a.py ...... [100%]", "collected 3 items", "3 passed by"])
def test_other_lines_do_not_close_a_test_run(line: str) -> None:
    assert console.closing_line(line) == ""


def test_every_step_runs_even_when_the_first_fails() -> None:
    fails = ("first", [sys.executable, "-c", "raise SystemExit(3)"])
    works = ("second", [sys.executable, "-c", "pass"])
    outcomes = checks.run_steps([fails, works])
    assert [(outcome.name, outcome.is_good) for outcome in outcomes] == [
        ("first", False),
        ("second", True),
    ]
    assert commands._report(outcomes) == 1
    assert commands._report(outcomes[1:]) == 0


def test_test_run_without_any_test_fails(tmp_path: Path) -> None:
    settings = tmp_path / "pytest.ini"
    settings.write_text("[pytest]\n", encoding="utf-8")
    pytest_there = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-c", settings]
    code, closing = console.run_pytest([*pytest_there, tmp_path])
    assert code != 0
    assert "no tests ran" in closing


def test_summary_ends_with_the_closing_line_of_the_whole_suite() -> None:
    text = checks.summary(
        [
            checks.Outcome("mypy", is_good=False, took_s=1.0),
            checks.Outcome("tests", is_good=True, took_s=2.0, closing="== 9 passed in 2.00s =="),
            checks.Outcome(
                "tests without torch", is_good=True, took_s=1.0, closing="== 4 passed in 1.00s =="
            ),
        ]
    )
    assert "FAILED  mypy" in text
    assert text.endswith("== 9 passed in 2.00s ==")


def test_problem_of_the_set_up_is_said_in_words_and_ends_with_two(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def set_up() -> None:
        raise console.SetupProblem("There is no way to a package index.")

    monkeypatch.setattr(commands, "set_up", set_up)
    assert commands.main(["demo"]) == 2
    assert "dev.py: There is no way to a package index." in capsys.readouterr().err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        commands.main(["--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    wanted = {"demo", "test", "setup", "lint", "types", "rooms", "bench", "test-without-torch"}
    assert {line.split()[0] for line in shown.splitlines() if line.startswith("  ")} >= wanted


def test_ci_types_the_command_of_the_readme() -> None:
    script = console.ROOT / ".ci" / "run"
    assert "python3 dev.py test" in script.read_text(encoding="utf-8")
    if sys.platform != "win32":
        assert script.stat().st_mode & 0o111
