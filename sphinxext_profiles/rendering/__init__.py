"""From a profile to docutils nodes; what is Sphinx's comes in through a `Context`."""
