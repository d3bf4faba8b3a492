"""Values as YAML text that gives the same values when it is read again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

# Long values stay on one line, where a person finds them.
_WIDTH = 1000


def yaml_text(values: Mapping[Any, Any]) -> str:
    """Return values as YAML, their order kept and all letters as they are.

    Args:
        values: What `yaml.safe_load` can return.
    """
    plain = dict(values)
    text = yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=_WIDTH)
    if yaml.safe_load(text) == plain:
        return text
    # Rare ends of lines, such as U+0085, are written as they are and would be read as blanks.
    return yaml.safe_dump(plain, sort_keys=False, width=_WIDTH)
