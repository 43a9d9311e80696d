-- One row per answer that is right or wrong. Answers to survey items are in `surveys`.
SELECT
    statements.participant_home,
    statements.participant,
    coalesce(statements.course, '') AS course,
    coalesce(statements.registration, '') AS registration,
    statements.session,
    statements.item AS item,
    course_items.module,
    course_items.lesson,
    statements.bank,
    CASE WHEN statements.bank IS NULL THEN 'lesson' ELSE 'check' END AS place,
    coalesce(statements.attempt, 1) AS attempt,
    statements.seed,
    coalesce(statements.interaction_type, course_items.interaction_type)
        AS interaction_type,
    statements.response,
    statements.success AS correct,
    statements.scaled,
    statements.duration_s,
    statements.happened_at AS answered_at,
    statements.time_known,
    coalesce(statements.agency, packages.agency) AS agency,
    statements.zone,
    coalesce(statements.course_version, packages.version) AS course_version,
    statements.package,
    coalesce(statements.language, packages.language) AS language,
    coalesce(statements.standard, packages.target, 'xapi') AS standard,
    statements.null_because,
    statements.trust,
    statements.statement_id,
    statements.origin,
    statements.raw_hash
FROM statements
LEFT JOIN packages ON statements.package = packages.package
LEFT JOIN course_items
    ON statements.course = course_items.course
    AND statements.item = course_items.item
    AND coalesce(statements.course_version, packages.version) = course_items.version
    AND coalesce(statements.agency, packages.agency) = course_items.agency
WHERE statements.verb = 'answered'
    AND (statements.success IS NOT NULL OR statements.scaled IS NOT NULL)
