-- Records are compared in two steps: first the keys of all that wait are written, then they are compared in the order of how their names
-- sound, so that many that come at once are compared as a set and each is read once.
ALTER TABLE identity_job
    -- Digest of the sound of the name; empty for a record that is compared with none, null until its keys are written.
    ADD COLUMN block bytea;

CREATE INDEX identity_job_unkeyed ON identity_job (position) WHERE block IS NULL;
CREATE INDEX identity_job_unkeyed_record ON identity_job (record_id) WHERE block IS NULL;
CREATE INDEX identity_job_block ON identity_job (block, position) WHERE block IS NOT NULL;

-- What tells the authors of works from their namesakes, so that an expert who comes or changes later finds his works. Digests alone: names,
-- units and identifiers of those who may be no expert are not kept.
CREATE TABLE work_author (
    work_id    uuid NOT NULL REFERENCES work (id) ON DELETE CASCADE,
    position   integer NOT NULL,
    -- Of name, unit and identifier, as in authorship.
    author_key bytea NOT NULL,
    -- Of the name and how it sounds, as in identity_key.
    name_keys  bytea[] NOT NULL,
    -- Of the names of the unit, what it is a part of, and what is left of it without legal form; empty if the work names none.
    unit_keys  bytea[] NOT NULL,
    orcid_key  bytea,
    -- The fewest units that the author of one of the works may be of.
    choices    integer NOT NULL,
    PRIMARY KEY (work_id, position, author_key)
);

CREATE INDEX work_author_key ON work_author (author_key);
CREATE INDEX work_author_names ON work_author USING gin (name_keys);

-- Experts whose name may stand among the authors of works.
CREATE TABLE authorship_job (
    position  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    record_id uuid NOT NULL
);

-- A record that was compared has its keys.
CREATE FUNCTION note_authorship_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO authorship_job (record_id)
    SELECT DISTINCT compared.record_id FROM compared JOIN library_record AS record ON record.id = compared.record_id
    WHERE record.library = 'experts' AND record.publication = 'PUBLISHED';
    RETURN NULL;
END $$;

CREATE TRIGGER identity_job_done AFTER DELETE ON identity_job REFERENCING OLD TABLE AS compared
    FOR EACH STATEMENT EXECUTE FUNCTION note_authorship_job();
