"""`janeschool validate`: anybody's package -> what breaks its standard, or an LMS.

`reading` opens it safely, `structure` says what it is, `verdict` applies every rule.
"""
