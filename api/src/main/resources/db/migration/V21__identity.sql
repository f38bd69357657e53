-- Which records name one and the same. A record that was merged stays whole, points to the one that is kept, and is published no more until
-- it is taken apart again: then it is what it was before.
ALTER TABLE library_record DROP CONSTRAINT library_record_publication_check;
ALTER TABLE library_record
    ADD CONSTRAINT library_record_publication_check CHECK (publication IN ('DRAFT', 'PUBLISHED', 'WITHDRAWN', 'MERGED')),
    ADD COLUMN merged_into uuid REFERENCES library_record (id),
    -- What it is again once it is taken apart.
    ADD COLUMN unmerged_publication text CHECK (unmerged_publication IN ('PUBLISHED', 'WITHDRAWN')),
    ADD CHECK ((publication = 'MERGED') = (merged_into IS NOT NULL)),
    ADD CHECK ((publication = 'MERGED') = (unmerged_publication IS NOT NULL)),
    ADD CHECK (merged_into <> id);

CREATE INDEX library_record_merged ON library_record (merged_into) WHERE merged_into IS NOT NULL;

-- Taken apart again it is not new to anybody who saved a search.
DROP TRIGGER library_record_published ON library_record;
CREATE TRIGGER library_record_published BEFORE UPDATE OF publication ON library_record
    FOR EACH ROW WHEN (NEW.publication = 'PUBLISHED' AND OLD.publication NOT IN ('PUBLISHED', 'MERGED'))
    EXECUTE FUNCTION note_publication();

-- The record that stands for another: itself, or the one that it was merged into, step by step.
CREATE FUNCTION standing_record(asked uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
    WITH RECURSIVE way AS (
        SELECT id, merged_into FROM library_record WHERE id = asked
        UNION
        SELECT next.id, next.merged_into FROM way JOIN library_record AS next ON next.id = way.merged_into)
    SELECT id FROM way WHERE merged_into IS NULL
$$;

-- Records to be compared with those like them; every way of writing a record or its contact leaves an entry.
CREATE TABLE identity_job (
    position  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    record_id uuid NOT NULL
);

CREATE FUNCTION note_identity_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO identity_job (record_id) VALUES (NEW.id);
    RETURN NEW;
END $$;

CREATE TRIGGER library_record_identity_new AFTER INSERT ON library_record
    FOR EACH ROW WHEN (NEW.library IN ('experts', 'societies', 'enterprises')) EXECUTE FUNCTION note_identity_job();
CREATE TRIGGER library_record_identity_changed AFTER UPDATE OF payload, publication ON library_record
    FOR EACH ROW WHEN (NEW.library IN ('experts', 'societies', 'enterprises')
        AND (NEW.payload IS DISTINCT FROM OLD.payload OR NEW.publication <> OLD.publication))
    EXECUTE FUNCTION note_identity_job();

CREATE FUNCTION note_identity_contact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO identity_job (record_id) VALUES (NEW.record_id);
    RETURN NEW;
END $$;

CREATE TRIGGER contact_identity AFTER INSERT OR UPDATE OF sealed ON contact
    FOR EACH ROW EXECUTE FUNCTION note_identity_contact();

INSERT INTO identity_job (record_id) SELECT id FROM library_record WHERE library IN ('experts', 'societies', 'enterprises') ORDER BY id;

-- Digests of what records that may be one share: names, spellings, contacts, words. Digests, for keys can be long and name people.
CREATE TABLE identity_key (
    library   text NOT NULL,
    key       bytea NOT NULL,
    record_id uuid NOT NULL REFERENCES library_record (id) ON DELETE CASCADE,
    -- Do records with it belong to be compared, or does it only tell how common a value is?
    joins     boolean NOT NULL,
    PRIMARY KEY (library, key, record_id)
);

CREATE INDEX identity_key_record ON identity_key (record_id);

-- Pairs that may be one. UNDONE: a decision was taken back, and the pair waits as an open one does.
CREATE TABLE identity_candidate (
    id         uuid PRIMARY KEY DEFAULT uuidv7(),
    library    text NOT NULL,
    one_id     uuid NOT NULL REFERENCES library_record (id) ON DELETE CASCADE,
    other_id   uuid NOT NULL REFERENCES library_record (id) ON DELETE CASCADE,
    state      text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'SAME', 'DIFFERENT', 'UNDONE')),
    -- Bits by the evidence as it is now.
    score      double precision NOT NULL,
    -- [{level, weight, one, other}]; names no contact.
    evidence   jsonb NOT NULL,
    proposed   boolean NOT NULL,
    -- Score at the decision that they are different: only a heavier one brings the pair back.
    decided_score double precision,
    -- The record that stands for both; null where both stay.
    kept_id    uuid REFERENCES library_record (id) ON DELETE CASCADE,
    version    bigint NOT NULL DEFAULT 1,
    found_at   timestamptz NOT NULL DEFAULT now(),
    UNIQUE (one_id, other_id),
    CHECK (one_id < other_id),
    CHECK (kept_id IS NULL OR state = 'SAME' AND kept_id IN (one_id, other_id))
);

CREATE INDEX identity_candidate_queue ON identity_candidate (score DESC, id) WHERE proposed AND state IN ('OPEN', 'UNDONE');
CREATE INDEX identity_candidate_other ON identity_candidate (other_id);

-- Who decided what, when and why.
CREATE TABLE identity_decision (
    id           uuid PRIMARY KEY DEFAULT uuidv7(),
    candidate_id uuid NOT NULL REFERENCES identity_candidate (id) ON DELETE CASCADE,
    state        text NOT NULL,
    kept_id      uuid,
    score        double precision NOT NULL,
    reason       text NOT NULL DEFAULT '',
    -- Null for the platform itself, which brings a pair back when the evidence has grown.
    account_id   uuid,
    at           timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX identity_decision_candidate ON identity_decision (candidate_id, at DESC);
