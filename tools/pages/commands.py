import importlib
import importlib.util
import inspect
from collections.abc import Callable, Iterator
from types import ModuleType

import click

from ganket.kernel.errors import Refused
from tools.pages.markdown import cell, first_sentence, heading, our_modules


def page() -> str:
    about = (
        "First the program `ganket`, for administrators and scripts. Then the "
        "commands of the packages, for developers: every change that the product "
        "can make, and every sentence with which it may refuse."
    )
    told = heading("Commands", about)
    told += ["## The program", ""]
    told += list(program())
    told += ["## The packages", ""]
    for _label, module in our_modules("commands"):
        told += list(package(module))
    return "\n".join(told)


def program() -> Iterator[str]:
    main = importlib.import_module("ganket.cli.main").main
    yield from group(main, "ganket")


def group(
    command: click.Command, name: str, parent: click.Context | None = None
) -> Iterator[str]:
    """Show the help of a command, and of those under it."""
    settings = {**command.context_settings, "terminal_width": 90}
    context = click.Context(command, info_name=name, parent=parent, **settings)
    yield from [f"### `{context.command_path}`", ""]
    yield from ["```text", command.get_help(context), "```", ""]
    if isinstance(command, click.Group):
        for under in command.list_commands(context):
            inner = command.get_command(context, under)
            if inner is not None and not inner.hidden:
                yield from group(inner, under, context)


def package(module: ModuleType) -> Iterator[str]:
    """List what a module of commands can do, and the refusals it adds."""
    doers = list(public_functions(module))
    refusals = list(own_refusals(module))
    if not doers and not refusals:
        return
    yield from [f"### `{module.__name__.removeprefix('ganket.')}`", ""]
    for name, doer in doers:
        yield f"- `{name}`: {first_sentence(doer)}".removesuffix(": ")
    for name, refusal in refusals:
        yield f"- refuses with `{name}`: “{cell(str(refusal.message))}”"
    yield ""


def public_functions(module: ModuleType) -> Iterator[tuple[str, Callable[..., object]]]:
    for name, thing in vars(module).items():
        is_own = getattr(thing, "__module__", "") == module.__name__
        if inspect.isfunction(thing) and is_own and not name.startswith("_"):
            yield name, thing


def own_refusals(module: ModuleType) -> Iterator[tuple[str, type[Refused]]]:
    for name, thing in vars(module).items():
        is_own = getattr(thing, "__module__", "") == module.__name__
        if inspect.isclass(thing) and issubclass(thing, Refused) and is_own:
            yield name, thing
