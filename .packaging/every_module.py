"""Import all modules of the package, and print their names: of a frozen app, whether each is in it."""

from importlib import import_module
from pkgutil import walk_packages

import posture_app

for module in walk_packages(posture_app.__path__, "posture_app."):
    if not module.name.endswith("__main__"):  # which runs the app
        import_module(module.name)
        print(module.name)  # noqa: T201 - that is what it is for
