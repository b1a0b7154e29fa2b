from ganket.journal import verbs
from tools.pages.markdown import heading, our_modules, table


def page() -> str:
    about = (
        "Every verb of the journal: what may have been done, as it is stored, and "
        "the words with which a page tells it."
    )
    list(our_modules("commands"))
    told = heading("Verbs of the journal", about)
    rows = ((f"`{name}`", label) for name, label in verbs.declared().items())
    told += table(["Verb", "What a reader sees"], rows)
    return "\n".join(told)
