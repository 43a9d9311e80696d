-- Every event of one participant, in order.
--
-- `said` is the verb of the vocabulary, `what` the word for the kind of thing, `item` its
-- id within the course ('' is the course itself). `result` says in one word how it went;
-- answers to survey items are left out: no report on a person shows them.
-- `happened_local` is on the agency's clocks; null where its catalogue is missing.
SELECT
    statements.happened_at,
    statements.happened_local,
    statements.zone,
    statements.verb AS said,
    coalesce(statements.activity_type, '') AS what,
    coalesce(statements.item, '') AS item,
    coalesce(statements.course, '') AS course,
    coalesce(statements.course_version, packages.version) AS course_version,
    statements.attempt,
    CASE
        WHEN statements.success THEN 'right'
        WHEN NOT statements.success THEN 'wrong'
        WHEN statements.completion THEN 'done'
    END AS result,
    CAST(floor(statements.scaled * 100 + CAST(0.000001 AS DOUBLE)) AS BIGINT)
        AS score_percent,
    statements.active_s,
    statements.duration_s,
    statements.session,
    statements.registration,
    statements.time_known,
    statements.null_because,
    statements.trust,
    statements.statement_id,
    statements.origin,
    statements.origin_line
FROM statements
CROSS JOIN asked
LEFT JOIN packages ON statements.package = packages.package
WHERE statements.participant = asked.participant
    AND statements.verb <> 'voided'
    AND (asked.agency IS NULL OR asked.agency = statements.agency)
    AND (asked.course IS NULL OR asked.course = statements.course)
    AND (asked.from_day IS NULL OR asked.from_day
        <= CAST(coalesce(statements.happened_local, statements.happened_at) AS DATE))
    AND (asked.to_day IS NULL OR asked.to_day
        >= CAST(coalesce(statements.happened_local, statements.happened_at) AS DATE))
    AND NOT (
        statements.verb = 'answered'
        AND statements.success IS NULL
        AND statements.scaled IS NULL
    )
ORDER BY
    statements.happened_at, statements.origin, statements.origin_line,
    statements.statement_id
