-- Who may do what, and the three tables that the runtime of all projections shares.
--
-- Two kinds of tables stand in this schema:
--
-- * Tables of the runtime, below. They belong to manadeck_owner; the service writes rows, and cannot
--   change their shape.
-- * Read tables, one migration a projection. They belong to manadeck_service, because a replay
--   creates <table>__g<N> beside them (LIKE <table> INCLUDING ALL) and swaps by renaming, and
--   PostgreSQL lets none but the owner of a table rename or drop it. manadeck_owner is a member of
--   manadeck_service, so that later migrations can still alter them, whichever generation is live.
--   LIKE copies neither owner nor fillfactor, and it names indexes anew: whoever creates a
--   generation sets the fillfactor, and whoever swaps renames the indexes too.
--
-- Read tables refer to one another without foreign keys: each projection is replayed alone, nothing
-- may depend on how topics interleave, and a swap by renaming would leave a key on the old table.
-- Every row of theirs is determined by the log: created_at and updated_at are instants of events,
-- and no column has a default that looks at a clock.

GRANT USAGE, CREATE ON SCHEMA projection TO manadeck_service;
GRANT USAGE ON SCHEMA projection TO manadeck_reader;

-- Holds for tables yet to be made: by later migrations, and by the service for generations.
ALTER DEFAULT PRIVILEGES FOR ROLE manadeck_owner IN SCHEMA projection
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO manadeck_service;
ALTER DEFAULT PRIVILEGES FOR ROLE manadeck_owner IN SCHEMA projection
  GRANT SELECT ON TABLES TO manadeck_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE manadeck_service IN SCHEMA projection
  GRANT SELECT ON TABLES TO manadeck_reader;

-- Flyway makes its table before the first migration.
GRANT SELECT ON projection.flyway_schema_history TO manadeck_service, manadeck_reader;

-- Written by the service when it registers a projection and by operators' actions, not folded.
CREATE TABLE projection.projections (
  name            text        PRIMARY KEY,
  state           text        NOT NULL CHECK (state IN ('running', 'paused', 'replaying', 'blocked')),
  live_generation integer     NOT NULL CHECK (live_generation > 0),
  code_version    integer     NOT NULL CHECK (code_version > 0),
  created_at      timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL
);

COMMENT ON COLUMN projection.projections.code_version IS
  'The version of the projector that built the live generation.';

-- How far a generation has come. Changes in the transaction that writes the rows, by compare-and-set
-- on next_offset and owner_epoch.
CREATE TABLE projection.positions (
  projection  text        NOT NULL REFERENCES projection.projections,
  generation  integer     NOT NULL CHECK (generation > 0),
  topic       text        NOT NULL,
  partition   integer     NOT NULL CHECK (partition >= 0),
  next_offset bigint      NOT NULL CHECK (next_offset >= 0),
  owner_epoch bigint      NOT NULL,
  created_at  timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  PRIMARY KEY (projection, generation, topic, partition)
) WITH (fillfactor = 50);

-- Events that could not be applied, and the later ones of the same key that wait behind them. Holds
-- the whole record, so that a retry does not need the log.
CREATE TABLE projection.parked_events (
  parked_event_id uuid        PRIMARY KEY,
  projection      text        NOT NULL REFERENCES projection.projections,
  generation      integer     NOT NULL CHECK (generation > 0),
  topic           text        NOT NULL,
  partition       integer     NOT NULL CHECK (partition >= 0),
  record_offset   bigint      NOT NULL CHECK (record_offset >= 0),
  record_key      bytea,
  record_key_hash bytea       GENERATED ALWAYS AS (sha256(record_key)) STORED,
  headers         jsonb       NOT NULL CHECK (jsonb_typeof(headers) = 'array'),
  payload         bytea,
  recorded_at     timestamptz NOT NULL,
  occurred_at     timestamptz,
  error           text,
  attempt_count   integer     NOT NULL CHECK (attempt_count >= 0),
  created_at      timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL,
  UNIQUE (projection, generation, topic, partition, record_offset)
);

COMMENT ON COLUMN projection.parked_events.record_offset IS
  'Also the place in the queue of the key: all records of a key stand in one partition.';
COMMENT ON COLUMN projection.parked_events.record_key IS
  'Bytes, for poison need not be text. A record without a key has no queue.';
COMMENT ON COLUMN projection.parked_events.record_key_hash IS
  'What to look a key up by: a B-tree refuses entries over some 2,700 bytes, a poisoned key may be longer.';
COMMENT ON COLUMN projection.parked_events.headers IS
  'An array of [name, value in base64], in the order of the record: names repeat, values are bytes.';
COMMENT ON COLUMN projection.parked_events.recorded_at IS 'The timestamp of the Kafka record.';
COMMENT ON COLUMN projection.parked_events.occurred_at IS
  'The instant of the event; null where the record is too broken to tell.';
COMMENT ON COLUMN projection.parked_events.error IS
  'Null: nothing is known to be wrong with the event, it waits behind an earlier one of its key.';

CREATE INDEX idx_parked_events_projection_generation_topic_record_key_hash
  ON projection.parked_events (projection, generation, topic, record_key_hash, record_offset);
