"""The scenes of the sample photographs: each a function of its size alone, and so the same picture every time."""
