"""From the text of one note to a profile and its problems.

Other notes, people files and pages belong to higher rooms; nothing here opens an image or a link.
"""
