-- One row per check-in that a person did: the first time counts.
WITH done AS (
    SELECT
        statements.*,
        row_number() OVER (
            PARTITION BY
                statements.participant_home, statements.participant,
                statements.course, statements.item
            ORDER BY statements.happened_at, statements.statement_id
        ) AS place
    FROM statements
    WHERE statements.activity_type = 'check-in' AND statements.verb = 'completed'
        AND statements.trust <> 'low'
)

SELECT
    done.participant_home,
    done.participant,
    coalesce(done.course, '') AS course,
    coalesce(done.registration, '') AS registration,
    done.item AS checkin,
    course_checkins.week,
    coalesce(done.agency, packages.agency) AS agency,
    done.zone,
    coalesce(done.course_version, packages.version) AS course_version,
    done.package,
    coalesce(done.language, packages.language) AS language,
    coalesce(done.standard, packages.target, 'xapi') AS standard,
    done.happened_at AS done_at,
    done.time_known,
    done.null_because,
    done.trust,
    done.statement_id,
    done.origin,
    done.raw_hash
FROM done
LEFT JOIN packages ON done.package = packages.package
LEFT JOIN course_checkins
    ON done.course = course_checkins.course
    AND done.item = course_checkins.checkin
    AND coalesce(done.course_version, packages.version) = course_checkins.version
    AND coalesce(done.agency, packages.agency) = course_checkins.agency
WHERE done.place = 1
