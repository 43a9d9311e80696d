-- Where people stop: one row per lesson of a version, in the order of the course.
--
-- opened and completed: people who opened or finished the lesson, in any registration.
-- stopped: people whose last lesson this was, who have not finished the course, and of
-- whom nothing was heard for 14 days before `asked.as_of`. It says where they stopped,
-- not why. median_active_minutes: of those who finished the lesson, all their time in it.
-- planned_minutes is the course plan's; proven_minutes is what the length worksheet
-- proves for the words and media (the longest language); null: no catalogue is loaded.
WITH visits AS (
    SELECT
        lessons.participant_home, lessons.participant, lessons.course,
        coalesce(lessons.course_version, '') AS course_version, lessons.lesson,
        max(CASE WHEN lessons.status = 'completed' THEN 1 ELSE 0 END) AS done,
        max(coalesce(lessons.last_local, lessons.last_at)) AS last_at,
        max(lessons.last_at) AS last_utc,
        sum(lessons.active_s) AS active_s
    FROM lessons
    CROSS JOIN asked
    WHERE (asked.agency IS NULL OR asked.agency = lessons.agency)
        AND (asked.course IS NULL OR asked.course = lessons.course)
        AND (asked.from_day IS NULL OR asked.from_day
            <= CAST(coalesce(lessons.opened_local, lessons.opened_at) AS DATE))
        AND (asked.to_day IS NULL OR asked.to_day
            >= CAST(coalesce(lessons.opened_local, lessons.opened_at) AS DATE))
    GROUP BY
        lessons.participant_home, lessons.participant, lessons.course,
        coalesce(lessons.course_version, ''), lessons.lesson
),

-- The lesson of a check-in belongs to the six months after the course.
course_order AS (
    SELECT
        course, version, lesson,
        min(number) AS number, max(module) AS module,
        max(planned_minutes) AS planned_minutes,
        max(CASE WHEN checkin IS NULL THEN 0 ELSE 1 END) AS in_checkin
    FROM course_lessons
    GROUP BY course, version, lesson
),

words AS (
    SELECT
        course, version, id,
        coalesce(max(CASE WHEN language = 'en' THEN text END), max(text)) AS title,
        max(proven_s) AS proven_s
    FROM course_words
    WHERE kind = 'lesson'
    GROUP BY course, version, id
),

people AS (
    SELECT
        participant_home, participant, course,
        max(CASE WHEN status IN ('passed', 'completed') THEN 1 ELSE 0 END) AS finished,
        max(coalesce(last_local, last_at)) AS last_at
    FROM attempts
    WHERE unit = ''
    GROUP BY participant_home, participant, course
),

ordered AS (
    SELECT
        visits.participant_home, visits.participant, visits.course,
        visits.course_version, visits.lesson, visits.done, visits.active_s,
        row_number() OVER (
            PARTITION BY visits.participant_home, visits.participant, visits.course
            ORDER BY visits.last_utc DESC, visits.course_version DESC, visits.lesson DESC
        ) AS from_the_end,
        row_number() OVER (
            PARTITION BY visits.course, visits.course_version, visits.lesson
            ORDER BY
                CASE WHEN visits.done = 1 AND visits.active_s IS NOT NULL
                    THEN 0 ELSE 1 END,
                visits.active_s NULLS LAST
        ) AS time_place,
        count(CASE WHEN visits.done = 1 THEN visits.active_s END) OVER (
            PARTITION BY visits.course, visits.course_version, visits.lesson
        ) AS time_n
    FROM visits
),

counted AS (
    SELECT
        ordered.course, ordered.course_version, ordered.lesson,
        count(*) AS opened,
        sum(ordered.done) AS completed,
        sum(CASE
            WHEN ordered.from_the_end = 1
                AND coalesce(people.finished, 0) = 0
                AND date_diff('day', CAST(people.last_at AS DATE), asked.as_of) > 14
            THEN 1 ELSE 0
        END) AS stopped,
        sum(CASE WHEN ordered.done = 1 THEN ordered.active_s * greatest(
            CAST(0 AS DOUBLE),
            1 - abs(ordered.time_place - 1 - (ordered.time_n - 1) * CAST(0.5 AS DOUBLE))
        ) END) / CAST(60 AS DOUBLE) AS median_active_minutes
    FROM ordered
    CROSS JOIN asked
    LEFT JOIN people
        ON ordered.participant_home = people.participant_home
        AND ordered.participant = people.participant
        AND ordered.course = people.course
    GROUP BY ordered.course, ordered.course_version, ordered.lesson
)

SELECT
    counted.course,
    counted.course_version,
    course_order.number,
    course_order.module,
    counted.lesson,
    words.title,
    counted.opened,
    CAST(counted.completed AS BIGINT) AS completed,
    CAST(counted.stopped AS BIGINT) AS stopped,
    CAST(counted.stopped AS DOUBLE) / CAST(counted.opened AS DOUBLE) AS stopped_share,
    counted.median_active_minutes,
    CAST(course_order.planned_minutes AS BIGINT) AS planned_minutes,
    words.proven_s / CAST(60 AS DOUBLE) AS proven_minutes
FROM counted
LEFT JOIN course_order
    ON counted.course = course_order.course
    AND counted.course_version = course_order.version
    AND counted.lesson = course_order.lesson
LEFT JOIN words
    ON counted.course = words.course
    AND counted.course_version = words.version
    AND counted.lesson = words.id
WHERE coalesce(course_order.in_checkin, 0) = 0
ORDER BY
    counted.course, counted.course_version, course_order.number NULLS LAST,
    counted.lesson
