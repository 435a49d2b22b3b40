-- The schedulers round to eight decimals (ease: to two) before they hand a number over, and take the
-- same double back. As numeric(p, 8) each of them was turned into decimal digits and back for
-- nothing; as double precision it is stored as it is, prints the same digits, and can be copied in
-- binary.
ALTER TABLE projection.card_progress
  ALTER COLUMN fsrs_stability      TYPE double precision,
  ALTER COLUMN fsrs_difficulty     TYPE double precision,
  ALTER COLUMN fsrs_hard_stability TYPE double precision,
  ALTER COLUMN fsrs_good_stability TYPE double precision,
  ALTER COLUMN sm2_ease_factor     TYPE double precision;
