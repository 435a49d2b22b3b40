-- Projection study_sessions. From the topic sessions.

CREATE TABLE projection.study_sessions (
  deck_id              uuid        NOT NULL,
  session_id           uuid        NOT NULL,
  user_id              text        NOT NULL CHECK (char_length(user_id) <= 64),
  mode                 text        NOT NULL CHECK (mode IN ('all', 'new', 'review', 'favorites', 'random')),
  time_zone            text        NOT NULL,
  day_start_hour       smallint    NOT NULL CHECK (day_start_hour BETWEEN 0 AND 23),
  total_card_count     integer     NOT NULL,
  completed_card_count integer,
  correct_card_count   integer,
  review_count         integer,
  correct_review_count integer,
  is_win               boolean,
  time_spent_seconds   integer,
  started_at           timestamptz NOT NULL,
  completed_at         timestamptz,
  created_at           timestamptz NOT NULL,
  updated_at           timestamptz NOT NULL,
  PRIMARY KEY (deck_id, session_id)
);

COMMENT ON TABLE projection.study_sessions IS
  'Totals are null until the session is completed: they stand in its last event. Of an open session they are counted in card_reviews.';

CREATE INDEX idx_study_sessions_user_id_deck_id_started_at_session_id
  ON projection.study_sessions (user_id, deck_id, started_at DESC, session_id);

ALTER TABLE projection.study_sessions OWNER TO manadeck_service;
