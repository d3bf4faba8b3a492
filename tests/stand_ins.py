"""Stand-ins of the official files that a metric of the catalogue needs, whichever it is."""

from __future__ import annotations

from pathlib import Path

from omgui.core.metric_spec import MetricSpec


def write_stand_ins(spec: MetricSpec, folder: Path) -> None:
    """Write the checkpoints of a metric into a weights folder."""
    from tests import filled_checkpoints, filled_deep_fr, filled_more, filled_piq, filled_weights
    from tests.filled_mdtvsfa import write_mdtvsfa

    if spec.name in filled_weights.PLACES:
        place = folder / filled_weights.PLACES[spec.name][0]
        place.mkdir(exist_ok=True)
        filled_weights.write_checkpoint(spec.name, place)
    elif spec.name in filled_deep_fr.NAMES:
        filled_deep_fr.StandIns(folder).of(spec.name)
    elif spec.name == "mdtvsfa":
        write_mdtvsfa(folder)
    elif spec.name.startswith("piq_") and spec.checkpoints:
        filled_piq.write_piq(folder)
    else:
        for checkpoint in spec.checkpoints:
            try:
                filled_checkpoints.write_stand_in(checkpoint.file, folder)
            except KeyError:
                filled_more.write_more(checkpoint.file, folder)


def write_full_stand_ins(spec: MetricSpec, folder: Path) -> None:
    """Write them as large as the official ones are, and such that they cost as much."""
    from tests import filled_more

    filled_more.clip_sizes.update(filled_more.FULL_CLIP)
    try:
        write_stand_ins(spec, folder)
        for file in {one.file for one in spec.checkpoints} & set(filled_more.FULL_CLIP):
            (folder / file).unlink()
            filled_more.write_more(file, folder)
    finally:
        filled_more.clip_sizes.update(filled_more.SMALL_CLIP)
    if (folder / filled_more.FACES).exists():
        filled_more.find_one_face(folder)
