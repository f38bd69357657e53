-- Papers, patents and projects by file, whose they are, and what they add to the records of experts.

-- {directions: [{words, works, from, to}], results: [citation], works: count}; the record's own columns stay as they were imported.
ALTER TABLE library_record ADD COLUMN profile jsonb;

-- Every file that was taken; undone it brings nothing any more.
CREATE TABLE work_upload (
    id         uuid PRIMARY KEY DEFAULT uuidv7(),
    file_name  text NOT NULL,
    -- The expert whose works the file was said to hold; null for any.
    expert_id  uuid REFERENCES library_record (id) ON DELETE SET NULL,
    -- Works in the file, each once; how many of them were new.
    works      integer NOT NULL,
    added      integer NOT NULL,
    -- [{line, reason}]
    rejected   jsonb NOT NULL,
    account_id uuid NOT NULL,
    at         timestamptz NOT NULL DEFAULT now(),
    undone_at  timestamptz,
    undone_by  uuid,
    CHECK ((undone_at IS NULL) = (undone_by IS NULL))
);

-- A work is there once, however many files name it. Names of its authors are not kept.
CREATE TABLE work (
    id         uuid PRIMARY KEY,
    kind       text NOT NULL CHECK (kind IN ('PAPER', 'PATENT', 'PROJECT')),
    title      text NOT NULL,
    keywords   jsonb NOT NULL,
    -- 0: unknown
    year       integer NOT NULL,
    source     text NOT NULL,
    number     text NOT NULL,
    -- Digests of the number, null without one, and of title, year and authors.
    number_key bytea UNIQUE,
    text_key   bytea NOT NULL,
    authors    integer NOT NULL
);

CREATE INDEX work_text_key ON work (text_key);

CREATE TABLE work_source (
    upload_id uuid NOT NULL REFERENCES work_upload (id) ON DELETE CASCADE,
    work_id   uuid NOT NULL REFERENCES work (id) ON DELETE CASCADE,
    line      integer NOT NULL,
    PRIMARY KEY (upload_id, work_id)
);

CREATE INDEX work_source_work ON work_source (work_id);

-- Digests of the names of a work's authors: whom somebody wrote with tells namesakes apart.
CREATE TABLE work_name (
    work_id  uuid NOT NULL REFERENCES work (id) ON DELETE CASCADE,
    position integer NOT NULL,
    name_key bytea NOT NULL,
    PRIMARY KEY (work_id, position)
);

-- A name of a unit among the authors of works, and the expert that it may be. YES without decided_by: by evidence alone.
CREATE TABLE authorship (
    id         uuid PRIMARY KEY DEFAULT uuidv7(),
    expert_id  uuid NOT NULL REFERENCES library_record (id) ON DELETE CASCADE,
    name       text NOT NULL,
    unit       text NOT NULL,
    -- Digest of name, unit and identifier.
    author_key bytea NOT NULL,
    -- Digest of the identifier; null if the works state none.
    orcid_key  bytea,
    state      text NOT NULL CHECK (state IN ('OPEN', 'YES', 'NO')),
    -- Bits.
    score      double precision NOT NULL,
    evidence   jsonb NOT NULL,
    decided_by uuid,
    decided_at timestamptz,
    version    bigint NOT NULL DEFAULT 1,
    found_at   timestamptz NOT NULL DEFAULT now(),
    UNIQUE (expert_id, author_key)
);

-- Nobody is two.
CREATE UNIQUE INDEX authorship_one ON authorship (author_key) WHERE state = 'YES';
CREATE INDEX authorship_queue ON authorship (score DESC, id) WHERE state = 'OPEN';

-- Which places among the authors of which works, by which file.
CREATE TABLE authorship_work (
    authorship_id uuid NOT NULL REFERENCES authorship (id) ON DELETE CASCADE,
    work_id       uuid NOT NULL REFERENCES work (id) ON DELETE CASCADE,
    upload_id     uuid NOT NULL REFERENCES work_upload (id) ON DELETE CASCADE,
    position      integer NOT NULL,
    PRIMARY KEY (authorship_id, work_id, upload_id)
);

CREATE INDEX authorship_work_work ON authorship_work (work_id);
CREATE INDEX authorship_work_upload ON authorship_work (upload_id);

-- Experts whose profile is to be made anew.
CREATE TABLE profile_job (
    position  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    record_id uuid NOT NULL
);

-- The works of a record that was merged are those of the one that stands for it.
CREATE FUNCTION note_profile_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO profile_job (record_id)
    SELECT id FROM unnest(ARRAY[NEW.id, OLD.merged_into, NEW.merged_into]) AS id WHERE id IS NOT NULL;
    RETURN NEW;
END $$;

CREATE TRIGGER library_record_profile AFTER UPDATE OF merged_into ON library_record
    FOR EACH ROW WHEN (NEW.library = 'experts' AND NEW.merged_into IS DISTINCT FROM OLD.merged_into)
    EXECUTE FUNCTION note_profile_job();

-- Files are often called by the name of whose works they hold; who is erased is named by none of them.
CREATE FUNCTION forget_upload_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE work_upload SET file_name = '—'
    WHERE expert_id = OLD.id OR position(OLD.payload ->> 'name' IN file_name) > 0;
    RETURN OLD;
END $$;

CREATE TRIGGER library_record_upload_names BEFORE DELETE ON library_record
    FOR EACH ROW WHEN (OLD.library = 'experts') EXECUTE FUNCTION forget_upload_names();
