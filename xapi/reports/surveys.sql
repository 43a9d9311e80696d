-- What people thought before the course, after it, and six months on: one row per
-- statement of a scale and occasion, of all agencies that record surveys.
--
-- The same statement is met again under another survey's id: what follows that id names
-- it. Before: the first place in the course; after: any later one; six months: in a
-- check-in. A statement that is turned round counts from the other end, so that a higher
-- mean is always the same direction. A person's last answer in an occasion counts. Of the
-- time of an answer its quarter alone is known: limits of days take all quarters that
-- they touch.
--
-- missing: people who answered this statement on some occasion, and not on this one.
-- change: mean of the differences to before, over the pairs (people who answered both
-- times); effect_size: that mean by the standard deviation of the differences (Cohen's
-- d_z). Fewer than ten people, or pairs: not shown. No person appears here.
WITH items AS (
    SELECT
        course_items.course, course_items.version, course_items.item,
        max(substr(course_items.item, length(course_items.part_of) + 2)) AS statement,
        max(CASE WHEN course_items.reverse THEN 1 ELSE 0 END) AS reverse,
        max(CASE WHEN course_lessons.checkin IS NULL THEN 0 ELSE 1 END) AS in_checkin,
        min(course_lessons.number) AS number
    FROM course_items
    INNER JOIN course_lessons
        ON course_items.course = course_lessons.course
        AND course_items.version = course_lessons.version
        AND course_items.agency = course_lessons.agency
        AND course_items.lesson = course_lessons.lesson
    WHERE course_items.part_of IS NOT NULL
    GROUP BY course_items.course, course_items.version, course_items.item
),

occasions AS (
    SELECT
        course, version, item, statement, reverse,
        CASE
            WHEN in_checkin = 1 THEN 3
            WHEN number = min(number) OVER (PARTITION BY course, version, statement)
            THEN 1
            ELSE 2
        END AS occasion
    FROM items
),

points AS (
    SELECT course, version, id, count(DISTINCT part) AS points
    FROM course_words
    WHERE kind = 'scale'
    GROUP BY course, version, id
),

words AS (
    SELECT
        course, version, id,
        coalesce(max(CASE WHEN language = 'en' THEN text END), max(text)) AS text
    FROM course_words
    WHERE kind = 'item'
    GROUP BY course, version, id
),

given AS (
    SELECT
        surveys.participant, surveys.course, surveys.course_version,
        occasions.statement, occasions.occasion, occasions.item,
        CASE WHEN occasions.reverse = 1
            THEN CAST(points.points + 1 AS DOUBLE) - CAST(surveys.response AS DOUBLE)
            ELSE CAST(surveys.response AS DOUBLE)
        END AS value,
        row_number() OVER (
            PARTITION BY
                surveys.participant, surveys.course, surveys.course_version,
                occasions.statement, occasions.occasion
            ORDER BY surveys.answer_number DESC
        ) AS nth
    FROM surveys
    CROSS JOIN asked
    INNER JOIN occasions
        ON surveys.course = occasions.course
        AND surveys.course_version = occasions.version
        AND surveys.item = occasions.item
    INNER JOIN points
        ON surveys.course = points.course
        AND surveys.course_version = points.version
        AND surveys.item = points.id
    WHERE surveys.response IN ('1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11')
        AND (asked.agency IS NULL OR asked.agency = surveys.agency)
        AND (asked.course IS NULL OR asked.course = surveys.course)
        AND (asked.from_day IS NULL
            OR CAST(date_trunc('quarter', asked.from_day) AS DATE)
            <= surveys.answered_quarter)
        AND (asked.to_day IS NULL OR asked.to_day >= surveys.answered_quarter)
),

counted AS (
    SELECT
        participant, course, course_version, statement, occasion, value
    FROM given
    WHERE nth = 1
),

asked_at_all AS (
    SELECT course, course_version, statement, count(*) AS people
    FROM (
        SELECT DISTINCT
            course, course_version, statement, participant
        FROM counted
    ) AS each_once
    GROUP BY course, course_version, statement
),

places AS (
    SELECT DISTINCT
        asked_at_all.course, asked_at_all.course_version, asked_at_all.statement,
        asked_at_all.people, occasions.occasion, max(occasions.item) AS item
    FROM asked_at_all
    INNER JOIN occasions
        ON asked_at_all.course = occasions.course
        AND asked_at_all.course_version = occasions.version
        AND asked_at_all.statement = occasions.statement
    GROUP BY
        asked_at_all.course, asked_at_all.course_version, asked_at_all.statement,
        asked_at_all.people, occasions.occasion
),

values_spread AS (
    SELECT
        course, course_version, statement, occasion, value,
        value - avg(value) OVER (
            PARTITION BY course, course_version, statement, occasion
        ) AS dv
    FROM counted
),

figures AS (
    SELECT
        course, course_version, statement, occasion,
        count(*) AS n,
        avg(value) AS mean,
        CASE WHEN count(*) > 1
            THEN sqrt(sum(dv * dv) / CAST(greatest(count(*) - 1, 1) AS DOUBLE)) END AS sd
    FROM values_spread
    GROUP BY course, course_version, statement, occasion
),

pairs AS (
    SELECT
        later.course, later.course_version, later.statement, later.occasion,
        later.value - earlier.value AS difference
    FROM counted AS later
    INNER JOIN counted AS earlier
        ON later.participant = earlier.participant
        AND later.course = earlier.course
        AND later.course_version = earlier.course_version
        AND later.statement = earlier.statement
    WHERE earlier.occasion = 1 AND later.occasion > 1
),

pairs_spread AS (
    SELECT
        course, course_version, statement, occasion, difference,
        difference - avg(difference) OVER (
            PARTITION BY course, course_version, statement, occasion
        ) AS dd
    FROM pairs
),

changes AS (
    SELECT
        course, course_version, statement, occasion,
        count(*) AS pairs,
        avg(difference) AS change,
        sqrt(sum(dd * dd) / CAST(greatest(count(*) - 1, 1) AS DOUBLE)) AS sd_change
    FROM pairs_spread
    GROUP BY course, course_version, statement, occasion
)

SELECT
    places.course,
    places.course_version,
    places.statement,
    places.item,
    words.text AS words,
    CASE places.occasion WHEN 1 THEN 'before' WHEN 2 THEN 'after' ELSE 'six months' END
        AS occasion,
    CAST(coalesce(figures.n, 0) AS BIGINT) AS n,
    CAST(places.people - coalesce(figures.n, 0) AS BIGINT) AS missing,
    CASE WHEN figures.n >= 10 THEN figures.mean END AS mean,
    CASE WHEN figures.n >= 10 THEN figures.sd END AS sd,
    CASE WHEN places.occasion > 1 THEN CAST(coalesce(changes.pairs, 0) AS BIGINT) END
        AS pairs,
    CASE WHEN changes.pairs >= 10 THEN changes.change END AS change,
    CASE WHEN changes.pairs >= 10 AND changes.sd_change > CAST(0.000000001 AS DOUBLE)
        THEN changes.change / changes.sd_change END AS effect_size
FROM places
LEFT JOIN figures
    ON places.course = figures.course
    AND places.course_version = figures.course_version
    AND places.statement = figures.statement
    AND places.occasion = figures.occasion
LEFT JOIN changes
    ON places.course = changes.course
    AND places.course_version = changes.course_version
    AND places.statement = changes.statement
    AND places.occasion = changes.occasion
LEFT JOIN words
    ON places.course = words.course
    AND places.course_version = words.version
    AND places.item = words.id
ORDER BY places.course, places.course_version, places.statement, places.occasion
