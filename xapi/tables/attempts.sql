-- One row per registration of a person in a course, or in a unit that has a package of
-- its own: the same facts whatever standard carried them.
--
-- Statements of low trust (Moodle's log plug-in calls a failed attempt completed) show
-- that somebody was there; they prove neither completion nor result.
--
-- Active time: sessions added up; where lessons show more, as after a session that was
-- killed before it could report, the lessons. The ledger leads, the LMS's own total
-- stands beside it. Null is "not carried", never zero.
WITH events AS (
    SELECT
        statements.*,
        coalesce(statements.course, '') AS course_key,
        coalesce(statements.registration, '') AS registration_key,
        CASE WHEN statements.trust <> 'low' THEN 1 ELSE 0 END AS proves,
        CASE
            WHEN statements.activity_type IN ('course', 'module', 'check-in')
            THEN 1 ELSE 0
        END AS of_a_unit
    FROM statements
    WHERE statements.verb <> 'voided'
),

-- A package for one module or check-in names it in each session that it begins; where
-- one registration holds several units, it is the whole course's.
units AS (
    SELECT
        participant_home, participant, course_key, registration_key,
        CASE
            WHEN min(coalesce(item, '')) = max(coalesce(item, ''))
            THEN min(coalesce(item, '')) ELSE ''
        END AS unit
    FROM events
    WHERE of_a_unit = 1 AND verb IN ('initialized', 'terminated')
    GROUP BY participant_home, participant, course_key, registration_key
),

lesson_time AS (
    SELECT
        participant_home, participant, course_key, registration_key,
        count(*) AS lessons_opened,
        sum(done) AS lessons_completed,
        sum(active_s) AS active_s
    FROM (
        SELECT
            participant_home, participant, course_key, registration_key, item,
            max(CASE WHEN verb = 'completed' OR completion THEN 1 ELSE 0 END) AS done,
            max(active_s) AS active_s
        FROM events
        WHERE activity_type = 'lesson' AND proves = 1
        GROUP BY participant_home, participant, course_key, registration_key, item
    ) AS by_lesson
    GROUP BY participant_home, participant, course_key, registration_key
),

-- A session that was seen while it was open is told of again later: the most counts.
session_time AS (
    SELECT
        participant_home, participant, course_key, registration_key,
        sum(active_s) AS session_s
    FROM (
        SELECT
            participant_home, participant, course_key, registration_key,
            coalesce(session, statement_id) AS session_key,
            max(active_s) AS active_s
        FROM events
        WHERE verb = 'terminated' AND of_a_unit = 1
        GROUP BY
            participant_home, participant, course_key, registration_key,
            coalesce(session, statement_id)
    ) AS by_session
    GROUP BY participant_home, participant, course_key, registration_key
),

-- What was said of the unit itself, the word that decides its status first. Of a
-- course, "experienced" is how far a SCORM record had come.
words AS (
    SELECT
        events.participant_home, events.participant,
        events.course_key, events.registration_key,
        events.statement_id, events.origin, events.raw_hash,
        row_number() OVER (
            PARTITION BY
                events.participant_home, events.participant,
                events.course_key, events.registration_key
            ORDER BY
                events.proves DESC,
                CASE
                    WHEN events.verb = 'passed' THEN 0
                    WHEN events.verb IN ('completed', 'satisfied') THEN 1
                    WHEN events.verb = 'failed' THEN 2
                    WHEN events.verb = 'terminated' THEN 3
                    ELSE 4
                END,
                events.happened_at, events.statement_id
        ) AS place
    FROM events
    LEFT JOIN units
        ON events.participant_home = units.participant_home
        AND events.participant = units.participant
        AND events.course_key = units.course_key
        AND events.registration_key = units.registration_key
    WHERE events.of_a_unit = 1
        AND coalesce(events.item, '') = coalesce(units.unit, '')
),

tallies AS (
    SELECT
        events.participant_home, events.participant,
        events.course_key, events.registration_key,
        coalesce(units.unit, '') AS unit,
        max(events.agency) AS agency,
        max(events.package) AS package,
        max(events.course_version) AS course_version,
        max(events.language) AS language,
        max(events.standard) AS standard,
        max(CASE WHEN events.of_a_unit = 1 THEN events.null_because END)
            AS null_because,
        min(CASE WHEN events.verb NOT IN ('launched', 'waived', 'satisfied')
            THEN events.happened_at END) AS started_at,
        max(events.happened_at) AS last_at,
        min(CASE WHEN events.proves = 1 AND events.of_a_unit = 1
            AND events.verb IN ('completed', 'satisfied')
            AND coalesce(events.item, '') = coalesce(units.unit, '')
            THEN events.happened_at END) AS completed_at,
        min(CASE WHEN events.proves = 1 AND events.of_a_unit = 1
            AND events.verb = 'passed' AND coalesce(events.success, true)
            AND coalesce(events.item, '') = coalesce(units.unit, '')
            THEN events.happened_at END) AS passed_at,
        min(CASE WHEN events.proves = 1 AND events.of_a_unit = 1
            AND events.verb = 'failed'
            AND coalesce(events.item, '') = coalesce(units.unit, '')
            THEN events.happened_at END) AS failed_at,
        max(CASE WHEN events.proves = 1 AND events.of_a_unit = 1
            AND events.verb IN ('passed', 'failed', 'completed')
            THEN events.scaled END) AS unit_scaled,
        max(CASE WHEN events.proves = 1 AND events.activity_type = 'check'
            THEN events.scaled END) AS check_scaled,
        count(DISTINCT CASE WHEN events.activity_type = 'check'
            AND events.verb IN ('passed', 'failed')
            THEN coalesce(events.attempt, 1) END) AS check_tries,
        count(DISTINCT CASE WHEN events.verb IN ('initialized', 'terminated')
            THEN coalesce(events.session, events.statement_id) END) AS sessions,
        sum(CASE WHEN events.verb = 'answered' THEN 1 ELSE 0 END) AS answers,
        max(events.lms_s) AS lms_s,
        min(CASE WHEN events.trust = 'low' THEN 0
            WHEN events.trust = 'medium' THEN 1 ELSE 2 END) AS least_trust,
        min(CASE WHEN events.proves = 1 AND events.of_a_unit = 1
            AND events.verb IN ('completed', 'passed', 'failed', 'satisfied')
            THEN CASE WHEN events.trust = 'medium' THEN 1 ELSE 2 END
            END) AS status_trust
    FROM events
    LEFT JOIN units
        ON events.participant_home = units.participant_home
        AND events.participant = units.participant
        AND events.course_key = units.course_key
        AND events.registration_key = units.registration_key
    GROUP BY
        events.participant_home, events.participant,
        events.course_key, events.registration_key, coalesce(units.unit, '')
),

measured AS (
    SELECT
        tallies.*,
        lesson_time.lessons_opened,
        lesson_time.lessons_completed,
        CASE
            WHEN session_time.session_s IS NULL THEN lesson_time.active_s
            WHEN lesson_time.active_s > session_time.session_s THEN lesson_time.active_s
            ELSE session_time.session_s
        END AS active_s,
        CASE
            WHEN session_time.session_s IS NULL AND lesson_time.active_s IS NULL THEN NULL
            WHEN session_time.session_s IS NULL THEN 'lessons'
            WHEN lesson_time.active_s > session_time.session_s THEN 'lessons'
            ELSE 'sessions'
        END AS active_from
    FROM tallies
    LEFT JOIN session_time
        ON tallies.participant_home = session_time.participant_home
        AND tallies.participant = session_time.participant
        AND tallies.course_key = session_time.course_key
        AND tallies.registration_key = session_time.registration_key
    LEFT JOIN lesson_time
        ON tallies.participant_home = lesson_time.participant_home
        AND tallies.participant = lesson_time.participant
        AND tallies.course_key = lesson_time.course_key
        AND tallies.registration_key = lesson_time.registration_key
)

SELECT
    measured.participant_home,
    measured.participant,
    measured.course_key AS course,
    measured.unit,
    measured.registration_key AS registration,
    CAST(row_number() OVER (
        PARTITION BY
            measured.participant_home, measured.participant,
            measured.course_key, measured.unit
        ORDER BY
            coalesce(measured.started_at, measured.last_at), measured.registration_key
    ) AS BIGINT) AS attempt,
    coalesce(measured.agency, packages.agency) AS agency,
    zones.zone,
    coalesce(measured.course_version, packages.version) AS course_version,
    measured.package,
    coalesce(measured.language, packages.language) AS language,
    coalesce(measured.standard, packages.target, 'xapi') AS standard,
    CASE
        WHEN measured.passed_at IS NOT NULL THEN 'passed'
        WHEN measured.completed_at IS NOT NULL THEN 'completed'
        WHEN measured.failed_at IS NOT NULL THEN 'failed'
        WHEN measured.started_at IS NOT NULL THEN 'incomplete'
        ELSE 'not started'
    END AS status,
    CAST(floor(coalesce(measured.check_scaled, measured.unit_scaled) * 100
        + 0.000001) AS BIGINT) AS score_percent,
    CAST(measured.check_tries AS BIGINT) AS check_tries,
    measured.started_at,
    measured.completed_at,
    measured.passed_at,
    measured.last_at,
    CAST(measured.sessions AS BIGINT) AS sessions,
    CAST(coalesce(measured.lessons_opened, 0) AS BIGINT) AS lessons_opened,
    CAST(coalesce(measured.lessons_completed, 0) AS BIGINT) AS lessons_completed,
    CAST(measured.answers AS BIGINT) AS answers,
    measured.active_s,
    measured.active_from,
    measured.lms_s,
    measured.null_because,
    CASE coalesce(measured.status_trust, measured.least_trust)
        WHEN 0 THEN 'low' WHEN 1 THEN 'medium' ELSE 'high' END AS trust,
    CASE measured.least_trust
        WHEN 0 THEN 'low' WHEN 1 THEN 'medium' ELSE 'high' END AS least_trust,
    words.statement_id,
    words.origin,
    words.raw_hash
FROM measured
LEFT JOIN words
    ON measured.participant_home = words.participant_home
    AND measured.participant = words.participant
    AND measured.course_key = words.course_key
    AND measured.registration_key = words.registration_key
    AND words.place = 1
LEFT JOIN packages ON measured.package = packages.package
LEFT JOIN zones ON coalesce(measured.agency, packages.agency) = zones.agency
