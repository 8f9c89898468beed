"""Everybody together: files of notes, the library, queries; reading one note is `note`'s."""
