-- Projection user_stats. From the topics reviews and sessions.
--
-- A learner's rows are shared by all partitions. They hold sums, the earliest and the latest instant,
-- and nothing else: additions come to the same in any order. Averages and streaks are for queries.
-- A card belongs to a deck, hence to one partition: whether it was studied before is no shared matter.

CREATE TABLE projection.user_stats (
  user_id              text        PRIMARY KEY CHECK (char_length(user_id) <= 64),
  session_count        bigint      NOT NULL,
  win_count            bigint      NOT NULL,
  studied_card_count   bigint      NOT NULL,
  review_count         bigint      NOT NULL,
  correct_review_count bigint      NOT NULL,
  time_spent_ms        bigint      NOT NULL,
  created_at           timestamptz NOT NULL,
  updated_at           timestamptz NOT NULL
);

COMMENT ON COLUMN projection.user_stats.session_count IS 'Sessions that were completed.';
COMMENT ON COLUMN projection.user_stats.studied_card_count IS
  'Different cards with at least one review that counts: rows of studied_cards.';
COMMENT ON COLUMN projection.user_stats.time_spent_ms IS
  'Completed sessions as a whole, and reviews outside of any session. To undo a review does not give its time back.';

-- The leaderboard, best first. Its order by streak starts from the days below.
CREATE INDEX idx_user_stats_win_count_user_id
  ON projection.user_stats (win_count DESC, user_id);
CREATE INDEX idx_user_stats_studied_card_count_user_id
  ON projection.user_stats (studied_card_count DESC, user_id);
CREATE INDEX idx_user_stats_time_spent_ms_user_id
  ON projection.user_stats (time_spent_ms DESC, user_id);

-- From reviews alone. A day whose only reviews were undone keeps its row, with a count of 0: it is no
-- study day.
CREATE TABLE projection.study_days (
  user_id              text        NOT NULL CHECK (char_length(user_id) <= 64),
  study_day            date        NOT NULL,
  review_count         bigint      NOT NULL,
  correct_review_count bigint      NOT NULL,
  time_spent_ms        bigint      NOT NULL,
  created_at           timestamptz NOT NULL,
  updated_at           timestamptz NOT NULL,
  PRIMARY KEY (user_id, study_day)
) WITH (fillfactor = 80);

-- Who studied today or yesterday: the streaks that can still be running.
CREATE INDEX idx_study_days_study_day_user_id ON projection.study_days (study_day, user_id);

-- How often a learner has reviewed a card, to count different cards.
CREATE TABLE projection.studied_cards (
  deck_id      uuid        NOT NULL,
  user_id      text        NOT NULL CHECK (char_length(user_id) <= 64),
  card_id      uuid        NOT NULL,
  review_count bigint      NOT NULL,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL,
  PRIMARY KEY (deck_id, user_id, card_id)
) WITH (fillfactor = 80);

ALTER TABLE projection.user_stats OWNER TO manadeck_service;
ALTER TABLE projection.study_days OWNER TO manadeck_service;
ALTER TABLE projection.studied_cards OWNER TO manadeck_service;
