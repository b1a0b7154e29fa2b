"""Lists of members as files, who brings them, and what the plan of one tells."""

import datetime as dt

from ganket.org.enums import Role
from ganket.roster import commands
from tests.factories import AccountFactory

TODAY = dt.date(2026, 11, 23)
HEAD = "Họ và tên;Ngày sinh;Số thẻ đảng viên;Chi bộ nơi công tác;Chức vụ"


def officer(unit):
    return AccountFactory(holds=[(Role.WORKPLACE_OFFICER, unit)])


def clerk(unit):
    return AccountFactory(holds=[(Role.CLERK, unit)])


def plan(actor, unit, *lines, name="danh sách.csv"):
    return commands.plan_import(
        actor=actor, unit=unit, file_name=name, content="\n".join(lines).encode()
    )


def told(planned):
    rows = commands.rows_of_import(planned)
    return [(row.number, row.do, " ".join(row.why)) for row in rows]
