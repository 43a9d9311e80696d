-- One row per enrolment: active time, the LMS's total, the final check, over all
-- registrations of the course itself. Time in check-ins is not counted.
SELECT
    enrolment_key,
    sum(active_s) AS active_s,
    sum(lms_s) AS lms_s,
    sum(active_s) FILTER (lms_s IS NOT NULL) AS compared_s,
    sum(lms_s) FILTER (active_s IS NOT NULL) AS compared_lms_s,
    max(language) AS language,
    max(score_percent) AS score_percent,
    CAST(sum(check_tries) AS BIGINT) AS check_tries,
    CAST(sum(lessons_opened) AS BIGINT) AS lessons_opened
FROM court.attempts
GROUP BY enrolment_key
