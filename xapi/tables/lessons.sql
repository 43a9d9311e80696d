-- One row per lesson that a person opened in a registration. `active_s` is all of that
-- registration so far: of several statements the one that says most counts.
WITH events AS (
    SELECT
        statements.*,
        coalesce(statements.course, '') AS course_key,
        coalesce(statements.registration, '') AS registration_key,
        CASE WHEN statements.verb = 'completed' OR statements.completion
            THEN 1 ELSE 0 END AS done
    FROM statements
    WHERE statements.activity_type = 'lesson' AND statements.trust <> 'low'
),

tallies AS (
    SELECT
        participant_home, participant, course_key, registration_key, item,
        max(agency) AS agency,
        max(done) AS done,
        min(happened_at) AS opened_at,
        min(CASE WHEN done = 1 THEN happened_at END) AS completed_at,
        max(happened_at) AS last_at,
        max(active_s) AS active_s,
        max(null_because) AS null_because
    FROM events
    GROUP BY participant_home, participant, course_key, registration_key, item
),

chosen AS (
    SELECT
        participant_home, participant, course_key, registration_key, item,
        package, course_version, language, time_source, standard,
        trust, statement_id, origin, raw_hash,
        row_number() OVER (
            PARTITION BY
                participant_home, participant, course_key, registration_key, item
            ORDER BY
                coalesce(active_s, -1) DESC, done DESC, happened_at, statement_id
        ) AS place
    FROM events
)

SELECT
    tallies.participant_home,
    tallies.participant,
    tallies.course_key AS course,
    tallies.registration_key AS registration,
    tallies.item AS lesson,
    course_lessons.module,
    coalesce(tallies.agency, packages.agency) AS agency,
    zones.zone,
    coalesce(chosen.course_version, packages.version) AS course_version,
    chosen.package,
    coalesce(chosen.language, packages.language) AS language,
    coalesce(chosen.standard, packages.target, 'xapi') AS standard,
    CASE WHEN tallies.done = 1 THEN 'completed' ELSE 'incomplete' END AS status,
    tallies.opened_at,
    tallies.completed_at,
    tallies.last_at,
    tallies.active_s,
    chosen.time_source,
    tallies.null_because,
    chosen.trust,
    chosen.statement_id,
    chosen.origin,
    chosen.raw_hash
FROM tallies
INNER JOIN chosen
    ON tallies.participant_home = chosen.participant_home
    AND tallies.participant = chosen.participant
    AND tallies.course_key = chosen.course_key
    AND tallies.registration_key = chosen.registration_key
    AND tallies.item = chosen.item
    AND chosen.place = 1
LEFT JOIN packages ON chosen.package = packages.package
LEFT JOIN zones ON coalesce(tallies.agency, packages.agency) = zones.agency
LEFT JOIN course_lessons
    ON tallies.course_key = course_lessons.course
    AND tallies.item = course_lessons.lesson
    AND coalesce(chosen.course_version, packages.version) = course_lessons.version
    AND coalesce(tallies.agency, packages.agency) = course_lessons.agency
