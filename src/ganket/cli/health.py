"""What ``ganket check`` looks at, each as a list of sentences; none is good."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from ganket.cli.words import _, n_

# The journal is sealed every minute; longer than this nobody seals it.
UNSEALED = dt.timedelta(hours=1)
SHOWN = 5
# Permission bits of a folder and of a file: for the group and for everybody.
OTHERS_ENTER, OTHERS_READ = 0o011, 0o044


def settings_faults() -> list[str]:
    from django.conf import settings
    from django.core import checks

    found = [
        str(message.msg) for message in checks.run_checks() if message.is_serious()
    ]
    if settings.DEBUG:
        found.append(_("Đang bật GANKET_DEBUG: lỗi hiện ra cho mọi người. Hãy tắt đi."))
    return found + folder_faults(settings.GANKET_DATA_DIR)


def folder_faults(folder: Path) -> list[str]:
    """Tell of what others on this machine could read of the data."""
    kept = [folder / "master.key", folder / "secret.key", *folder.glob("*.sqlite3*")]
    if not folder.stat().st_mode & OTHERS_ENTER:
        return []
    open_ones = [path.name for path in kept if path.exists() and _is_open(path)]
    if not open_ones:
        return []
    sentence = _(
        "Người khác trên máy này đọc được %(files)s. Hãy chạy: chmod 700 %(dir)s"
    )
    return [sentence % {"files": ", ".join(open_ones), "dir": folder}]


def _is_open(path: Path) -> bool:
    return bool(path.stat().st_mode & OTHERS_READ)


def key_faults() -> list[str]:
    from ganket.cli.preparing import WRONG_KEY
    from ganket.journal import vault

    return [] if vault.opens() else [WRONG_KEY]


def tree_faults() -> list[str]:
    from ganket.org import queries
    from ganket.org.models import Unit

    broken = queries.tree_faults()
    codes = Unit.objects.filter(pk__in=broken[:SHOWN]).values_list("code", flat=True)
    if not broken:
        return []
    sentence = n_(
        "%(count)d đơn vị đứng sai chỗ trong cây: %(codes)s.",
        "%(count)d đơn vị đứng sai chỗ trong cây: %(codes)s.",
        len(broken),
    )
    return [sentence % {"count": len(broken), "codes": some(codes, len(broken))}]


def tally_faults() -> list[str]:
    from ganket.org.models import Unit
    from ganket.tallies import commands

    found = commands.faults()
    units = Unit.objects.in_bulk({fault.unit_id for fault in found[:SHOWN]})
    sentence = _("%(unit)s, năm %(year)d, %(measure)s: ghi %(held)d, đếm lại %(true)d.")
    told = [
        sentence
        % {
            "unit": units[fault.unit_id].code,
            "year": fault.year,
            "measure": fault.measure,
            "held": fault.held,
            "true": fault.true,
        }
        for fault in found[:SHOWN]
    ]
    more = len(found) - len(told)
    if more > 0:
        told.append(n_("Và %d chỗ nữa.", "Và %d chỗ nữa.", more) % more)
    return told


def journal_faults(kept_seal: str = "") -> list[str]:
    from ganket.journal import queries
    from ganket.kernel import clock

    broken = queries.chain_faults()
    found = []
    if broken:
        sentence = _("Sổ ghi bị sửa hoặc mất trang ở lô %s. Hãy giữ nguyên máy và báo.")
        found.append(sentence % some(broken, len(broken)))
    if kept_seal and not queries.is_in_chain(kept_seal):
        found.append(
            _("Dấu đã giữ không còn trong sổ ghi: cuối sổ bị cắt, hoặc đây là bản cũ.")
        )
    bare = queries.unguarded()
    if bare:
        sentence = _("Cơ sở dữ liệu không còn chặn việc sửa sổ ghi: %s. Hãy báo ngay.")
        found.append(sentence % ", ".join(bare))
    oldest = queries.waiting_since()
    if oldest is not None and clock.now() - oldest > UNSEALED:
        found.append(
            _("Sổ ghi chưa được niêm phong từ %s. Việc chạy nền có đang chạy không?")
            % f"{clock.local(oldest):%d/%m/%Y %H:%M}"
        )
    return found


def job_faults() -> list[str]:
    from ganket.jobs import queries

    rows = queries.failed()
    count = rows.count()
    if not count:
        return []
    names = [row.task_path.removeprefix("ganket.") for row in rows[:SHOWN]]
    sentence = n_(
        "%(count)d việc đã thử nhiều lần không được: %(names)s.",
        "%(count)d việc đã thử nhiều lần không được: %(names)s.",
        count,
    )
    return [sentence % {"count": count, "names": some(names, count)}]


def some(names: Iterable[object], count: int) -> str:
    """Join a few of many: what is left out is told by an ellipsis."""
    told = ", ".join(str(name) for name in list(names)[:SHOWN])
    return f"{told}, …" if count > SHOWN else told
