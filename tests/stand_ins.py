"""Stand-ins of the official files that a metric of the catalogue needs, whichever it is."""

from __future__ import annotations

from pathlib import Path

from omgui.core.metric_spec import MetricSpec


def write_stand_ins(spec: MetricSpec, folder: Path) -> None:
    """Write the checkpoints of a metric into a weights folder."""
    from tests import filled_checkpoints, filled_deep_fr, filled_more, filled_piq, filled_weights

    if spec.name in filled_weights.PLACES:
        place = folder / filled_weights.PLACES[spec.name][0]
        place.mkdir(exist_ok=True)
        filled_weights.write_checkpoint(spec.name, place)
    elif spec.name in filled_deep_fr.NAMES:
        filled_deep_fr.StandIns(folder).of(spec.name)
    elif spec.name.startswith("piq_") and spec.checkpoints:
        filled_piq.write_piq(folder)
    else:
        for checkpoint in spec.checkpoints:
            try:
                filled_checkpoints.write_stand_in(checkpoint.file, folder)
            except KeyError:
                filled_more.write_more(checkpoint.file, folder)


def is_reduced(spec: MetricSpec) -> bool:
    """Whether a stand-in has fewer channels than the official file, and so costs less."""
    from tests import filled_more

    reduced = set(filled_more.SMALL_CLIP)
    return spec.name == "piq_clipiqa" or bool(reduced & {one.file for one in spec.checkpoints})
