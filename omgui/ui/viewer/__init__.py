"""Looking at frames, at their scores, and at where in a picture a score comes from."""
