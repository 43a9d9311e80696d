-- One row per agency and course: how the people there are getting on.
--
-- A person is an account (participant_home, participant). A statement of low trust
-- (Moodle's log plug-in calls a failed attempt completed) shows that somebody was
-- there, and proves neither completion nor result.
--
-- Active time: the sessions of a person added up; where lessons show more, as after
-- a session that was killed before it could report, the lessons. Null is "not
-- carried", never zero.
WITH placed AS (
    SELECT
        statements.*,
        max(statements.agency) OVER (
            PARTITION BY
                statements.participant_home, statements.participant,
                statements.course, statements.registration
        ) AS agency_of_registration
    FROM statements
    WHERE statements.verb <> 'voided'
),

events AS (
    SELECT
        coalesce(placed.agency, placed.agency_of_registration, '') AS agency,
        coalesce(placed.course, '') AS course,
        placed.participant_home,
        placed.participant,
        placed.verb,
        coalesce(placed.registration, '') AS registration,
        coalesce(placed.activity_type, '') AS activity_type,
        coalesce(placed.item, '') AS item,
        placed.happened_at,
        placed.active_s,
        CASE WHEN placed.trust <> 'low' THEN 1 ELSE 0 END AS proves,
        CASE WHEN placed.success IS NULL OR placed.success THEN 1 ELSE 0 END AS well
    FROM placed
    CROSS JOIN asked
    WHERE (asked.from_day IS NULL OR asked.from_day
            <= CAST(coalesce(placed.happened_local, placed.happened_at) AS DATE))
        AND (asked.to_day IS NULL OR asked.to_day
            >= CAST(coalesce(placed.happened_local, placed.happened_at) AS DATE))
),

lessons AS (
    SELECT
        agency, course, participant_home, participant, item,
        max(active_s) AS active_s
    FROM events
    WHERE activity_type = 'lesson'
    GROUP BY agency, course, participant_home, participant, registration, item
),

lesson_time AS (
    SELECT
        agency, course, participant_home, participant,
        sum(active_s) AS active_s
    FROM lessons
    GROUP BY agency, course, participant_home, participant
),

people AS (
    SELECT
        agency, course, participant_home, participant,
        max(CASE WHEN verb IN ('launched', 'waived', 'satisfied') THEN 0 ELSE 1 END)
            AS started,
        max(CASE WHEN proves = 1 AND verb IN ('completed', 'satisfied')
            AND activity_type = 'course' THEN 1 ELSE 0 END) AS completed,
        max(CASE WHEN proves = 1 AND verb = 'passed' AND well = 1
            AND activity_type IN ('course', 'check') THEN 1 ELSE 0 END) AS passed,
        max(CASE WHEN proves = 1 AND verb = 'failed'
            AND activity_type IN ('course', 'check') THEN 1 ELSE 0 END) AS failed,
        sum(CASE WHEN verb = 'answered' THEN 1 ELSE 0 END) AS answers,
        sum(CASE WHEN verb = 'terminated' AND activity_type IN ('course', 'module', '')
            THEN active_s END) AS session_s,
        max(happened_at) AS last_activity
    FROM events
    GROUP BY agency, course, participant_home, participant
),

measured AS (
    SELECT
        people.agency,
        people.course,
        CAST(CASE
            WHEN people.session_s IS NULL THEN lesson_time.active_s
            WHEN lesson_time.active_s > people.session_s THEN lesson_time.active_s
            ELSE people.session_s
        END AS DOUBLE) AS active_s
    FROM people
    LEFT JOIN lesson_time
        ON people.agency = lesson_time.agency
        AND people.course = lesson_time.course
        AND people.participant_home = lesson_time.participant_home
        AND people.participant = lesson_time.participant
),

ranked AS (
    SELECT
        agency, course, active_s,
        row_number() OVER (PARTITION BY agency, course ORDER BY active_s) AS place,
        count(*) OVER (PARTITION BY agency, course) AS people
    FROM measured
    WHERE active_s IS NOT NULL
),

-- The median is the middle one, or the mean of the middle two.
medians AS (
    SELECT
        agency, course,
        avg(active_s) / CAST(3600 AS DOUBLE) AS median_active_hours
    FROM ranked
    WHERE 2 * place BETWEEN people AND people + 2
    GROUP BY agency, course
),

counts AS (
    SELECT
        agency, course,
        count(*) AS participants,
        sum(started) AS started,
        sum(CASE WHEN started = 1 AND completed = 0 THEN 1 ELSE 0 END) AS under_way,
        sum(completed) AS completed,
        sum(passed) AS passed,
        sum(CASE WHEN failed = 1 AND passed = 0 THEN 1 ELSE 0 END) AS failed,
        sum(answers) AS answers,
        max(last_activity) AS last_activity
    FROM people
    GROUP BY agency, course
),

-- A statement that was repaired and loaded since is no longer held back.
held_back AS (
    SELECT
        coalesce(quarantine.agency, '') AS agency,
        coalesce(quarantine.course, '') AS course,
        count(*) AS quarantined
    FROM quarantine
    LEFT JOIN (
        SELECT statement_id FROM all_statements
        UNION ALL
        SELECT statement_id FROM survey_answers
    ) AS loaded
        ON quarantine.statement_id = loaded.statement_id
        AND quarantine.code <> 'X501'
    WHERE loaded.statement_id IS NULL
    GROUP BY coalesce(quarantine.agency, ''), coalesce(quarantine.course, '')
),

places AS (
    SELECT agency, course FROM counts
    UNION
    SELECT agency, course FROM held_back
)

SELECT
    places.agency,
    places.course,
    CAST(coalesce(counts.participants, 0) AS BIGINT) AS participants,
    CAST(coalesce(counts.started, 0) AS BIGINT) AS started,
    CAST(coalesce(counts.under_way, 0) AS BIGINT) AS under_way,
    CAST(coalesce(counts.completed, 0) AS BIGINT) AS completed,
    CAST(coalesce(counts.passed, 0) AS BIGINT) AS passed,
    CAST(coalesce(counts.failed, 0) AS BIGINT) AS failed,
    medians.median_active_hours,
    CAST(coalesce(counts.answers, 0) AS BIGINT) AS answers,
    counts.last_activity,
    CAST(coalesce(held_back.quarantined, 0) AS BIGINT) AS quarantined
FROM places
LEFT JOIN counts
    ON places.agency = counts.agency AND places.course = counts.course
LEFT JOIN medians
    ON places.agency = medians.agency AND places.course = medians.course
LEFT JOIN held_back
    ON places.agency = held_back.agency AND places.course = held_back.course
CROSS JOIN asked
WHERE (asked.agency IS NULL OR asked.agency = places.agency)
    AND (asked.course IS NULL OR asked.course = places.course)
ORDER BY places.agency, places.course
