-- One row per enrolment of the people asked for: how it stands, with what the roster says.
SELECT
    standing.*,
    enrolments.deadline, enrolments.ordered_on, enrolments.order_hours,
    course_rules.condition, course_rules.count AS asked_count,
    asked.as_of
FROM standing
INNER JOIN enrolments ON standing.enrolment_key = enrolments.enrolment_key
LEFT JOIN course_rules
    ON standing.course = course_rules.course
    AND standing.course_version = course_rules.version
    AND standing.agency = course_rules.agency
    AND standing.rule = course_rules.rule
CROSS JOIN asked
ORDER BY standing.participant, standing.course, standing.enrolment, standing.enrolment_key
