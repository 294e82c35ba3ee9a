"""The window: one module per pane. Qt lives here and in `desk.app`, nowhere else."""
