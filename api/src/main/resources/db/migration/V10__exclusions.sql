-- What staff keep of those who may not take part. A sanction goes with its subject's record; an ended one stays as history.
CREATE TABLE sanction (
    id         uuid PRIMARY KEY DEFAULT uuidv7(),
    record_id  uuid NOT NULL REFERENCES library_record (id) ON DELETE CASCADE,
    kind       text NOT NULL CHECK (kind IN ('UNQUALIFIED_TWO_YEARS', 'DISQUALIFIED', 'DISHONEST')),
    from_day   date NOT NULL,
    -- Last day; null without end.
    until_day  date CHECK (until_day >= from_day),
    reason     text NOT NULL,
    source     text NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    ended_by   uuid,
    ended_at   timestamptz,
    end_reason text NOT NULL DEFAULT '',
    CHECK ((ended_by IS NULL) = (ended_at IS NULL))
);

CREATE INDEX sanction_record ON sanction (record_id, created_at DESC);
CREATE INDEX sanction_in_force ON sanction (from_day) WHERE ended_at IS NULL;

-- Namesakes among the experts, and the names under which a unit stands.
CREATE INDEX library_record_expert_name ON library_record (replace(payload ->> 'name', ' ', '')) WHERE library = 'experts';
CREATE INDEX library_record_unit_name ON library_record ((payload ->> 'name')) WHERE library IN ('enterprises', 'societies');
CREATE INDEX library_record_unit_code ON library_record ((payload ->> 'creditCode')) WHERE library IN ('enterprises', 'societies');
