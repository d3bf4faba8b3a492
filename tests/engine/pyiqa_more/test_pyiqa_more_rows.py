"""Which metrics of pyiqa and piq there are, and which are left out."""

import math
import re
import sys
from importlib import import_module
from pathlib import Path

from omgui.core.catalogue import load_catalogue
from tests.engine.pyiqa_more.parts import SCORES, SPECS


def test_every_row_has_golden_numbers_of_its_own():
    assert set(SCORES) == set(SPECS)
    for name, golden in SCORES.items():
        assert all(math.isfinite(score) for score in golden.values())
        assert len(set(golden.values())) == len(golden), name


def left_out():
    text = (Path(__file__).parents[3] / "docs/metrics_left_out.md").read_text("utf-8")
    return {
        name
        for cell in re.findall(r"^\| (.+?) \|", text, re.M)
        for name in re.findall(r"`(.+?)`", cell)
    }


def test_every_metric_of_pyiqa_is_offered_or_left_out_with_a_reason():
    module = import_module("omgui.engine.libraries.pyiqa_import")
    module.default_options("psnr")
    names = set(sys.modules["pyiqa.default_model_configs"].DEFAULT_CONFIGS)
    offered = set(load_catalogue()[0])
    assert not names - offered - left_out()
    assert not offered & left_out()


def test_every_metric_of_piq_is_offered_or_left_out_with_a_reason():
    piq = import_module("omgui.engine.libraries.piq_metric").import_piq()
    public = {name for name, value in vars(piq).items() if callable(value)}
    public = {name for name in public if not name.endswith("Loss") or name == "ContentLoss"}
    renamed = {
        "multi_scale_ssim": "piq_ms_ssim",
        "information_weighted_ssim": "piq_iw_ssim",
        "multi_scale_gmsd": "piq_msgmsd_c",
        "srsim": "piq_srsim_c",
        "mdsi": "piq_mdsi_mult",
        "total_variation": "piq_tv",
        "ContentLoss": "piq_content",
        "CLIPIQA": "piq_clipiqa",
        "haarpsi": "haarpsi",  # the older tool's, with the same numbers
        "dss": "dss",
    }
    offered = set(load_catalogue()[0])
    for name in public:
        assert renamed.get(name, f"piq_{name.lower()}") in offered or name in left_out(), name
