-- One row per enrolment of the people asked for: how it stands, with what the roster says.
SELECT
    standing.*,
    enrolments.deadline, enrolments.ordered_on, enrolments.order_hours,
    asked.as_of
FROM standing
INNER JOIN enrolments ON standing.enrolment_key = enrolments.enrolment_key
CROSS JOIN asked
ORDER BY standing.participant, standing.course, standing.enrolment, standing.enrolment_key
