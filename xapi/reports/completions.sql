-- How many were referred, started and finished, and how long it took them: by agency,
-- court, month, course, version and language.
--
-- A person counts once per course (or unit with a package of its own: `unit`), under their first
-- registration: its version and its language. The month is that of the referral where
-- the roster has one, else that of the start, on the agency's clocks; null: not known.
-- Finished: completed or passed in any registration. Days are from the start to that
-- moment, hours are active time in all registrations; both of those who finished.
-- `referred` is null where there is no roster, never zero.
WITH first_registration AS (
    SELECT participant_home, participant, course, unit, course_version, language
    FROM attempts
    WHERE attempt = 1
),

recorded AS (
    SELECT
        participant_home, participant, course, unit,
        max(agency) AS agency,
        min(started_at) AS started_at,
        min(coalesce(started_local, started_at)) AS started_local,
        min(CASE WHEN status IN ('passed', 'completed')
            THEN coalesce(completed_at, passed_at) END) AS finished_at,
        sum(active_s) AS active_s
    FROM attempts
    GROUP BY participant_home, participant, course, unit
),

-- Those in the roster without any record are of the whole course.
people AS (
    SELECT
        coalesce(recorded.agency, roster.agency) AS agency,
        roster.court,
        coalesce(roster.referred_on, CAST(recorded.started_local AS DATE)) AS began_on,
        coalesce(recorded.course, roster.course) AS course,
        coalesce(recorded.unit, '') AS unit,
        first_registration.course_version,
        first_registration.language,
        CASE WHEN roster.participant IS NULL THEN 0 ELSE 1 END AS referred,
        CASE WHEN recorded.started_at IS NULL THEN 0 ELSE 1 END AS started,
        CASE WHEN recorded.finished_at IS NULL THEN 0 ELSE 1 END AS finished,
        CAST(date_diff('second', date_trunc('second', recorded.started_at),
            date_trunc('second', recorded.finished_at)) AS DOUBLE)
            / CAST(86400 AS DOUBLE) AS days,
        CASE WHEN recorded.finished_at IS NOT NULL
            THEN recorded.active_s / CAST(3600 AS DOUBLE) END AS hours
    FROM recorded
    LEFT JOIN first_registration
        ON recorded.participant_home = first_registration.participant_home
        AND recorded.participant = first_registration.participant
        AND recorded.course = first_registration.course
        AND recorded.unit = first_registration.unit
    FULL OUTER JOIN roster
        ON recorded.participant = roster.participant
        AND recorded.course = roster.course
        AND recorded.unit = ''
),

chosen AS (
    SELECT
        coalesce(people.agency, '') AS agency,
        coalesce(people.court, '') AS court,
        CAST(date_trunc('month', people.began_on) AS DATE) AS month,
        people.course,
        CASE WHEN people.unit = '' THEN 'course' ELSE people.unit END AS unit,
        coalesce(people.course_version, '') AS course_version,
        coalesce(people.language, '') AS language,
        people.referred,
        people.started,
        people.finished,
        people.days,
        people.hours
    FROM people
    CROSS JOIN asked
    WHERE (asked.agency IS NULL OR asked.agency = people.agency)
        AND (asked.course IS NULL OR asked.course = people.course)
        AND (asked.from_day IS NULL OR asked.from_day <= people.began_on)
        AND (asked.to_day IS NULL OR asked.to_day >= people.began_on)
),

placed AS (
    SELECT
        agency, court, month, course, unit, course_version, language,
        referred, started, finished, days, hours,
        row_number() OVER (
            PARTITION BY agency, court, month, course, unit, course_version, language
            ORDER BY days NULLS LAST
        ) AS days_place,
        count(days) OVER (
            PARTITION BY agency, court, month, course, unit, course_version, language
        ) AS days_n,
        row_number() OVER (
            PARTITION BY agency, court, month, course, unit, course_version, language
            ORDER BY hours NULLS LAST
        ) AS hours_place,
        count(hours) OVER (
            PARTITION BY agency, court, month, course, unit, course_version, language
        ) AS hours_n
    FROM chosen
)

-- A quartile lies between two of the values in order: each of them weighs as much as
-- its place is near (Hyndman and Fan's seventh definition, that of spreadsheets).
SELECT
    agency,
    court,
    month,
    course,
    unit,
    course_version,
    language,
    CASE WHEN (SELECT count(*) FROM roster) > 0
        THEN CAST(sum(referred) AS BIGINT) END AS referred,
    CAST(sum(started) AS BIGINT) AS started,
    CAST(sum(finished) AS BIGINT) AS finished,
    sum(days * greatest(CAST(0 AS DOUBLE), 1 - abs(
        days_place - 1 - (days_n - 1) * CAST(0.25 AS DOUBLE)))) AS days_q1,
    sum(days * greatest(CAST(0 AS DOUBLE), 1 - abs(
        days_place - 1 - (days_n - 1) * CAST(0.5 AS DOUBLE)))) AS days_median,
    sum(days * greatest(CAST(0 AS DOUBLE), 1 - abs(
        days_place - 1 - (days_n - 1) * CAST(0.75 AS DOUBLE)))) AS days_q3,
    sum(hours * greatest(CAST(0 AS DOUBLE), 1 - abs(
        hours_place - 1 - (hours_n - 1) * CAST(0.25 AS DOUBLE)))) AS hours_q1,
    sum(hours * greatest(CAST(0 AS DOUBLE), 1 - abs(
        hours_place - 1 - (hours_n - 1) * CAST(0.5 AS DOUBLE)))) AS hours_median,
    sum(hours * greatest(CAST(0 AS DOUBLE), 1 - abs(
        hours_place - 1 - (hours_n - 1) * CAST(0.75 AS DOUBLE)))) AS hours_q3
FROM placed
GROUP BY agency, court, month, course, unit, course_version, language
ORDER BY agency, court, month NULLS LAST, course, unit, course_version, language
