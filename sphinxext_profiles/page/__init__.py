"""How a page with a note is read: parser, renderer, gate; what is done to it later is elsewhere."""
