-- What in the records of an enrolment does not agree: one row per enrolment and code, as
-- facts and not as verdicts. Bounds are those of the report `quality`.
WITH counted AS (
    SELECT
        enrolment_key, 'session-clock' AS code,
        count(*) FILTER (active_s > duration_s + 60) AS n, count(*) AS of_all
    FROM sessions
    GROUP BY enrolment_key
    UNION ALL
    SELECT
        enrolment_key, 'session-open',
        count(*) FILTER (status <> 'ended' AND trust <> 'low'), count(*)
    FROM sessions
    GROUP BY enrolment_key
    UNION ALL
    SELECT
        lessons.enrolment_key, 'lesson-fast',
        count(*) FILTER (
            lessons.active_s < CAST(0.25 AS DOUBLE) * words.proven_s), count(*)
    FROM lessons
    LEFT JOIN (
        SELECT course, version, id, min(proven_s) AS proven_s
        FROM lesson_words
        GROUP BY course, version, id
    ) AS words
        ON lessons.course = words.course
        AND lessons.course_version = words.version
        AND lessons.lesson = words.id
    WHERE lessons.status = 'completed'
    GROUP BY lessons.enrolment_key
    UNION ALL
    SELECT
        enrolment_key, 'clock-ahead',
        count(*) FILTER (date_diff('second', date_trunc('second',
            coalesce(stored_at, loaded_at)), date_trunc('second', happened_at)) > 300),
        count(*)
    FROM records
    GROUP BY enrolment_key
    UNION ALL
    SELECT
        enrolment_key, 'time-unknown',
        count(*) FILTER (time_known IN ('zone-unknown', 'no-later', 'not-before')),
        count(*)
    FROM records
    GROUP BY enrolment_key
    UNION ALL
    SELECT
        enrolment_key, 'low-trust', count(*) FILTER (trust = 'low'), count(*)
    FROM records
    GROUP BY enrolment_key
    UNION ALL
    SELECT
        records.enrolment_key, 'package-unknown',
        count(*) FILTER (records.package IS NOT NULL AND packages.package IS NULL),
        count(*)
    FROM records
    LEFT JOIN packages ON records.package = packages.package
    GROUP BY records.enrolment_key
    UNION ALL
    SELECT enrolment_key, 'later', records, records FROM later
    UNION ALL
    SELECT
        enrolment_key, 'accounts',
        CASE WHEN count(DISTINCT participant_home) > 1
            THEN count(DISTINCT participant_home) ELSE 0 END,
        count(DISTINCT participant_home)
    FROM records
    GROUP BY enrolment_key
    UNION ALL
    SELECT
        measures.enrolment_key, 'no-lessons',
        CASE WHEN measures.lessons_opened = 0 THEN 1 ELSE 0 END, 1
    FROM measures
    INNER JOIN standing ON measures.enrolment_key = standing.enrolment_key
    WHERE standing.finished_on IS NOT NULL
),

-- A first try that failed is no conflict: two sources of one registration are.
worded AS (
    SELECT
        passed.enrolment_key, 'status' AS code
    FROM records AS passed
    INNER JOIN records AS failed
        ON passed.enrolment_key = failed.enrolment_key
        AND coalesce(passed.registration, '') = coalesce(failed.registration, '')
        AND coalesce(passed.derived_from, '') <> coalesce(failed.derived_from, '')
    WHERE passed.activity_type = 'course' AND failed.activity_type = 'course'
        AND coalesce(passed.item, '') = '' AND coalesce(failed.item, '') = ''
        AND passed.verb IN ('passed', 'completed') AND failed.verb = 'failed'
    GROUP BY passed.enrolment_key
)

SELECT
    enrolment_key, 'lms-time' AS code, NULL AS n, NULL AS of_all,
    compared_lms_s AS lms, compared_s AS own
FROM measures
WHERE abs(compared_lms_s - compared_s) > 300
    AND abs(compared_lms_s - compared_s) > CAST(0.1 AS DOUBLE) * compared_s
UNION ALL
SELECT enrolment_key, code, NULL, NULL, NULL, NULL FROM worded
UNION ALL
SELECT enrolment_key, code, n, of_all, NULL, NULL FROM counted WHERE n > 0
