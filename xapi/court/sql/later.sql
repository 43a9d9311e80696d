-- How many records are of a day after the page's: it does not use them.
SELECT enrolments.enrolment_key, count(*) AS records
FROM court.counting AS counting
CROSS JOIN asked
INNER JOIN court.enrolments AS enrolments
    ON counting.participant = enrolments.participant
    AND counting.course = enrolments.course
    AND (enrolments.until_day IS NULL OR counting.local_day < enrolments.until_day)
WHERE counting.local_day > asked.as_of
GROUP BY enrolments.enrolment_key
