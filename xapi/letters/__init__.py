"""Turn what `overdue` says is to be sent today into letters: one page of HTML each."""
