"""The scripts of bin/ as modules, so that their parts can be tried one by one."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from tests.harness.source import ROOT


def script(path: str) -> ModuleType:
    """A script as a module, loaded anew."""
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = loaded
    spec.loader.exec_module(loaded)
    return loaded
