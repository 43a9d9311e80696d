-- One row per video or audio that a person played in a registration.
WITH events AS (
    SELECT
        statements.*,
        coalesce(statements.course, '') AS course_key,
        coalesce(statements.registration, '') AS registration_key
    FROM statements
    WHERE statements.activity_type IN ('video', 'audio')
),

tallies AS (
    SELECT
        participant_home, participant, course_key, registration_key, item,
        max(activity_type) AS kind,
        max(agency) AS agency,
        sum(CASE WHEN verb = 'played' THEN 1 ELSE 0 END) AS plays,
        sum(CASE WHEN verb = 'seeked' THEN 1 ELSE 0 END) AS seeks,
        max(progress) AS progress,
        max(media_s) AS media_s,
        max(CASE WHEN captions THEN 1 WHEN captions = false THEN 0 END) AS captions,
        min(happened_at) AS first_at,
        min(CASE WHEN verb = 'completed' THEN happened_at END) AS completed_at,
        max(happened_at) AS last_at,
        max(null_because) AS null_because
    FROM events
    GROUP BY participant_home, participant, course_key, registration_key, item
),

chosen AS (
    SELECT
        participant_home, participant, course_key, registration_key, item,
        package, course_version, language, standard, played,
        trust, statement_id, origin, raw_hash,
        row_number() OVER (
            PARTITION BY
                participant_home, participant, course_key, registration_key, item
            ORDER BY coalesce(progress, -1) DESC, happened_at, statement_id
        ) AS place
    FROM events
)

SELECT
    tallies.participant_home,
    tallies.participant,
    tallies.course_key AS course,
    tallies.registration_key AS registration,
    tallies.item AS medium,
    tallies.kind,
    course_items.module,
    course_items.lesson,
    coalesce(tallies.agency, packages.agency) AS agency,
    zones.zone,
    coalesce(chosen.course_version, packages.version) AS course_version,
    chosen.package,
    coalesce(chosen.language, packages.language) AS language,
    coalesce(chosen.standard, packages.target, 'xapi') AS standard,
    CASE WHEN tallies.completed_at IS NULL THEN 'incomplete' ELSE 'completed' END
        AS status,
    CAST(tallies.plays AS BIGINT) AS plays,
    CAST(tallies.seeks AS BIGINT) AS seeks,
    tallies.progress,
    chosen.played,
    tallies.media_s,
    tallies.progress * tallies.media_s AS played_s,
    CASE tallies.captions WHEN 1 THEN true WHEN 0 THEN false END AS captions,
    tallies.first_at,
    tallies.completed_at,
    tallies.last_at,
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
LEFT JOIN course_items
    ON tallies.course_key = course_items.course
    AND tallies.item = course_items.item
    AND coalesce(chosen.course_version, packages.version) = course_items.version
    AND coalesce(tallies.agency, packages.agency) = course_items.agency
