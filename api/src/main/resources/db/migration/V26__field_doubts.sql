-- Values that were read from texts without being sure, and what people decided of them; decisions teach the reader.
CREATE TABLE field_doubt (
    id           uuid PRIMARY KEY,
    -- Where it was read: a row of a page or file, from 0.
    source_id    uuid REFERENCES page_source (id) ON DELETE SET NULL,
    address      text NOT NULL,
    row_number   integer NOT NULL,
    -- Column of the problem library, and the value as its cell.
    heading      text NOT NULL,
    read_value   text NOT NULL,
    -- How sure the reader was by the text, and that compared with earlier decisions.
    reading      double precision NOT NULL CHECK (reading BETWEEN 0 AND 1),
    confidence   double precision NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    -- SHA-256 of the text without contact data.
    text_hash    bytea NOT NULL,
    -- {text, start, end, others, words, learnt}
    sealed       bytea NOT NULL,
    key_id       text NOT NULL,
    -- Of the record that its import makes or changes; the record once that is done. Waits for nobody before.
    natural_key  bytea NOT NULL,
    import_id    uuid REFERENCES import_job (id) ON DELETE SET NULL,
    record_id    uuid REFERENCES library_record (id) ON DELETE CASCADE,
    created_at   timestamptz NOT NULL DEFAULT now(),
    -- Blank where the text does not say it; what the record said before.
    decided      text,
    before       text,
    decided_by   uuid,
    decided_at   timestamptz,
    CHECK ((decided IS NULL) = (decided_at IS NULL)
       AND (decided IS NULL) = (before IS NULL)
       AND (decided IS NULL) = (decided_by IS NULL))
);

-- One question at a time about a cell.
CREATE UNIQUE INDEX field_doubt_open ON field_doubt (source_id, address, row_number, heading) WHERE decided_at IS NULL;
CREATE INDEX field_doubt_waiting ON field_doubt (confidence, id) WHERE decided_at IS NULL AND record_id IS NOT NULL;
CREATE INDEX field_doubt_decided ON field_doubt (decided_at) WHERE decided_at IS NOT NULL;
CREATE INDEX field_doubt_page ON field_doubt (source_id, address) WHERE decided_at IS NOT NULL;
CREATE INDEX field_doubt_record ON field_doubt (record_id);
CREATE INDEX field_doubt_import ON field_doubt (import_id);
CREATE INDEX field_doubt_key ON field_doubt (key_id);
