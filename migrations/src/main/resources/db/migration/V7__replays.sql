-- Replays, verifications, rollbacks, and what operators did. Tables of the runtime: they belong to
-- manadeck_owner, the service writes rows.

-- Tables that stand beside the live ones, which projections names.
CREATE TABLE projection.generations (
  projection   text        NOT NULL REFERENCES projection.projections,
  number       integer     NOT NULL CHECK (number > 0),
  purpose      text        NOT NULL CHECK (purpose IN ('build', 'rollback', 'inspection')),
  code_version integer     NOT NULL CHECK (code_version > 0),
  expires_at   timestamptz,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL,
  PRIMARY KEY (projection, number)
);

COMMENT ON COLUMN projection.generations.purpose IS
  'build: of a replay under way. rollback: what was live before. inspection: built to be looked at.';
COMMENT ON COLUMN projection.generations.expires_at IS 'When the service drops it; null: not by itself.';

-- One row a run, kept as the history. Who may go on with a run is decided here: whoever raises
-- runner_epoch holds the lease until its heartbeat is too old, and every step of a run checks the
-- epoch in the transaction in which it takes effect.
CREATE TABLE projection.replays (
  replay_id           uuid        PRIMARY KEY,
  projection          text        NOT NULL REFERENCES projection.projections,
  kind                text        NOT NULL CHECK (kind IN ('rebuild', 'repair', 'verification', 'rollback')),
  state               text        NOT NULL CHECK (state IN ('waiting', 'building', 'indexing', 'following',
                                    'verifying', 'swapping', 'completed', 'failed', 'cancelled')),
  is_paused           boolean     NOT NULL,
  is_cancel_requested boolean     NOT NULL,
  generation          integer,
  code_version        integer     NOT NULL,
  recorded_until_at   timestamptz,
  until_offsets       jsonb,
  scope_deck_id       uuid,
  scope_user_id       text,
  is_dry_run          boolean     NOT NULL,
  is_swap_wanted      boolean     NOT NULL,
  is_forced           boolean     NOT NULL,
  max_rate            integer     CHECK (max_rate > 0),
  event_count         bigint      NOT NULL,
  done_event_count    bigint      NOT NULL,
  events_per_second   double precision,
  report              jsonb,
  error               text,
  requested_by        text        NOT NULL,
  runner              text,
  runner_epoch        bigint      NOT NULL,
  heartbeat_at        timestamptz,
  started_at          timestamptz,
  completed_at        timestamptz,
  created_at          timestamptz NOT NULL,
  updated_at          timestamptz NOT NULL
);

COMMENT ON COLUMN projection.replays.done_event_count IS
  'Of event_count, offsets of the log that count as folded: an event of which one slice in four is folded counts a quarter.';
COMMENT ON COLUMN projection.replays.report IS 'What a comparison with the live tables found.';

-- Two runs at once for one projection would fight over its tables.
CREATE UNIQUE INDEX idx_replays_projection ON projection.replays (projection)
  WHERE state NOT IN ('completed', 'failed', 'cancelled');
CREATE INDEX idx_replays_created_at ON projection.replays (created_at DESC, replay_id);

-- Up to where a run folds the log before it follows.
CREATE TABLE projection.replay_targets (
  replay_id   uuid        NOT NULL REFERENCES projection.replays ON DELETE CASCADE,
  topic       text        NOT NULL,
  partition   integer     NOT NULL CHECK (partition >= 0),
  next_offset bigint      NOT NULL CHECK (next_offset >= 0),
  created_at  timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  PRIMARY KEY (replay_id, topic, partition)
);

-- What is folded in memory at once: of a partition the events whose keys hash into a range. Loaded
-- whole or not at all, in the transaction that marks it.
CREATE TABLE projection.replay_slices (
  replay_id  uuid        NOT NULL REFERENCES projection.replays ON DELETE CASCADE,
  partition  integer     NOT NULL CHECK (partition >= 0),
  first_hash bigint      NOT NULL CHECK (first_hash >= 0),
  last_hash  bigint      NOT NULL CHECK (last_hash >= first_hash),
  state      text        NOT NULL CHECK (state IN ('open', 'refused', 'loaded')),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (replay_id, partition, first_hash)
);

COMMENT ON COLUMN projection.replay_slices.state IS
  'refused: the database refused a row of it. Its events are applied batch by batch once there are keys, which parks the culprit.';

-- Events that an operator took out of the fold; replays and verifications leave them out too.
CREATE TABLE projection.skipped_events (
  projection    text        NOT NULL REFERENCES projection.projections,
  topic         text        NOT NULL,
  partition     integer     NOT NULL CHECK (partition >= 0),
  record_offset bigint      NOT NULL CHECK (record_offset >= 0),
  reason        text        NOT NULL,
  skipped_by    text        NOT NULL,
  created_at    timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL,
  PRIMARY KEY (projection, topic, partition, record_offset)
);

-- The audit: every action of an operator, never changed.
CREATE TABLE projection.operator_actions (
  action_id  uuid        PRIMARY KEY,
  action     text        NOT NULL,
  projection text,
  replay_id  uuid,
  details    jsonb       NOT NULL,
  user_id    text        NOT NULL CHECK (char_length(user_id) <= 64),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE INDEX idx_operator_actions_created_at ON projection.operator_actions (created_at DESC, action_id);

-- Nothing but an insertion is anybody's business there.
REVOKE UPDATE, DELETE ON projection.operator_actions FROM manadeck_service;
