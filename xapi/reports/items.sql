-- How each question works, by first answers: one row per question of a version.
--
-- n: people with an answer; their first one counts, whatever came after (an unanswered
-- question counts nowhere). Figures of fewer than ten people are not shown: `shown` is
-- then false. Answers of low trust are left out, and survey items are not here at all.
--
-- facility: share of right first answers, from 0 to 1.
-- discrimination: point-biserial correlation between this answer and the share of right
-- first answers to the other questions of the same place (lessons, or final check); its
-- people have answered another one there. Near 0 or below: look at the question. Null
-- where everybody was right, or everybody wrong.
-- distractor_1 to _3: the wrong answers chosen most, and how often.
WITH first_answers AS (
    SELECT
        answers.participant_home, answers.participant,
        coalesce(answers.course, '') AS course,
        coalesce(answers.course_version, '') AS course_version,
        answers.place, answers.item, answers.module, answers.lesson,
        answers.interaction_type, answers.response, answers.duration_s,
        CASE WHEN coalesce(answers.correct, answers.scaled >= 1) THEN 1 ELSE 0 END
            AS well,
        row_number() OVER (
            PARTITION BY
                answers.participant_home, answers.participant, answers.course,
                answers.course_version, answers.place, answers.item
            ORDER BY answers.attempt, answers.answered_at, answers.statement_id
        ) AS nth
    FROM answers
    CROSS JOIN asked
    WHERE answers.trust <> 'low'
        AND (asked.agency IS NULL OR asked.agency = answers.agency)
        AND (asked.course IS NULL OR asked.course = answers.course)
        AND (asked.from_day IS NULL OR asked.from_day
            <= CAST(coalesce(answers.answered_local, answers.answered_at) AS DATE))
        AND (asked.to_day IS NULL OR asked.to_day
            >= CAST(coalesce(answers.answered_local, answers.answered_at) AS DATE))
),

answered AS (
    SELECT
        participant_home, participant, course, course_version, place, item,
        module, lesson, interaction_type, response, duration_s, well,
        sum(well) OVER (
            PARTITION BY participant_home, participant, course, course_version, place
        ) AS right_all,
        count(*) OVER (
            PARTITION BY participant_home, participant, course, course_version, place
        ) AS answered_all,
        row_number() OVER (
            PARTITION BY course, course_version, place, item ORDER BY duration_s NULLS LAST
        ) AS time_place,
        count(duration_s) OVER (
            PARTITION BY course, course_version, place, item
        ) AS time_n
    FROM first_answers
    WHERE nth = 1
),

-- The rest: how well the same person did in the other questions.
with_rest AS (
    SELECT
        course, course_version, place, item,
        CAST(well AS DOUBLE) AS x,
        CAST(right_all - well AS DOUBLE) / CAST(answered_all - 1 AS DOUBLE) AS y
    FROM answered
    WHERE answered_all > 1
),

-- Deviations from the means first: sums of squares of large numbers lose digits.
deviations AS (
    SELECT
        course, course_version, place, item,
        x - avg(x) OVER (PARTITION BY course, course_version, place, item) AS dx,
        y - avg(y) OVER (PARTITION BY course, course_version, place, item) AS dy
    FROM with_rest
),

spread AS (
    SELECT
        course, course_version, place, item,
        count(*) AS n_rest,
        sum(dx * dy) AS dxy, sum(dx * dx) AS dxx, sum(dy * dy) AS dyy
    FROM deviations
    GROUP BY course, course_version, place, item
),

wrong AS (
    SELECT
        course, course_version, place, item, response,
        count(*) AS times,
        row_number() OVER (
            PARTITION BY course, course_version, place, item
            ORDER BY count(*) DESC, response
        ) AS rank
    FROM answered
    WHERE well = 0 AND response IS NOT NULL AND response <> ''
    GROUP BY course, course_version, place, item, response
),

distractors AS (
    SELECT
        course, course_version, place, item,
        max(CASE WHEN rank = 1 THEN response END) AS distractor_1,
        max(CASE WHEN rank = 1 THEN times END) AS distractor_1_n,
        max(CASE WHEN rank = 2 THEN response END) AS distractor_2,
        max(CASE WHEN rank = 2 THEN times END) AS distractor_2_n,
        max(CASE WHEN rank = 3 THEN response END) AS distractor_3,
        max(CASE WHEN rank = 3 THEN times END) AS distractor_3_n
    FROM wrong
    GROUP BY course, course_version, place, item
),

-- What it asks, in English if there is English; the same in every agency.
words AS (
    SELECT
        course, version, id,
        coalesce(max(CASE WHEN language = 'en' THEN text END), max(text)) AS text
    FROM course_words
    WHERE kind = 'item'
    GROUP BY course, version, id
),

counts AS (
    SELECT
        course, course_version, place, item,
        max(module) AS module, max(lesson) AS lesson,
        max(interaction_type) AS interaction_type,
        count(*) AS n,
        sum(well) AS well,
        sum(duration_s * greatest(CAST(0 AS DOUBLE), 1 - abs(
            time_place - 1 - (time_n - 1) * CAST(0.5 AS DOUBLE)))) AS median_s
    FROM answered
    GROUP BY course, course_version, place, item
)

SELECT
    counts.course,
    counts.course_version,
    counts.place,
    counts.module,
    counts.lesson,
    counts.item,
    words.text AS question,
    counts.interaction_type,
    counts.n,
    counts.n >= 10 AS shown,
    CASE WHEN counts.n >= 10
        THEN CAST(counts.well AS DOUBLE) / CAST(counts.n AS DOUBLE) END AS facility,
    CASE WHEN counts.n >= 10 AND spread.n_rest >= 10
            AND spread.dxx > CAST(0.000000001 AS DOUBLE)
            AND spread.dyy > CAST(0.000000001 AS DOUBLE)
        THEN spread.dxy / sqrt(spread.dxx * spread.dyy) END AS discrimination,
    CASE WHEN counts.n >= 10 THEN counts.median_s END AS median_s,
    CASE WHEN counts.n >= 10 THEN distractors.distractor_1 END AS distractor_1,
    CASE WHEN counts.n >= 10 THEN distractors.distractor_1_n END AS distractor_1_n,
    CASE WHEN counts.n >= 10 THEN distractors.distractor_2 END AS distractor_2,
    CASE WHEN counts.n >= 10 THEN distractors.distractor_2_n END AS distractor_2_n,
    CASE WHEN counts.n >= 10 THEN distractors.distractor_3 END AS distractor_3,
    CASE WHEN counts.n >= 10 THEN distractors.distractor_3_n END AS distractor_3_n
FROM counts
LEFT JOIN spread
    ON counts.course = spread.course
    AND counts.course_version = spread.course_version
    AND counts.place = spread.place
    AND counts.item = spread.item
LEFT JOIN distractors
    ON counts.course = distractors.course
    AND counts.course_version = distractors.course_version
    AND counts.place = distractors.place
    AND counts.item = distractors.item
LEFT JOIN words
    ON counts.course = words.course
    AND counts.course_version = words.version
    AND counts.item = words.id
ORDER BY counts.course, counts.course_version, counts.place, counts.item
