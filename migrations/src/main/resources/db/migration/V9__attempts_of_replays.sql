-- A run whose process dies at the same step again and again would be taken up for ever.
ALTER TABLE projection.replays
  ADD COLUMN attempt_count integer CHECK (attempt_count >= 0);

COMMENT ON COLUMN projection.replays.attempt_count IS
  'How often it was taken up since it last got on; null: not yet, or by a service that did not count.';
