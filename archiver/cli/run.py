"""What stands around every command: groups of options, expected errors as one line, and the exit codes.

Typer wants each option as a parameter of its command's function. Options that several commands share are written
down once, as a dataclass in ``options.py``; ``guarded`` spreads such a parameter into the dataclass's fields for typer,
and hands the command the dataclass.
"""

from __future__ import annotations

import errno
import functools
import inspect
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from archiver.cli.output import complain
from archiver.errors import ArchiverError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# 128 + the signal's number, as a shell reports it: SIGINT is 2, SIGPIPE 13.
INTERRUPTED = 130
BROKEN_PIPE = 141

# What writing to standard output meets that is nobody's bug; files and the archive have their own words for it.
_CANNOT_WRITE = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO))


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """The command as typer gets it.

    An ``ArchiverError`` is one line on stderr and its exit code, Ctrl-C one line and 130, what ``printing`` meets as it
    says. Everything else is a bug and goes through with its traceback.
    """
    signature = inspect.signature(command, eval_str=True)
    groups: dict[str, type] = {}
    parameters: list[inspect.Parameter] = []
    for name, parameter in signature.parameters.items():
        if hasattr(parameter.annotation, "__dataclass_fields__"):
            groups[name] = parameter.annotation
            parameters += _fields(parameter.annotation)
        else:
            parameters.append(parameter)

    @functools.wraps(command)
    def run(**values: Any) -> None:
        for name, group in groups.items():
            values[name] = group(**{field: values.pop(field) for field in group.__dataclass_fields__})  # type: ignore[attr-defined]
        try:
            with printing():
                command(**values)
                sys.stdout.flush()
        except ArchiverError as error:
            complain(str(error))
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt:
            complain("interrupted")
            raise typer.Exit(INTERRUPTED) from None

    del run.__dict__["__wrapped__"]  # typer would read the command's own signature through it
    spread = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in parameters]
    run.__dict__["__signature__"] = inspect.Signature(spread)
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in spread}
    return run


@contextmanager
def printing() -> Iterator[None]:
    """For what writes to stdout: a reader that closed the pipe is silence and exit code 141, a full disk behind stdout
    one line on stderr and 1."""
    try:
        yield
    except BrokenPipeError:
        _abandon_stdout()
        raise typer.Exit(BROKEN_PIPE) from None
    except OSError as error:
        if error.errno not in _CANNOT_WRITE:
            raise
        _abandon_stdout()
        complain(f"standard output: {(error.strerror or 'cannot be written').lower()}")
        raise typer.Exit(ArchiverError.exit_code) from None


@functools.cache
def _fields(group: type) -> list[inspect.Parameter]:
    """The group's fields as parameters, made once for all commands that have the group."""
    return list(inspect.signature(group, eval_str=True).parameters.values())


def _abandon_stdout() -> None:
    """Send what is still buffered nowhere, else Python complains of the closed pipe when it exits.

    https://docs.python.org/3/library/signal.html#note-on-sigpipe
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
