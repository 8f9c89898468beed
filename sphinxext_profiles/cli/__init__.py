"""The command `sphinx-profiles`: one module per subcommand. Other rooms do the work."""
