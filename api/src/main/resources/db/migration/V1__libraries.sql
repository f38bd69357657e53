-- One table for all libraries: they share one life (import, version, index, rebuild), and the record itself is a typed document.
-- Keys are SHA-256 digests, for titles can be longer than an index entry may be.
CREATE TABLE library_record (
    id             uuid PRIMARY KEY DEFAULT uuidv7(),
    library        text NOT NULL CHECK (library IN ('experts', 'problems', 'projects', 'societies', 'enterprises', 'teams')),
    natural_key    bytea NOT NULL,
    similarity_key bytea,
    payload        jsonb NOT NULL,
    content_hash   bytea NOT NULL,
    version        bigint NOT NULL DEFAULT 1,
    sample         boolean NOT NULL DEFAULT false,
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    UNIQUE (library, natural_key)
);

CREATE INDEX library_record_similarity ON library_record (library, similarity_key) WHERE similarity_key IS NOT NULL;
CREATE INDEX library_record_scan ON library_record (library, id);

-- What has been written and is not yet in the search index. An entry commits together with the row it speaks of.
CREATE TABLE outbox (
    position   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    record_id  uuid NOT NULL REFERENCES library_record (id) ON DELETE CASCADE,
    attempts   integer NOT NULL DEFAULT 0,
    not_before timestamptz NOT NULL DEFAULT now(),
    error      text
);

CREATE INDEX outbox_due ON outbox (not_before, position);
CREATE INDEX outbox_record ON outbox (record_id);

-- The search indexes: one LIVE index a library stands behind the alias, a BUILDING one receives all writes as well.
CREATE TABLE search_index (
    name               text PRIMARY KEY,
    library            text NOT NULL,
    state              text NOT NULL CHECK (state IN ('BUILDING', 'LIVE')),
    mapping_version    integer NOT NULL,
    dictionary_version text NOT NULL,
    heartbeat_at       timestamptz NOT NULL DEFAULT now(),
    created_at         timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX search_index_one_of_a_kind ON search_index (library, state);
