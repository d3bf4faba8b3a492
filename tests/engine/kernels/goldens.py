"""The scores of the older tool for the pictures of ``tests.reference_inputs``."""

import json
from pathlib import Path

_FILE = Path(__file__).parents[2] / "data" / "goldens_iqa.json"
GOLDENS = json.loads(_FILE.read_text("utf-8"))
