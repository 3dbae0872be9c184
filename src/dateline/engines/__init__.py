"""Where work runs: on the cores of this machine. An engine decides where, never what."""
