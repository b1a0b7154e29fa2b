from ganket.org.enums import Role
from ganket.org.policy import granted
from tools.pages.markdown import heading, our_modules, table


def page() -> str:
    about = (
        "Which role may do what, by action. A role counts in the unit where the "
        "office is held and, where the action says so, in every unit under it; what "
        "it reaches exactly is the `scope` of the package's policy. An action that "
        "no role has is a person's own: their record, their opinion, their review."
    )
    list(our_modules("policies"))
    told = heading("Permissions", about)
    told += ["## Roles", ""]
    told += table(["Role", "In Vietnamese"], ((f"`{r}`", r.label) for r in Role))
    told += ["## Actions", ""]
    rows = (
        (f"`{action}`", ", ".join(f"`{r}`" for r in Role if r in roles) or "own things")
        for action, roles in granted().items()
    )
    told += table(["Action", "Roles"], rows)
    return "\n".join(told)
