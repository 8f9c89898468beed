"""Standard nodes for outputs that know none of ours; text, man pages and Texinfo."""
