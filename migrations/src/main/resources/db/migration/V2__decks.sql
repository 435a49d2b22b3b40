-- Projection decks. From the topic decks.

CREATE TABLE projection.decks (
  deck_id         uuid        PRIMARY KEY,
  user_id         text        NOT NULL CHECK (char_length(user_id) <= 64),
  title           text        NOT NULL,
  description     text,
  cover_image_url text,
  is_public       boolean     NOT NULL,
  is_featured     boolean     NOT NULL,
  featured_at     timestamptz,
  settings        jsonb       NOT NULL,
  tags            text[]      NOT NULL,
  metadata        jsonb       NOT NULL,
  card_count      integer     NOT NULL,
  version         bigint      NOT NULL,
  is_deleted      boolean     NOT NULL,
  deleted_at      timestamptz,
  created_at      timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL
);

COMMENT ON COLUMN projection.decks.card_count IS 'Cards that were not removed.';
COMMENT ON COLUMN projection.decks.version IS 'The deck''s version that its last event made.';

-- One for each scope of a list of decks. The flags lead although the predicates fix them: their
-- names tell the indexes apart.
CREATE INDEX idx_decks_user_id_updated_at_deck_id
  ON projection.decks (user_id, updated_at DESC, deck_id) WHERE NOT is_deleted;
CREATE INDEX idx_decks_is_public_updated_at_deck_id
  ON projection.decks (is_public, updated_at DESC, deck_id) WHERE is_public AND NOT is_deleted;
CREATE INDEX idx_decks_is_featured_updated_at_deck_id
  ON projection.decks (is_featured, updated_at DESC, deck_id)
  WHERE is_featured AND is_public AND NOT is_deleted;
CREATE INDEX idx_decks_tags
  ON projection.decks USING gin (tags) WHERE NOT is_deleted;
-- For ILIKE '%…%', in scripts without spaces between words too.
CREATE INDEX idx_decks_title_description
  ON projection.decks USING gin (title gin_trgm_ops, description gin_trgm_ops)
  WHERE NOT is_deleted;

-- A card's id is the client's choice, and each deck is decided in a shard of its own: nobody can
-- promise that two decks do not use the same one. Hence every key of a card begins with its deck.
CREATE TABLE projection.cards (
  deck_id    uuid        NOT NULL,
  card_id    uuid        NOT NULL,
  position   integer     NOT NULL,
  title      text,
  content    jsonb       NOT NULL,
  card_type  text        NOT NULL CHECK (card_type IN ('text', 'flashcard', 'quiz', 'mixed')),
  ai_model   text,
  ai_prompt  text,
  version    bigint      NOT NULL,
  is_deleted boolean     NOT NULL,
  deleted_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (deck_id, card_id)
);

CREATE INDEX idx_cards_deck_id_position_card_id
  ON projection.cards (deck_id, position, card_id) WHERE NOT is_deleted;

ALTER TABLE projection.decks OWNER TO manadeck_service;
ALTER TABLE projection.cards OWNER TO manadeck_service;
