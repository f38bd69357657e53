-- A question with a blank read_value and no address is about a cell that a file leaves blank though every need should state it:
-- confidence is that of the best guess, row_number the row of the file. One at a time about a cell of a record.
CREATE UNIQUE INDEX field_doubt_unstated ON field_doubt (natural_key, heading) WHERE decided_at IS NULL AND address = '';
CREATE INDEX field_doubt_settled ON field_doubt (natural_key, heading, decided_at DESC) WHERE decided_at IS NOT NULL;

-- Values that were read come first, the least sure of them; then what is not stated, the surest guess of them.
DROP INDEX field_doubt_waiting;
CREATE INDEX field_doubt_waiting
    ON field_doubt ((read_value = ''), (CASE WHEN read_value = '' THEN -confidence ELSE confidence END), id)
    WHERE decided_at IS NULL AND record_id IS NOT NULL;
