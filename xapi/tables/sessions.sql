-- One row per session: from its beginning to its end, or to the last that was heard.
WITH events AS (
    SELECT
        statements.*,
        coalesce(statements.course, '') AS course_key,
        coalesce(statements.registration, '') AS registration_key
    FROM statements
    WHERE statements.session IS NOT NULL AND statements.verb <> 'voided'
),

tallies AS (
    SELECT
        participant_home, participant, course_key, registration_key, session,
        max(agency) AS agency,
        max(package) AS package,
        max(course_version) AS course_version,
        max(language) AS language,
        max(standard) AS standard,
        min(happened_at) AS started_at,
        max(CASE WHEN verb = 'terminated' THEN happened_at END) AS ended_at,
        max(happened_at) AS last_at,
        max(CASE WHEN verb = 'terminated' THEN duration_s END) AS duration_s,
        max(CASE WHEN verb = 'terminated' THEN active_s END) AS active_s,
        max(CASE WHEN verb = 'abandoned' THEN 1 ELSE 0 END) AS abandoned,
        count(*) AS statements,
        max(null_because) AS null_because
    FROM events
    GROUP BY participant_home, participant, course_key, registration_key, session
),

chosen AS (
    SELECT
        participant_home, participant, course_key, registration_key, session,
        trust, statement_id, origin, raw_hash,
        row_number() OVER (
            PARTITION BY
                participant_home, participant, course_key, registration_key, session
            ORDER BY
                CASE verb WHEN 'terminated' THEN 0 WHEN 'initialized' THEN 1 ELSE 2 END,
                happened_at DESC, statement_id
        ) AS place
    FROM events
)

SELECT
    tallies.participant_home,
    tallies.participant,
    tallies.course_key AS course,
    tallies.registration_key AS registration,
    tallies.session,
    coalesce(tallies.agency, packages.agency) AS agency,
    zones.zone,
    coalesce(tallies.course_version, packages.version) AS course_version,
    tallies.package,
    coalesce(tallies.language, packages.language) AS language,
    coalesce(tallies.standard, packages.target, 'xapi') AS standard,
    CASE
        WHEN tallies.ended_at IS NOT NULL THEN 'ended'
        WHEN tallies.abandoned = 1 THEN 'abandoned'
        ELSE 'open'
    END AS status,
    tallies.started_at,
    tallies.ended_at,
    tallies.last_at,
    tallies.duration_s,
    tallies.active_s,
    CAST(tallies.statements AS BIGINT) AS statements,
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
    AND tallies.session = chosen.session
    AND chosen.place = 1
LEFT JOIN packages ON tallies.package = packages.package
LEFT JOIN zones ON coalesce(tallies.agency, packages.agency) = zones.agency
