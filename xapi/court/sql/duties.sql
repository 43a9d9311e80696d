-- The check-ins of each enrolment, in the order in which they are due.
SELECT
    enrolment_key, what, week, due_on, status, done_on, reason, author, decided_on
FROM obligations
WHERE what <> 'course'
ORDER BY enrolment_key, coalesce(due_on, done_on) NULLS LAST, week NULLS LAST, what
