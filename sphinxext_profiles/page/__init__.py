"""Reading a page that holds a note: parser, renderer, gate; `transforms` does the rest."""
