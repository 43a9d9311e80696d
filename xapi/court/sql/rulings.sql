-- What the agency decided of whole enrolments, by the day of the page.
SELECT
    enrolments.enrolment_key,
    decisions.decision, decisions.reason, decisions.author, decisions.decided_on,
    decisions.from_day, decisions.to_day
FROM decisions
CROSS JOIN asked
INNER JOIN enrolments
    ON decisions.participant = enrolments.participant
    AND decisions.course = enrolments.course
    AND decisions.enrolment = enrolments.enrolment
    AND enrolments.listed
WHERE decisions.decided_on <= asked.as_of
    AND (decisions.decision <> 'excused' OR decisions.what = 'course')
ORDER BY enrolments.enrolment_key, decisions.decided_on, decisions.decision
