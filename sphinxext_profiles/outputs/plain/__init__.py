"""Standard nodes for outputs that have no visitors for ours; text, man pages and Texinfo."""
