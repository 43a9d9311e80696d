-- One row per answer to a survey item: never right or wrong, and only of agencies that
-- record surveys. Voided ones are left out.
--
-- `participant` is a second pseudonym. Nothing here is to be found in a table about
-- persons: no registration, session, statement, file or moment; no package, of which few
-- people may have one.
SELECT
    survey_answers.participant,
    coalesce(survey_answers.course, '') AS course,
    survey_answers.item AS item,
    course_items.module,
    course_items.lesson,
    course_items.reverse,
    coalesce(survey_answers.interaction_type, course_items.interaction_type)
        AS interaction_type,
    survey_answers.response,
    survey_answers.answered_quarter,
    CAST(survey_answers.answer_number AS BIGINT) AS answer_number,
    coalesce(survey_answers.agency, packages.agency) AS agency,
    zones.zone,
    coalesce(survey_answers.course_version, packages.version) AS course_version,
    coalesce(survey_answers.language, packages.language) AS language,
    coalesce(survey_answers.standard, packages.target, 'xapi') AS standard,
    survey_answers.null_because,
    survey_answers.trust
FROM survey_answers
LEFT JOIN zones ON survey_answers.agency = zones.agency
LEFT JOIN packages ON survey_answers.package = packages.package
LEFT JOIN course_items
    ON survey_answers.course = course_items.course
    AND survey_answers.item = course_items.item
    AND coalesce(survey_answers.course_version, packages.version) = course_items.version
    AND coalesce(survey_answers.agency, packages.agency) = course_items.agency
LEFT JOIN (
    SELECT DISTINCT voids
    FROM all_statements
    WHERE voids IS NOT NULL
) AS voided
    ON survey_answers.statement_id = voided.voids
WHERE voided.voids IS NULL
