"""Files to frames: readers, their fall-back chain, images."""
