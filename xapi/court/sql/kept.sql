-- The records that a page may use: of courses, modules, lessons, checks and check-ins
-- alone. Answers and media never come this far.
--
-- `registration` carries the enrolment, after a line break: a registration that went on
-- into a second enrolment is two from here on.
SELECT
    counting.* EXCLUDE (local_day, zone, happened_local, stored_local, loaded_local)
        REPLACE (
            coalesce(counting.registration, '') || chr(10) || enrolments.enrolment_key
                AS registration
        )
FROM court.counting AS counting
CROSS JOIN asked
INNER JOIN court.enrolments AS enrolments
    ON counting.participant = enrolments.participant
    AND counting.course = enrolments.course
    AND (enrolments.listed OR counting.participant_home = enrolments.participant_home)
    AND (enrolments.from_day IS NULL OR counting.local_day >= enrolments.from_day)
    AND (enrolments.until_day IS NULL OR counting.local_day < enrolments.until_day)
WHERE counting.local_day <= asked.as_of
    AND counting.activity_type IN ('course', 'module', 'lesson', 'check', 'check-in')
    AND counting.verb IN (
        'launched', 'initialized', 'terminated', 'experienced', 'completed', 'passed',
        'failed', 'attested', 'abandoned', 'satisfied'
    )
