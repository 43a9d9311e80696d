-- What counts of the people that are asked for, each record once, with its local day.
SELECT
    statements.*,
    CAST(coalesce(statements.happened_local, statements.happened_at) AS DATE)
        AS local_day
FROM statements
WHERE statements.participant IN (SELECT participant FROM wanted)
    AND statements.verb <> 'voided'
