-- What in the records asks for a second look: questions, not verdicts. One row per
-- agency, course and question that has a case; `example` is the statement to begin with.
--
-- n counts what the question is about (statements, lessons, answers ...), people whom it
-- concerns; null: it concerns nobody in particular.
WITH cases AS (
    SELECT
        'package-unknown' AS code, statements.agency, statements.course,
        statements.participant_home, statements.participant, statements.statement_id,
        statements.happened_at
    FROM statements
    LEFT JOIN packages ON statements.package = packages.package
    WHERE statements.package IS NOT NULL AND packages.package IS NULL

    UNION ALL
    SELECT
        'package-not-named', agency, course, participant_home, participant,
        statement_id, happened_at
    FROM statements
    WHERE package IS NULL AND verb <> 'voided' AND trust <> 'low'

    UNION ALL
    SELECT
        'low-trust', agency, course, participant_home, participant, statement_id,
        happened_at
    FROM statements
    WHERE trust = 'low'

    -- Five minutes allow for a clock that is a little fast.
    UNION ALL
    SELECT
        'clock-ahead', agency, course, participant_home, participant, statement_id,
        happened_at
    FROM statements
    WHERE date_diff('second', date_trunc('second', coalesce(stored_at, loaded_at)),
        date_trunc('second', happened_at)) > 300

    UNION ALL
    SELECT
        'time-unknown', agency, course, participant_home, participant, statement_id,
        happened_at
    FROM statements
    WHERE time_known IN ('zone-unknown', 'no-later', 'not-before')

    UNION ALL
    SELECT
        'session-open', agency, course, participant_home, participant, statement_id,
        started_at
    FROM sessions
    WHERE status <> 'ended' AND trust <> 'low'

    UNION ALL
    SELECT
        'session-longer-than-clock', agency, course, participant_home, participant,
        statement_id, started_at
    FROM sessions
    WHERE active_s > duration_s + 60

    -- A tenth, and five minutes: LMSs round, and count the time that a page needs to open.
    UNION ALL
    SELECT
        'lms-time-differs', agency, course, participant_home, participant,
        statement_id, started_at
    FROM attempts
    WHERE abs(lms_s - active_s) > 300
        AND abs(lms_s - active_s) > CAST(0.1 AS DOUBLE) * active_s

    UNION ALL
    SELECT
        'active-time-missing', agency, course, participant_home, participant,
        statement_id, started_at
    FROM attempts
    WHERE active_s IS NULL AND status IN ('passed', 'completed')

    UNION ALL
    SELECT
        'lesson-fast', lessons.agency, lessons.course, lessons.participant_home,
        lessons.participant, lessons.statement_id, lessons.opened_at
    FROM lessons
    INNER JOIN (
        SELECT course, version, id, min(proven_s) AS proven_s
        FROM course_words
        WHERE kind = 'lesson'
        GROUP BY course, version, id
    ) AS words
        ON lessons.course = words.course
        AND lessons.course_version = words.version
        AND lessons.lesson = words.id
    WHERE lessons.status = 'completed'
        AND lessons.active_s < CAST(0.25 AS DOUBLE) * words.proven_s

    UNION ALL
    SELECT
        'answer-fast', agency, course, participant_home, participant, statement_id,
        answered_at
    FROM answers
    WHERE duration_s < 1

    UNION ALL
    SELECT
        'answer-twice', agency, course, participant_home, participant, statement_id,
        answered_at
    FROM (
        SELECT
            agency, course, participant_home, participant, statement_id, answered_at,
            row_number() OVER (
                PARTITION BY
                    participant_home, participant, course, registration, place, item,
                    attempt
                ORDER BY answered_at, statement_id
            ) AS nth
        FROM answers
    ) AS numbered
    WHERE nth > 1

    UNION ALL
    SELECT
        'finished-without-lessons', agency, course, participant_home, participant,
        statement_id, started_at
    FROM attempts
    WHERE status IN ('passed', 'completed') AND unit = '' AND lessons_opened = 0

    UNION ALL
    SELECT
        'no-deadline', attempts.agency, attempts.course, attempts.participant_home,
        attempts.participant, attempts.statement_id, attempts.started_at
    FROM attempts
    LEFT JOIN roster
        ON attempts.participant = roster.participant
        AND attempts.course = roster.course
    LEFT JOIN (
        SELECT course, agency, max(deadline_days) AS deadline_days
        FROM agencies
        GROUP BY course, agency
    ) AS rules
        ON attempts.course = rules.course AND attempts.agency = rules.agency
    WHERE attempts.unit = '' AND attempts.attempt = 1
        AND roster.deadline IS NULL AND rules.deadline_days IS NULL

    UNION ALL
    SELECT
        'held-back', quarantine.agency, quarantine.course, CAST(NULL AS VARCHAR),
        CAST(NULL AS VARCHAR), quarantine.statement_id, quarantine.loaded_at
    FROM quarantine
    LEFT JOIN (
        SELECT statement_id FROM all_statements
        UNION ALL
        SELECT statement_id FROM survey_answers
    ) AS loaded
        ON quarantine.statement_id = loaded.statement_id
        AND quarantine.code <> 'X501'
    WHERE loaded.statement_id IS NULL
),

chosen AS (
    SELECT
        cases.code,
        coalesce(cases.agency, '') AS agency,
        coalesce(cases.course, '') AS course,
        cases.participant_home, cases.participant, cases.statement_id,
        row_number() OVER (
            PARTITION BY
                cases.code, coalesce(cases.agency, ''), coalesce(cases.course, '')
            ORDER BY cases.happened_at NULLS LAST, cases.statement_id NULLS LAST
        ) AS nth
    FROM cases
    CROSS JOIN asked
    WHERE (asked.agency IS NULL OR asked.agency = cases.agency)
        AND (asked.course IS NULL OR asked.course = cases.course)
        AND (asked.from_day IS NULL
            OR asked.from_day <= CAST(cases.happened_at AS DATE))
        AND (asked.to_day IS NULL OR asked.to_day >= CAST(cases.happened_at AS DATE))
),

people AS (
    SELECT code, agency, course, count(*) AS people
    FROM (
        SELECT DISTINCT code, agency, course, participant_home, participant
        FROM chosen
        WHERE participant IS NOT NULL
    ) AS each_once
    GROUP BY code, agency, course
),

counted AS (
    SELECT
        code, agency, course,
        count(*) AS n,
        max(CASE WHEN nth = 1 THEN statement_id END) AS example
    FROM chosen
    GROUP BY code, agency, course
)

SELECT
    counted.agency,
    counted.course,
    counted.code,
    CASE counted.code
        WHEN 'package-unknown' THEN 'No registered catalogue names the package of these statements: was the catalogue of that build loaded?'
        WHEN 'package-not-named' THEN 'These statements name no package: are they of another tool, or of an LMS?'
        WHEN 'low-trust' THEN 'These come out of an LMS log and prove no completion: is there a better source?'
        WHEN 'clock-ahead' THEN 'These happened after they were stored: was a clock wrong?'
        WHEN 'time-unknown' THEN 'The source does not say exactly when these happened: is a better export to be had?'
        WHEN 'session-open' THEN 'These sessions never said that they ended: was a tab closed, or a connection lost?'
        WHEN 'session-longer-than-clock' THEN 'These sessions report more active time than the clock allows: was a clock changed?'
        WHEN 'lms-time-differs' THEN 'The time that the LMS added up differs from our ledger: does this LMS drop or double it?'
        WHEN 'active-time-missing' THEN 'Finished, and no active time is known: can the resume code be exported?'
        WHEN 'lesson-fast' THEN 'Finished in less than a quarter of the time that the words take: was it known already, or clicked through?'
        WHEN 'answer-fast' THEN 'Answered in less than a second: was the answer known, or guessed?'
        WHEN 'answer-twice' THEN 'The same try at a question was recorded more than once: was it sent from two devices?'
        WHEN 'finished-without-lessons' THEN 'Finished, and no lesson was opened: are records missing?'
        WHEN 'no-deadline' THEN 'Neither the roster nor the agency sets a deadline for these people: should one be set?'
        WHEN 'held-back' THEN 'In quarantine, and in no report: can the source be repaired and loaded again?'
    END AS question,
    counted.n,
    people.people,
    counted.example
FROM counted
LEFT JOIN people
    ON counted.code = people.code
    AND counted.agency = people.agency
    AND counted.course = people.course
ORDER BY counted.agency, counted.course, counted.code
