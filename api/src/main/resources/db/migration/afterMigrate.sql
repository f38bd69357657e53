-- Where migrations run under an account of their own (spring.flyway.user), the one with which the platform works gets what it needs and no
-- more: it owns nothing, so that it can drop no trigger, and it can add to the audit log but not change it. Runs at every start.
DO $$
DECLARE
    worker text := '${worker}';
BEGIN
    IF worker = current_user OR NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = worker) THEN
        RETURN;
    END IF;
    -- Replicas that start together wait for one another.
    PERFORM pg_advisory_xact_lock(hashtext('jiebang grants'));
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), worker);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO %I', current_schema(), worker);
    EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO %I', current_schema(), worker);
    EXECUTE format('REVOKE ALL ON flyway_schema_history FROM %I', worker);
    EXECUTE format('REVOKE UPDATE, DELETE ON audit_entry FROM %I', worker);
END $$;
