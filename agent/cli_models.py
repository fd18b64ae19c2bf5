"""`deskhand models`: what language models there are here, whether they are whole, and to get one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from agent.compose import server_key
from agent.errors import ModelError, NotSupportedError, UsageError
from agent.settings import Settings, load


def models_command(arguments: argparse.Namespace) -> int:
    """Lists, checks or downloads. Returns the exit code."""
    settings = load()
    actions: dict[str, Callable[[argparse.Namespace, Settings], int]] = {
        "list": _list, "check": _check, "download": _download,
    }  # fmt: skip
    if arguments.action != "list" and not arguments.name:
        raise UsageError(f"Say which model: deskhand models {arguments.action} NAME")
    return actions[arguments.action](arguments, settings)


def _list(arguments: argparse.Namespace, settings: Settings) -> int:
    from vision import models

    found = models.here(settings.model, settings.model_profile)
    for one in found:
        mark = "*" if one.name == settings.model else " "
        told = one.fault or f"{models.gigabytes(one.size)}, profile {one.profile}, in {one.folder}"
        print(f"{mark} {one.name}: {told}")
    if not found:
        print("No language model is on this machine. The plain things need none.")
    names = {one.name for one in found}
    for name, words in models.SUGGESTED:
        if name not in names:
            print(f"  {name}: not here ({words}); get it with: deskhand models download {name}")
    _tell_server(settings)
    return 0


def _tell_server(settings: Settings) -> None:
    if not settings.server:
        print("No server is set up (`server` and `server_model` in settings.toml).")
        return
    key = "with a key" if server_key(settings) else "without a key"
    from agent.remote import check_url

    check_url(settings.server)  # an address with a password in it is not printed
    print(f"Server: {settings.server}, model {settings.server_model or '(none named)'}, {key}")


def _check(arguments: argparse.Namespace, settings: Settings) -> int:
    from vision import models

    files, compared = models.check(arguments.name, lambda name: print(f"Checking {name} …", file=sys.stderr))
    count = len(files.weights)
    if compared == count:
        print(f"{arguments.name} is whole: the hashes of all {count} weight files are right.")
    else:
        print(
            f"{arguments.name}: all {count} weight files are there and of the right length; for "
            f"{count - compared} of them no hash is known to compare with."
        )
    return 0


def _download(arguments: argparse.Namespace, settings: Settings) -> int:
    """Shows size and licence, and asks; nothing is fetched before the answer."""
    from vision import models

    found = models.offer(arguments.name)
    print(
        f"{found.name}: {models.gigabytes(found.size)} in {len(found.files)} files, licence {found.licence}"
    )
    if not arguments.yes and not _agreed():
        print("Nothing was downloaded.")
        return 0
    folder = models.download(found)
    print(f"{found.name} is here: {folder}\nTo use it: model = {found.name!r} in settings.toml")
    return 0


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise NotSupportedError("Nobody is there to agree to the download; give --yes.")
    try:
        return input("Download it?  y / n: ").strip().casefold() in ("y", "yes", "是", "好")
    except (EOFError, KeyboardInterrupt):
        raise ModelError("Nothing was downloaded.") from None
