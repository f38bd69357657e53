-- An index that a rebuild replaced is kept for some seconds, for searches that began on it.
ALTER TABLE search_index DROP CONSTRAINT search_index_state_check;
ALTER TABLE search_index ADD CONSTRAINT search_index_state_check CHECK (state IN ('BUILDING', 'LIVE', 'RETIRED'));

DROP INDEX search_index_one_of_a_kind;
CREATE UNIQUE INDEX search_index_one_of_a_kind ON search_index (library, state) WHERE state <> 'RETIRED';
