from ganket.config import env
from tools.pages.markdown import heading, table


def page() -> str:
    about = (
        "Every variable that the product reads. None has to be set: without any, it "
        "runs on SQLite in one folder. A variable that starts with `GANKET_` and is "
        "not in this table stops the start, because a typing mistake would otherwise "
        "go unnoticed. A secret may also be put into a file, named by the variable "
        "with `_FILE` at its end."
    )
    rows = (
        (
            f"`{env.PREFIX}{variable.name}`",
            f"`{variable.default}`" if variable.default else "",
            "yes" if variable.is_secret else "",
            variable.about,
        )
        for variable in env.VARIABLES
    )
    told = heading("Settings", about)
    told += table(["Variable", "Default", "Secret", "What it is for"], rows)
    return "\n".join(told)
