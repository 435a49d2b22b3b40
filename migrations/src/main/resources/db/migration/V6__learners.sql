-- Projection learners. From the topic learners.

CREATE TABLE projection.learners (
  user_id           text        PRIMARY KEY CHECK (char_length(user_id) <= 64),
  display_name      text,
  time_zone         text        NOT NULL,
  day_start_hour    smallint    NOT NULL CHECK (day_start_hour BETWEEN 0 AND 23),
  is_on_leaderboard boolean     NOT NULL,
  version           bigint      NOT NULL,
  created_at        timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL
);

CREATE INDEX idx_learners_is_on_leaderboard_user_id
  ON projection.learners (is_on_leaderboard, user_id) WHERE is_on_leaderboard;

ALTER TABLE projection.learners OWNER TO manadeck_service;
