"""The command `sphinx-profiles`: a module for each subcommand; lower rooms do the work."""
