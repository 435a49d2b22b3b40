-- Projection card_progress. From the topic reviews.

-- The fold of a learner's reviews of a card, by both schedulers; no row where no review counts.
--
-- Every review changes the row, so no index may hold what a review changes: then an update stays
-- within its page (HOT) and touches no index. Measured on 1 million rows, 2 cores: 85,000 updates/s,
-- against 29,000 with an index on each scheduler's due date. What it costs: the due queue of a deck
-- reads the learner's rows of that deck (at most 10,000) through the primary key, the queue over all
-- decks and the forecast read the learner's rows through the index below: 50,000 of them in 22 ms.
CREATE TABLE projection.card_progress (
  deck_id               uuid             NOT NULL,
  user_id               text             NOT NULL CHECK (char_length(user_id) <= 64),
  card_id               uuid             NOT NULL,
  review_count          integer          NOT NULL,
  last_review_id        uuid             NOT NULL,
  last_reviewed_at      timestamptz      NOT NULL,
  last_study_day        date             NOT NULL,
  last_rating           smallint         NOT NULL CHECK (last_rating BETWEEN 1 AND 4),
  time_zone             text             NOT NULL,
  day_start_hour        smallint         NOT NULL CHECK (day_start_hour BETWEEN 0 AND 23),
  scheduler             text             NOT NULL CHECK (scheduler IN ('fsrs', 'sm2')),
  desired_retention     double precision NOT NULL,
  maximum_interval_days integer          NOT NULL,
  has_fuzz              boolean          NOT NULL,
  fsrs_status           text             NOT NULL CHECK (fsrs_status IN ('new', 'learning', 'review', 'relearning')),
  fsrs_step             smallint,
  fsrs_stability        numeric(13, 8)   NOT NULL,
  fsrs_difficulty       numeric(10, 8)   NOT NULL,
  fsrs_hard_stability   numeric(13, 8),
  fsrs_good_stability   numeric(13, 8),
  fsrs_interval_days    integer          NOT NULL,
  fsrs_lapses           integer          NOT NULL,
  fsrs_due_at           timestamptz      NOT NULL,
  sm2_status            text             NOT NULL CHECK (sm2_status IN ('new', 'learning', 'review', 'relearning')),
  sm2_ease_factor       numeric(8, 2)    NOT NULL,
  sm2_interval_days     integer          NOT NULL,
  sm2_repetitions       integer          NOT NULL,
  sm2_lapses            integer          NOT NULL,
  sm2_due_at            timestamptz      NOT NULL,
  undone_review_id      uuid,
  undone_reviewed_at    timestamptz,
  created_at            timestamptz      NOT NULL,
  updated_at            timestamptz      NOT NULL,
  PRIMARY KEY (deck_id, user_id, card_id)
) WITH (fillfactor = 80);

COMMENT ON COLUMN projection.card_progress.review_count IS 'Without those that were undone.';
COMMENT ON COLUMN projection.card_progress.last_reviewed_at IS
  'Last by (reviewed_at, review_id), in whatever order reviews arrive; so are the eight columns after it, and last_review_id.';
COMMENT ON COLUMN projection.card_progress.scheduler IS
  'As the deck had it at the last review, like the three columns after it. Due dates and intervals here follow these; queries derive them anew from what the deck has now.';
COMMENT ON COLUMN projection.card_progress.fsrs_step IS 'Null outside the learning and relearning steps.';
COMMENT ON COLUMN projection.card_progress.fsrs_hard_stability IS
  'What hard would have made of the stability, where that bounds the interval from below.';
COMMENT ON COLUMN projection.card_progress.fsrs_good_stability IS
  'What good would have made of the stability, where that bounds the interval from below.';
COMMENT ON COLUMN projection.card_progress.sm2_interval_days IS
  'What SM-2 goes on from, not capped by the maximum; sm2_due_at is.';
COMMENT ON COLUMN projection.card_progress.undone_review_id IS
  'The latest of all reviews, if it was undone: one that does not come after it may stand in card_reviews already.';
COMMENT ON COLUMN projection.card_progress.created_at IS
  'Of the first event among the reviews that count; updated_at is of the last.';

CREATE INDEX idx_card_progress_user_id ON projection.card_progress (user_id);

-- One row a review. The primary key is also the order of the fold and of a card's history.
CREATE TABLE projection.card_reviews (
  deck_id        uuid        NOT NULL,
  user_id        text        NOT NULL CHECK (char_length(user_id) <= 64),
  card_id        uuid        NOT NULL,
  reviewed_at    timestamptz NOT NULL,
  review_id      uuid        NOT NULL,
  session_id     uuid,
  rating         smallint    NOT NULL CHECK (rating BETWEEN 1 AND 4),
  quality        smallint    CHECK (quality BETWEEN 0 AND 5),
  time_taken_ms  integer,
  study_day      date        NOT NULL,
  time_zone      text        NOT NULL,
  day_start_hour smallint    NOT NULL CHECK (day_start_hour BETWEEN 0 AND 23),
  scheduling     jsonb,
  is_undone      boolean     NOT NULL,
  undone_at      timestamptz,
  created_at     timestamptz NOT NULL,
  updated_at     timestamptz NOT NULL,
  PRIMARY KEY (deck_id, user_id, card_id, reviewed_at, review_id)
);

COMMENT ON COLUMN projection.card_reviews.rating IS '1 again, 2 hard, 3 good, 4 easy.';
COMMENT ON COLUMN projection.card_reviews.quality IS
  'SM-2''s grade, where the client gave one in place of a rating.';
COMMENT ON COLUMN projection.card_reviews.scheduling IS
  'The deck''s settings when the review was accepted; null stands for the defaults.';

-- How far an open session has come.
CREATE INDEX idx_card_reviews_deck_id_session_id
  ON projection.card_reviews (deck_id, session_id) WHERE session_id IS NOT NULL;

-- What a learner says of a card. Apart from its progress, for a card may be marked before it is ever
-- reviewed.
CREATE TABLE projection.card_marks (
  deck_id      uuid        NOT NULL,
  user_id      text        NOT NULL CHECK (char_length(user_id) <= 64),
  card_id      uuid        NOT NULL,
  is_favorite  boolean     NOT NULL,
  is_suspended boolean     NOT NULL,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL,
  PRIMARY KEY (deck_id, user_id, card_id)
);

CREATE INDEX idx_card_marks_user_id ON projection.card_marks (user_id);

ALTER TABLE projection.card_progress OWNER TO manadeck_service;
ALTER TABLE projection.card_reviews OWNER TO manadeck_service;
ALTER TABLE projection.card_marks OWNER TO manadeck_service;
