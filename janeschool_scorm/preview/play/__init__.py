"""`janeschool preview`: a package or a course, played on this machine beside its log."""
