"""Texts of courses, agencies and the interface <-> gettext catalogues, one a language.

`read` and `write` know the form of a PO file, `texts` where words stand in a course,
`kept` what a translation must not lose, and `merge` what a change leaves of the old
translations.
"""
